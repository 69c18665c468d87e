import fc from "fast-check";
import { type Conversion, monthsAt, type Touch, type Way } from "../src/index.js";
import { HOUR } from "./story.js";

/** Fourteen months in steps of six hours, so that moments often fall together, and on the first of a month. */
export const BEGIN = Date.UTC(2026, 0, 1) - 7 * HOUR;
export const moment = fc.integer({ min: 0, max: 420 * 4 }).map((step) => BEGIN + step * 6 * HOUR);
export const channel = fc.constantFrom("Direct", "Email", "Offline", "Paid Search", "Paid Social");
const kind = fc.constantFrom(
  ...(["session", "session", "session", "call", "chat", "contact_click", "delivery", "email_click", "store_visit", "support"] as const),
);
const amount = fc.oneof(fc.bigInt(0n, 100n), fc.bigInt(0n, 10n ** 15n), fc.constantFrom(0n, 1n, 1_000_000n, 99_999_999n));

export interface Happening {
  readonly at: number;
  readonly touch: Omit<Touch, "sequence" | "occurredAt">;
}

export const happening: fc.Arbitrary<Happening> = fc.record({
  at: moment,
  touch: fc.record({
    kind,
    sessionId: fc.constantFrom(null, "s1"),
    channel,
    source: fc.constant(null),
    medium: fc.constant(null),
    campaign: fc.constantFrom(null, "tet", "sale"),
  }),
});

export const inOrder = (happenings: readonly Happening[]): Touch[] =>
  happenings.toSorted((a, b) => a.at - b.at).map(({ at, touch }, index) => ({ sequence: index + 1, occurredAt: at, ...touch }));

export const order = fc.record({
  at: moment,
  value: amount,
  currency: fc.constantFrom("KWD", "USD", "VND"),
  counts: fc.constantFrom(true, true, true, false),
});

export const toOrder = (
  { at, value, currency, counts }: { at: number; value: bigint; currency: string; counts: boolean },
  id: string,
): Conversion => ({
  kind: "order",
  id: `order:${id}`,
  occurredAt: at,
  value: counts ? value : 0n,
  currency,
  counts,
  evidenceVisitorId: "v1",
  evidenceEventId: id,
});

export const toLead = (at: number): Conversion => ({
  ...toOrder({ at, value: 1_000_000n, currency: "", counts: true }, "l"),
  kind: "lead",
  id: "lead",
  currency: null,
});

export const person = fc
  .tuple(fc.array(happening, { maxLength: 7 }), fc.array(order, { maxLength: 3 }), fc.option(moment))
  .map(([happenings, orders, leadAt]): Way => {
    const conversions = orders.map((each, index) => toOrder(each, `o${index}`));
    return { touchpoints: inOrder(happenings), conversions: leadAt === null ? conversions : [toLead(leadAt), ...conversions] };
  });
export const people = fc.array(person, { minLength: 1, maxLength: 5 });
export const lookBackDays = fc.constantFrom(undefined, 30, 180, 1000);
export const vietnam = monthsAt(7 * 60);
