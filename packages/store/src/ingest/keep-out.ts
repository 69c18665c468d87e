import { partOf } from "@waystitch/protocol";
import { type RawBuilder, sql } from "kysely";
import type { Database } from "../database.js";
import type { EventRow, RejectedRow } from "./rows.js";

/** The keyed hash under which a tombstone stands: of a site and a node, which is anything that names a person. */
export type ErasedKey = (siteId: string, node: string) => string;

/** What an insert leaves out because somebody was erased, or because the site keeps nothing as old. */
export interface Guard {
  /** What the condition reads; it ends with a comma. */
  readonly read: RawBuilder<unknown>;
  /** The column, if any, by which rows are known to the guard; it begins with a comma. */
  readonly column: RawBuilder<unknown>;
  /** Whether a row is stored. */
  readonly isLetIn: RawBuilder<unknown>;
  /** The columns `kept_out` and `too_old` of the answer. */
  readonly keptOut: RawBuilder<unknown>;
}

/** When the first of a batch occurred, epoch milliseconds. */
export interface Earliest {
  /** By its senders' own clocks, where those say an earlier time: by these the copies of an erased person's events are known. */
  readonly dated: number;
  /** By the collector's clock: by this events are old. A phone whose clock stands years back sends new events. */
  readonly occurred: number;
}

/** What keeps events out of some sites, epoch milliseconds. */
export interface KeptOutBy {
  /** When somebody was erased last. */
  readonly erasedAt: number | null;
  /** What occurred before is kept by none of them. */
  readonly keepsFrom: number | null;
}

export const isLetInBy = ({ erasedAt, keepsFrom }: KeptOutBy, { dated, occurred }: Earliest): boolean =>
  (erasedAt === null || erasedAt < dated) && (keepsFrom === null || keepsFrom <= occurred);

const timestamp = (at: number) => sql`${new Date(at).toISOString()}::timestamptz`;

/**
 * Lets in a batch all of which occurred after every erasure of its sites and is not too old for any, which is nearly every batch, at the cost of
 * one look at `sites`. Otherwise nothing of it.
 */
export function guardByTime(siteIds: readonly string[], { dated, occurred }: Earliest): Guard {
  return {
    read: sql``,
    column: sql``,
    isLetIn: sql`(
      select coalesce(max(last_erased_at) < ${timestamp(dated)}, true) and coalesce(max(keeps_from) <= ${timestamp(occurred)}, true)
      from sites where site_id = any(${[...siteIds]}::text[]))`,
    keptOut: sql`null::integer[] as kept_out, null::integer[] as too_old`,
  };
}

/** Something that a row of a batch names, by the row's place. */
export interface Naming {
  readonly place: number;
  readonly at: string;
  readonly siteId: string;
  readonly nodes: readonly string[];
}

export const namingOf = (place: number, row: EventRow | RejectedRow, nodes: readonly string[]): Naming => ({
  place,
  at: row.dated_at ?? ("occurred_at" in row ? row.occurred_at : row.received_at),
  siteId: row.site_id,
  nodes,
});

/** When an event occurred, by its place in a batch. */
export interface Dated {
  readonly place: number;
  readonly site_id: string;
  readonly occurred_at: string;
}

/** The tombstones that rows would meet, by the rows' places. */
function tombstonesOf(namings: readonly Naming[], erasedKey: ErasedKey) {
  const known = new Map<string, { readonly part: number; readonly erased_key: string }>();
  const tombstoneOf = (siteId: string, node: string) => {
    const text = `${siteId}\n${node}`;
    const made = known.get(text);
    if (made !== undefined) return made;
    const key = erasedKey(siteId, node);
    const tombstone = { part: partOf(siteId, key), erased_key: key };
    known.set(text, tombstone);
    return tombstone;
  };
  return namings.flatMap(({ place, at, siteId, nodes }) =>
    nodes.map((node) => ({ place, at, site_id: siteId, ...tombstoneOf(siteId, node) })),
  );
}

/**
 * Keeps out each row that names somebody who was erased after it occurred, and each event that is older than its site keeps.
 * @param erasedKey `undefined` where nobody was erased
 */
export function guardByRow(namings: readonly Naming[], dated: readonly Dated[], erasedKey: ErasedKey | undefined): Guard {
  const tombstones = erasedKey === undefined ? [] : tombstonesOf(namings, erasedKey);
  return {
    read: sql`
      kept_out as materialized (
        select distinct named.place
        from jsonb_to_recordset(${JSON.stringify(tombstones)}::jsonb) as named (
          place integer, at timestamptz, part smallint, site_id text, erased_key text
        )
        join erasures using (part, site_id, erased_key)
        where erasures.erased_at >= named.at
      ),
      too_old as materialized (
        select dated.place
        from jsonb_to_recordset(${JSON.stringify(dated)}::jsonb) as dated (place integer, site_id text, occurred_at timestamptz)
        join sites using (site_id)
        where dated.occurred_at < sites.keeps_from
      ),`,
    column: sql`, place integer`,
    isLetIn: sql`place not in (select place from kept_out union all select place from too_old)`,
    keptOut: sql`array(select place from kept_out) as kept_out, array(select place from too_old) as too_old`,
  };
}

/** What keeps events out of some sites. */
export async function loadKeptOutBy(db: Database, siteIds: readonly string[]): Promise<KeptOutBy> {
  const { rows } = await sql<KeptOutBy>`
    select (extract(epoch from max(last_erased_at)) * 1000)::float8 as "erasedAt",
      (extract(epoch from max(keeps_from)) * 1000)::float8 as "keepsFrom"
    from sites where site_id = any(${[...siteIds]}::text[])`.execute(db);
  return rows[0] ?? { erasedAt: null, keepsFrom: null };
}
