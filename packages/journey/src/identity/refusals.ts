import type { Carrier } from "./carriers.js";
import { kindOf } from "./nodes.js";
import { isPlaceholderVisitor } from "./placeholders.js";
import type { Segment } from "./segments.js";

/**
 * Why an identifier does not make everyone who carries it this person:
 * `two_users` - two users carry it; `too_many_visitors` - more people than one person has browsers carry it;
 * `too_many_identifiers` - here it was carried by a kiosk; `placeholder_visitor` - here it was carried by a visitor that
 * stands for many people; `between_users` - joining all who carry it would make two users one, by way of other identifiers;
 * `placed_elsewhere` - an order seen on a thank-you page that another browser or the server completed.
 */
export type Refusal =
  | "two_users"
  | "too_many_visitors"
  | "too_many_identifiers"
  | "placeholder_visitor"
  | "between_users"
  | "placed_elsewhere";

/**
 * A user, or a browser on which nobody signed in, with more e-mails than this, or more phones, is a kiosk: a shop
 * assistant's tablet, a family's computer. Segment's documented default for everything but the user id (Identity
 * Resolution Onboarding, read in 2026) is 5 as well.
 */
export const MAX_CONTACTS_PER_KIND = 5;

/** Bearers that carry too many e-mails or phones, each counted once however many segments carry it. */
function kiosksAmong(
  carriers: ReadonlyMap<string, readonly Carrier[]>,
  bearers: readonly number[],
  isNobody: readonly boolean[],
): Set<number> {
  const counts = { email: new Map<number, number>(), phone: new Map<number, number>() };
  const kiosks = new Set<number>();
  for (const [identifier, those] of carriers) {
    const kind = kindOf(identifier);
    if (kind !== "email" && kind !== "phone") continue;
    const seen = new Set<number>();
    for (const { index } of those) {
      const bearer = bearers[index] ?? index;
      if (isNobody[index] === true || seen.has(bearer)) continue;
      seen.add(bearer);
      const count = (counts[kind].get(bearer) ?? 0) + 1;
      counts[kind].set(bearer, count);
      if (count > MAX_CONTACTS_PER_KIND) kiosks.add(bearer);
    }
  }
  return kiosks;
}

/**
 * Segments that are no bridge, each with the reason: no identifier joins anybody through them. A kiosk's e-mails say as
 * little as its phones, so none of either kind does. What servers report about the orders placed there shares their lot.
 */
export function refusalsOf(
  segments: readonly Segment[],
  bearers: readonly number[],
  carriers: ReadonlyMap<string, readonly Carrier[]>,
): (Refusal | null)[] {
  const isNobody = segments.map(({ user, visitorId }, index) => {
    const placer = user === null ? segments[bearers[index] ?? index] : undefined;
    return isPlaceholderVisitor(placer?.user === null ? placer.visitorId : visitorId);
  });
  const kiosks = kiosksAmong(carriers, bearers, isNobody);
  return isNobody.map((nobody, index) =>
    nobody ? "placeholder_visitor" : kiosks.has(bearers[index] ?? index) ? "too_many_identifiers" : null,
  );
}
