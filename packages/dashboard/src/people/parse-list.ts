import { isJourneyCursor, JOURNEY_ORDERS, type JourneyOrder, type JourneyPageOptions } from "@waystitch/store";
import { isStageName, STAGES } from "../stages.js";

/** What an address may ask of the list of people. */
export interface ListQuery {
  readonly stage?: unknown;
  readonly step?: unknown;
  readonly status?: unknown;
  readonly channel?: unknown;
  readonly segment?: unknown;
  readonly cart?: unknown;
  readonly late?: unknown;
  readonly order?: unknown;
  readonly before?: unknown;
  readonly limit?: unknown;
  readonly bots?: unknown;
}

const LIMIT = { usual: 30, most: 200 };
const STATUSES = ["active", "lapsed"] as const;
const CARTS = ["open", "abandoned"] as const;

const isOneOf = <const Choice extends string>(value: unknown, choices: readonly Choice[]): value is Choice =>
  choices.some((choice) => choice === value);
const isName = (value: unknown): value is string => typeof value === "string" && value.length > 0 && value.length <= 100;

/** What must be true of each part of a query, in words. */
function problemIn(query: ListQuery, order: unknown): string | null {
  const { stage, step, status, channel, segment, cart, before } = query;
  const isKnownStage = typeof stage === "string" && isStageName(stage);
  if (stage !== undefined && !isKnownStage) return `stage must be one of ${STAGES.map((known) => known.stage).join(", ")}.`;
  if (status !== undefined && !isOneOf(status, STATUSES)) return `status must be one of ${STATUSES.join(", ")}.`;
  if (cart !== undefined && !isOneOf(cart, CARTS)) return `cart must be one of ${CARTS.join(", ")}.`;
  for (const [name, value] of Object.entries({ step, channel, segment }))
    if (value !== undefined && !isName(value)) return `${name} must be a name of up to 100 characters.`;
  if (!isOneOf(order, JOURNEY_ORDERS)) return `order must be one of ${JOURNEY_ORDERS.join(", ")}.`;
  if (before !== undefined && !(typeof before === "string" && isJourneyCursor(before, order)))
    return "before must be the `next` of an earlier answer.";
  return null;
}

/** What is wrong with the query of a list, or the options it means. */
export function parseListQuery(query: ListQuery): JourneyPageOptions | string {
  const { limit = String(LIMIT.usual), bots, late, order = "seen" } = query;
  const problem = problemIn(query, order);
  if (problem !== null) return problem;
  const count = Number(limit);
  if (!Number.isInteger(count) || count < 1 || count > LIMIT.most) return `limit must be a whole number from 1 to ${LIMIT.most}.`;
  const { stage, step, status, channel, segment, cart, before } = query;
  const given = Object.entries({ stage, step, status, channel, segment, cart, before }).filter(([, value]) => value !== undefined);
  // Every one of them was looked at above.
  const narrowed = Object.fromEntries(given) as Partial<JourneyPageOptions>;
  return { limit: count, bots: bots === "1", late: late === "1", order: order as JourneyOrder, ...narrowed };
}
