import { type RawBuilder, sql } from "kysely";
import type { Database } from "../database.js";
import { type JourneyLine, selectLines } from "./journey-line.js";

/** What a list of people is ordered by, the highest first. By revenue, only who has brought some is in it. */
export const JOURNEY_ORDERS = ["seen", "since", "revenue"] as const;
export type JourneyOrder = (typeof JOURNEY_ORDERS)[number];

/** Who is in a list. */
export interface JourneyFilters {
  /** Only people who stand in this stage, and on this step. */
  readonly stage?: string;
  readonly step?: string;
  readonly status?: "active" | "lapsed";
  /** The first touchpoint's; `Unattributed` for people without one. */
  readonly channel?: string;
  /** A segment of `rfm_segments`. */
  readonly segment?: string;
  /** Only people with a cart that is open, or open and left alone. */
  readonly cart?: "open" | "abandoned";
  /** True: only people who got an order late. */
  readonly late?: boolean;
  /** True lists robots too. */
  readonly bots?: boolean;
}

/** Which part of the list. */
export interface JourneyPageOptions extends JourneyFilters {
  readonly order?: JourneyOrder;
  /** Where the page before ended: its `next`. */
  readonly before?: string;
  /** How many people at most. */
  readonly limit: number;
}

/** A stretch of the list. */
export interface JourneyPage {
  readonly journeys: readonly JourneyLine[];
  /** Hand it back as `before` for what comes next; `null` at the end. */
  readonly next: string | null;
}

interface Position {
  readonly value: string;
  readonly personId: string;
}

interface Ordering {
  readonly column: "last_seen_at" | "stage_since" | "revenue";
  /** The column's value as text that loses nothing: a Date would cut the time to milliseconds, and the next page skip or repeat people. */
  readonly written: RawBuilder<string>;
  read(value: string): RawBuilder<unknown>;
}

const byTime = (column: "last_seen_at" | "stage_since"): Ordering => ({
  column,
  written: sql<string>`(extract(epoch from ${sql.ref(column)}) * 1000000)::bigint::text`,
  read: (micros) => sql`'epoch'::timestamptz + ${micros}::bigint * interval '1 microsecond'`,
});

const ORDERINGS: Readonly<Record<JourneyOrder, Ordering>> = {
  seen: byTime("last_seen_at"),
  since: byTime("stage_since"),
  revenue: { column: "revenue", written: sql<string>`revenue::text`, read: (amount) => sql`${amount}::numeric` },
};

const writeCursor = (order: JourneyOrder, { value, personId }: Position): string =>
  Buffer.from(`${order}:${value}:${personId}`).toString("base64url");

const VALUES: Readonly<Record<JourneyOrder, RegExp>> = {
  seen: /^-?\d{1,18}$/,
  since: /^-?\d{1,18}$/,
  revenue: /^\d{1,40}(?:\.\d{1,40})?$/,
};

function parseCursor(cursor: string, order: JourneyOrder): Position | null {
  const [named, value, personId] = Buffer.from(cursor, "base64url").toString("utf8").split(":");
  if (named !== order || value === undefined || personId === undefined) return null;
  return VALUES[order].test(value) && /^[\w-]{1,100}$/.test(personId) ? { value, personId } : null;
}

/** True when `before` is something that a `next` of a list in this order can have been. */
export const isJourneyCursor = (cursor: string, order: JourneyOrder = "seen"): boolean => parseCursor(cursor, order) !== null;

type Lines = ReturnType<typeof selectLines>;

/** Of people who lapsed, and of carts that are open, more is known that an index can be asked for: when they were last seen. */
function narrow(query: Lines, db: Database, siteId: string, filters: JourneyFilters): Lines {
  let lines = query;
  if (filters.stage !== undefined) lines = lines.where("stage", "=", filters.stage);
  if (filters.step !== undefined) lines = lines.where("step", "=", filters.step);
  if (filters.status !== undefined) lines = lines.where("status", "=", filters.status);
  if (filters.status === "lapsed") lines = lines.where("last_seen_at", "<=", sql<Date>`now() - interval '4320 hours'`);
  if (filters.channel === "Unattributed") lines = lines.where("first_channel", "is", null);
  else if (filters.channel !== undefined) lines = lines.where("first_channel", "=", filters.channel);
  if (filters.cart !== undefined) lines = lines.where("open_cart", "=", true);
  if (filters.cart === "abandoned") lines = lines.where("abandoned_since", "is not", null);
  if (filters.late === true) lines = lines.where("late_deliveries", ">", 0);
  if (filters.bots !== true) lines = lines.where("is_bot", "=", false);
  if (filters.segment === undefined) return lines;
  const members = db.selectFrom("rfm_segments").select("person_id").where("site_id", "=", siteId).where("segment", "=", filters.segment);
  return lines.where("person_id", "in", members);
}

/**
 * The people of a site, page by page. Pages do not overlap and leave nobody out, however many people share a value.
 * @throws RangeError when `before` is no cursor of this order (see `isJourneyCursor`)
 */
export async function loadLatestJourneys(db: Database, siteId: string, options: JourneyPageOptions): Promise<JourneyPage> {
  const { order = "seen", before, limit } = options;
  const { column, written, read } = ORDERINGS[order];
  const position = before === undefined ? null : parseCursor(before, order);
  if (before !== undefined && position === null) throw new RangeError("before is not the end of a page");
  let query = narrow(selectLines(db, siteId), db, siteId, options)
    .orderBy(column, "desc")
    .orderBy("person_id", "desc")
    .limit(limit + 1);
  if (order === "revenue") query = query.where("revenue", ">", "0");
  if (position !== null)
    query = query.where(sql<boolean>`(${sql.ref(column)}, person_id) < (${read(position.value)}, ${position.personId})`);
  const rows = await query.select(written.as("place")).execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    journeys: page.map(({ place: _, ...line }) => line),
    next: rows.length > limit && last !== undefined ? writeCursor(order, { value: last.place, personId: last.personId }) : null,
  };
}
