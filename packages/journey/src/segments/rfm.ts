import type { Money } from "../commerce/money.js";
import { type RfmSegment, type Score, type Scores, segmentOf } from "./rfm-segments.js";

/** What of a person's journey the comparison needs; each person once. */
export interface Customer {
  readonly personId: string;
  /** Epoch milliseconds of the last order that counts; `null` when there is none. */
  readonly lastOrderAt: number | null;
  /** How many orders count. */
  readonly orders: number;
  /** What they brought, refunds taken off. */
  readonly revenue: Money;
  /** ISO 4217; without it, the site's. */
  readonly currency?: string;
}

export interface Rfm extends Scores {
  readonly personId: string;
  readonly segment: RfmSegment["id"];
}

/** Why somebody is not compared: money in another currency, nothing bought, or bought after the moment asked for. */
export type LeftOut = "other_currency" | "no_order" | "order_after_as_of";

export interface RfmResult {
  /** By person id. With fewer than `FEWEST` entries the scores come from fixed steps, not from comparison. */
  readonly customers: ReadonlyMap<string, Rfm>;
  readonly leftOut: ReadonlyMap<string, LeftOut>;
}

/** Fifths need five customers. */
export const FEWEST = 5;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days since the last order up to which few customers get 5, 4, 3 and 2: a month, the 60 to 120 days a decision takes here, the lapse. */
const RECENCY_DAYS = [30, 60, 120, 180] as const;
const FREQUENCY_LEVELS = [5, 4, 3, 2] as const;

const toScore = (value: number): Score => Math.min(5, Math.max(1, Math.trunc(value))) as Score;

type Comparable = number | bigint;
type Tie = "lowest" | "middle";

/**
 * The score of each distinct value: the fifth its rank lies in, the worst value at 0 and the best at 1, as SQL's
 * `percent_rank` counts. Equal values have equal scores: that of the lowest place they share, or of the middle one.
 */
function fifthsOf<T extends Comparable>(values: readonly T[], tie: Tie): Map<T, Score> {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const scores = new Map<T, Score>();
  for (let first = 0; first < sorted.length; ) {
    const value = sorted[first] as T;
    let next = first + 1;
    while (next < sorted.length && sorted[next] === value) next++;
    const rank = tie === "lowest" ? first : (first + next - 1) / 2;
    scores.set(value, toScore(1 + (5 * rank) / (sorted.length - 1)));
    first = next;
  }
  return scores;
}

type Buyer = Customer & { readonly lastOrderAt: number };
type Scorer = (buyer: Buyer) => Scores;

/** Who buys once is not frequent because most do: a tie takes the lowest place. Orders of one moment, as an import makes them, share the middle. */
function compare(buyers: readonly Buyer[]): Scorer {
  const recency = fifthsOf(
    buyers.map((buyer) => buyer.lastOrderAt),
    "middle",
  );
  const frequency = fifthsOf(
    buyers.map((buyer) => buyer.orders),
    "lowest",
  );
  const monetary = fifthsOf(
    buyers.map((buyer) => buyer.revenue),
    "lowest",
  );
  return ({ lastOrderAt, orders, revenue }) => ({
    recency: recency.get(lastOrderAt) ?? 1,
    frequency: frequency.get(orders) ?? 1,
    monetary: monetary.get(revenue) ?? 1,
  });
}

/** Few customers by fixed steps: days, the number of orders, and that number once more for the money, which has no step that fits every shop. */
const measure =
  (asOf: number): Scorer =>
  ({ lastOrderAt, orders }) => {
    const days = (asOf - lastOrderAt) / DAY_MS;
    const passed = RECENCY_DAYS.filter((limit) => days > limit).length;
    const frequency = toScore(FREQUENCY_LEVELS.find((level) => orders >= level) ?? 1);
    return { recency: toScore(5 - passed), frequency, monetary: frequency };
  };

function reasonToLeaveOut(customer: Customer, currency: string, asOf: number): LeftOut | null {
  if (customer.lastOrderAt === null || customer.orders < 1) return "no_order";
  if ((customer.currency ?? currency) !== currency) return "other_currency";
  return customer.lastOrderAt > asOf ? "order_after_as_of" : null;
}

/**
 * Recency, frequency and money of a site's customers, each from 1 to 5 in comparison with the others, and the segment
 * they make. The order of the customers changes nothing. Takes n log n steps.
 * @param currency ISO 4217 code of the site; sums of others are not converted, so those customers are left out and listed
 * @param asOf epoch milliseconds
 */
export function rfmOf(customers: readonly Customer[], currency: string, asOf: number): RfmResult {
  const leftOut = new Map<string, LeftOut>();
  const buyers: Buyer[] = [];
  for (const customer of customers) {
    const reason = reasonToLeaveOut(customer, currency, asOf);
    const { lastOrderAt } = customer;
    if (reason === null && lastOrderAt !== null) buyers.push({ ...customer, lastOrderAt });
    else if (reason !== null) leftOut.set(customer.personId, reason);
  }
  const scoresOf = buyers.length < FEWEST ? measure(asOf) : compare(buyers);
  const scored = buyers.map((buyer): [string, Rfm] => {
    const scores = scoresOf(buyer);
    return [buyer.personId, { personId: buyer.personId, ...scores, segment: segmentOf(scores).id }];
  });
  return { customers: new Map(scored), leftOut };
}
