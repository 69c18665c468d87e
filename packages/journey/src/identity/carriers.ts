import type { Fact } from "../fact.js";
import type { Mention } from "./mentions.js";
import { orderNode } from "./nodes.js";

/** A segment that carries an identifier, by its index, and its first fact that does. */
export interface Carrier {
  readonly index: number;
  readonly fact: Fact;
}

/**
 * Who carries each e-mail, phone and order, by segment, ascending. An order is carried by who placed it, and by what
 * servers say about it, never by another browser.
 */
export function carriersOf(mentions: readonly (readonly Mention[])[], owners: ReadonlyMap<string, Mention>): Map<string, Carrier[]> {
  const carriers = new Map<string, Carrier[]>();
  const carry = (identifier: string, index: number, fact: Fact): void => {
    const known = carriers.get(identifier);
    if (known === undefined) carriers.set(identifier, [{ index, fact }]);
    else if (known.at(-1)?.index !== index) known.push({ index, fact });
  };
  for (const own of mentions)
    for (const { index, fact, orderId } of own) {
      for (const identifier of fact.identifiers) carry(identifier, index, fact);
      if (orderId !== null && (fact.trusted || owners.get(orderId)?.index === index)) carry(orderNode(orderId), index, fact);
    }
  return carriers;
}
