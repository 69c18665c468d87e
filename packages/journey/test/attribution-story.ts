import { type AttributionOptions, type Conversion, creditsByRule, formatMoney, type Path, type RuleId, type Touch } from "../src/index.js";
import { DAY, START } from "./story.js";

/** Touchpoints of one person, one a channel: each so many days before `START`. */
export function touches(...places: readonly (readonly [channel: string, daysBefore: number])[]): Touch[] {
  return places.map(([channel, daysBefore], index) => ({
    sequence: index + 1,
    kind: "session",
    sessionId: `s${index}`,
    occurredAt: START - daysBefore * DAY,
    channel,
    source: null,
    medium: null,
    campaign: null,
  }));
}

/** An order placed at `START`, worth so many whole units. */
export function orderOf(units: number, currency: string, more: Partial<Conversion> = {}): Conversion {
  return {
    kind: "order",
    id: "order:A1",
    occurredAt: START,
    value: BigInt(units) * 1_000_000n,
    currency,
    counts: true,
    evidenceVisitorId: "v1",
    evidenceEventId: "e001",
    ...more,
  };
}

/** The lead that a person became at `START`. */
export const LEAD: Conversion = { ...orderOf(1, "VND"), kind: "lead", id: "lead", currency: null };

/** People who went this way, such as `A > B`: so many converted, so many did not. */
export function path(way: string, conversions: number, losses = 0): Path {
  return { channels: way.split(" > "), conversions, losses };
}

/** What a rule gives to each touchpoint, as decimal text. */
export const shares = (conversion: Conversion, way: readonly Touch[], rule: RuleId, options?: AttributionOptions): string[] =>
  creditsByRule(conversion, way, rule, options).map((credit) => formatMoney(credit.value));
