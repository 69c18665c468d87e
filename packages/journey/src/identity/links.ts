import type { Carrier } from "./carriers.js";
import type { Mention } from "./mentions.js";
import { kindOf, type NodeKind, orderIdIn } from "./nodes.js";
import type { Refusal } from "./refusals.js";
import type { Segment } from "./segments.js";

/** One e-mail, phone or order, and whom it ties together. */
export interface Link {
  readonly identifier: string;
  readonly kind: NodeKind;
  /** By segment, ascending. */
  readonly carriers: readonly Carrier[];
  /** Why it ties nobody together. */
  readonly refusedBecause: Refusal | null;
  /** The bearers that it ties together: two or more, or none. */
  readonly joining: readonly number[];
  /** The user among them. */
  readonly user: number | null;
}

/** An identifier that more people than this carry names a shop assistant or a placeholder. A user's browsers count once. */
export const MAX_VISITORS_PER_IDENTIFIER = 50;

/** What is known before links are judged. */
export interface Carriage {
  readonly segments: readonly Segment[];
  /** For each segment its bearer. */
  readonly bearers: readonly number[];
  /** Why a segment is no bridge. */
  readonly refusals: readonly (Refusal | null)[];
  /** Who placed each order. */
  readonly owners: ReadonlyMap<string, Mention>;
}

function refusedBecause(identifier: string, kind: NodeKind, people: number, users: number, { owners, refusals }: Carriage): Refusal | null {
  if (people > MAX_VISITORS_PER_IDENTIFIER) return "too_many_visitors";
  const owner = kind === "order" ? owners.get(orderIdIn(identifier)) : undefined;
  return (owner && refusals[owner.index]) ?? (users > 1 ? "two_users" : null);
}

/** Judges an identifier by everyone who carries it, in whatever order they came. */
export function linkOf(identifier: string, carriers: readonly Carrier[], known: Carriage): Link {
  const { segments, bearers, refusals } = known;
  const kind = kindOf(identifier);
  if (carriers.length === 1) return { identifier, kind, carriers, refusedBecause: null, joining: [], user: null };
  const people = new Set<number>();
  const joining = new Set<number>();
  const users = new Set<number>();
  for (const { index } of carriers) {
    const bearer = bearers[index] ?? index;
    people.add(bearer);
    if (refusals[index] != null) continue;
    joining.add(bearer);
    if (segments[bearer]?.user != null) users.add(bearer);
  }
  const refused = refusedBecause(identifier, kind, people.size, users.size, known);
  const [user = null] = users;
  return { identifier, kind, carriers, refusedBecause: refused, joining: refused === null && joining.size > 1 ? [...joining] : [], user };
}
