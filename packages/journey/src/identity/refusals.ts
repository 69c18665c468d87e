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
export const REFUSALS = [
  "two_users",
  "too_many_visitors",
  "too_many_identifiers",
  "placeholder_visitor",
  "between_users",
  "placed_elsewhere",
] as const;

export type Refusal = (typeof REFUSALS)[number];

/**
 * A browser on which more e-mails than this, or more phones, were left is a kiosk: a shop assistant's tablet, a family's
 * computer; so is a user who leaves as many on different browsers. Segment's documented default for everything but the
 * user id (Identity Resolution Onboarding, read in 2026) is 5 as well.
 */
export const MAX_CONTACTS_PER_KIND = 5;

type Carriers = ReadonlyMap<string, readonly Carrier[]>;

/** The holders with too many e-mails or phones, each counted once however many segments of the holder carry it. */
function kiosksAmong(carriers: Carriers, holders: readonly number[], isLeftOut: (index: number) => boolean): Set<number> {
  const counts = { email: new Map<number, number>(), phone: new Map<number, number>() };
  const kiosks = new Set<number>();
  for (const [identifier, those] of carriers) {
    const kind = kindOf(identifier);
    if (kind !== "email" && kind !== "phone") continue;
    const seen = those.length > 1 ? new Set<number>() : null;
    for (const { index } of those) {
      const holder = holders[index] ?? index;
      if (isLeftOut(index) || seen?.has(holder) === true) continue;
      seen?.add(holder);
      const count = (counts[kind].get(holder) ?? 0) + 1;
      counts[kind].set(holder, count);
      if (count > MAX_CONTACTS_PER_KIND) kiosks.add(holder);
    }
  }
  return kiosks;
}

/**
 * Segments that are no bridge, each with the reason: no identifier joins anybody through them. A kiosk's e-mails say as
 * little as its phones, so none of either kind does. A user whom strangers followed on a kiosk keeps their own browsers.
 */
export function refusalsOf(
  segments: readonly Segment[],
  places: readonly number[],
  bearers: readonly number[],
  carriers: Carriers,
): (Refusal | null)[] {
  const nobodies = new Set(places.filter((place) => isPlaceholderVisitor(segments[place]?.visitorId ?? "")));
  const placeOf = (index: number): number => places[index] ?? index;
  const browsers = kiosksAmong(carriers, places, (index) => nobodies.has(placeOf(index)));
  const isOneBrowserEach = bearers.every((bearer, index) => bearer === places[index]);
  const users = isOneBrowserEach
    ? browsers
    : kiosksAmong(carriers, bearers, (index) => nobodies.has(placeOf(index)) || browsers.has(placeOf(index)));
  return places.map((place, index) => {
    if (nobodies.has(place)) return "placeholder_visitor";
    return browsers.has(place) || users.has(bearers[index] ?? index) ? "too_many_identifiers" : null;
  });
}
