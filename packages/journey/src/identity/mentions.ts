import { EVENT } from "@waystitch/protocol";
import { compareFacts, type Fact } from "../fact.js";
import { isOrderStandIn, tyingOrderOf } from "./nodes.js";
import { isPlaceholderVisitor } from "./placeholders.js";
import type { Segment } from "./segments.js";

/** A fact that carries an e-mail, a phone or an order, and the segment it belongs to, by its index. */
export interface Mention {
  readonly index: number;
  readonly fact: Fact;
  readonly orderId: string | null;
}

/** The mentions of each segment, in order. */
export function mentionsOf(segments: readonly Segment[]): Mention[][] {
  return segments.map(({ facts }, index) => {
    const mentions: Mention[] = [];
    for (const fact of facts) {
      const orderId = tyingOrderOf(fact);
      if (orderId !== null || fact.identifiers.length > 0) mentions.push({ index, fact, orderId });
    }
    return mentions;
  });
}

/** How little a segment says of whose an order is: 0 names a browser or a user, 1 neither, 2 is a placeholder. */
function vaguenessOf({ visitorId, user }: Segment): number {
  if (isPlaceholderVisitor(visitorId)) return 2;
  return isOrderStandIn(visitorId) && user === null ? 1 : 0;
}

/** Whether `a` says more about whose order it is than `b`: one that names a browser or a user, a server's word, the earlier one. */
function ownsBefore(a: Mention, b: Mention, vagueness: readonly number[]): boolean {
  const difference = (vagueness[a.index] ?? 0) - (vagueness[b.index] ?? 0);
  if (difference !== 0) return difference < 0;
  return a.fact.trusted === b.fact.trusted ? compareFacts(a.fact, b.fact) < 0 : a.fact.trusted;
}

/** For each order, the completion that says whose it is: never two browsers'. */
export function ownersOf(segments: readonly Segment[], mentions: readonly (readonly Mention[])[]): Map<string, Mention> {
  const owners = new Map<string, Mention>();
  const vagueness = segments.map(vaguenessOf);
  for (const own of mentions)
    for (const mention of own) {
      if (mention.orderId === null || mention.fact.name !== EVENT.orderCompleted) continue;
      const owner = owners.get(mention.orderId);
      if (owner === undefined || ownsBefore(mention, owner, vagueness)) owners.set(mention.orderId, mention);
    }
  return owners;
}
