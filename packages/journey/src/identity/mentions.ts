import { EVENT } from "@waystitch/protocol";
import { compareFacts, type Fact } from "../fact.js";
import { tyingOrderOf } from "./nodes.js";
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

/** Whether `a` says more about whose order it is than `b`: a visitor that is somebody, a server's word, the earlier one. */
function ownsBefore(a: Mention, b: Mention, segments: readonly Segment[]): boolean {
  const isNobody = ({ index }: Mention): boolean => isPlaceholderVisitor(segments[index]?.visitorId ?? "");
  if (a.index !== b.index && isNobody(a) !== isNobody(b)) return isNobody(b);
  return a.fact.trusted === b.fact.trusted ? compareFacts(a.fact, b.fact) < 0 : a.fact.trusted;
}

/** For each order, the completion that says whose it is: never two browsers'. */
export function ownersOf(segments: readonly Segment[], mentions: readonly (readonly Mention[])[]): Map<string, Mention> {
  const owners = new Map<string, Mention>();
  for (const own of mentions)
    for (const mention of own) {
      if (mention.orderId === null || mention.fact.name !== EVENT.orderCompleted) continue;
      const owner = owners.get(mention.orderId);
      if (owner === undefined || ownsBefore(mention, owner, segments)) owners.set(mention.orderId, mention);
    }
  return owners;
}
