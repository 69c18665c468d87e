import type { Period, Question, SiteProfile } from "@waystitch/store";

/** What an address may ask of a report. */
export interface QuestionQuery {
  readonly from?: unknown;
  readonly to?: unknown;
  readonly model?: unknown;
  readonly channel?: unknown;
  readonly compare?: unknown;
}

/** A question, and the period to compare with, when one was asked for. */
export interface Asked {
  readonly question: Question;
  readonly previous: Period | null;
}

const DAY = 86_400_000;
const USUAL_DAYS = 30;
const MOST_DAYS = 3_660;

/** True for a day that there is, such as `2026-11-30`. */
export const isDay = (text: unknown): text is string =>
  typeof text === "string" && /^[12]\d{3}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);

const shift = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toJSON().slice(0, 10);

/** The day that follows. */
export const dayAfter = (day: string): string => shift(day, 1);

/** How many days a period has. */
export const lengthOf = ({ from, to }: Period): number => (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY + 1;

/** The period of the same length that ends the day before. */
export const before = (period: Period): Period => ({ from: shift(period.from, -lengthOf(period)), to: shift(period.from, -1) });

/** The day it is in a time zone, as `2026-11-30`. */
export const dayIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(now);

/** The last thirty days, today with them. */
function usualPeriod(timeZone: string, now: Date): Period {
  const to = dayIn(timeZone, now);
  return { from: shift(to, 1 - USUAL_DAYS), to };
}

function parsePeriod({ from, to }: QuestionQuery, site: SiteProfile, now: Date): Period | string {
  if (from === undefined && to === undefined) return usualPeriod(site.timeZone, now);
  if (!isDay(from) || !isDay(to)) return "from and to must be days such as 2026-11-30, both or neither.";
  if (from > to) return "from must not be after to.";
  return lengthOf({ from, to }) > MOST_DAYS ? `A period may have ${MOST_DAYS} days.` : { from, to };
}

/**
 * Reads what a report is asked: `from` and `to` (days of the site; the last 30 days without them), `model`, `channel`, `compare=previous`.
 * @returns a sentence that says what is wrong, when something is
 */
export function parseQuestion(query: QuestionQuery, site: SiteProfile, now: Date): Asked | string {
  const { model = "inbound", channel, compare } = query;
  const period = parsePeriod(query, site, now);
  if (typeof period === "string") return period;
  if (typeof model !== "string" || !/^[\w-]{1,64}$/.test(model)) return "model must be the id of a stage model, such as inbound.";
  if (channel !== undefined && !(typeof channel === "string" && channel.length <= 100)) return "channel must be the name of a channel.";
  if (compare !== undefined && compare !== "previous") return "compare may be previous, or left out.";
  const question = { siteId: site.siteId, timeZone: site.timeZone, period, model, ...(channel === undefined ? {} : { channel }) };
  return { question, previous: compare === "previous" ? before(period) : null };
}
