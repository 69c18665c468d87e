import { partOf } from "@waystitch/protocol";
import { type RawBuilder, sql } from "kysely";
import type { EventRow, RejectedRow } from "./rows.js";

/** The keyed hash under which a tombstone stands: of a site and a node, which is anything that names a person. */
export type ErasedKey = (siteId: string, node: string) => string;

/** What an insert leaves out because somebody was erased. */
export interface Guard {
  /** What the conditions read; it ends with a comma. */
  readonly read: RawBuilder<unknown>;
  /** Conditions under which an event, a rejected one and a contact are stored. */
  readonly event: RawBuilder<unknown>;
  readonly rejected: RawBuilder<unknown>;
  readonly contact: RawBuilder<unknown>;
  /** The columns `erased_at` and `kept_out` of the answer. */
  readonly answer: RawBuilder<unknown>;
}

const LATEST = sql`(select erased_at from latest)`;
const isLater = (time: RawBuilder<unknown>) => sql`(${LATEST} is null or ${time} > ${LATEST})`;

/**
 * Lets in what occurred after every erasure of the sites, which is nearly everything, at the cost of one look at `sites`.
 * @param earliest when the first of the events occurred, epoch milliseconds
 */
export function guardByTime(siteIds: readonly string[], earliest: number): Guard {
  const since = Number.isFinite(earliest) ? new Date(earliest).toISOString() : null;
  return {
    read: sql`latest as materialized (select max(last_erased_at) as erased_at from sites where site_id = any(${[...siteIds]}::text[])),`,
    event: isLater(sql`coalesce(dated_at, occurred_at)`),
    rejected: isLater(sql`coalesce(dated_at, received_at)`),
    contact: isLater(sql`${since}::timestamptz`),
    answer: sql`(extract(epoch from ${LATEST}) * 1000)::float8 as erased_at, '{}'::integer[] as kept_out`,
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

/** Keeps out each row that names somebody who was erased after it occurred. */
export function guardByName(namings: readonly Naming[], erasedKey: ErasedKey): Guard {
  const known = new Map<string, { readonly part: number; readonly erased_key: string }>();
  const tombstoneOf = (siteId: string, node: string) => {
    const text = `${siteId}\n${node}`;
    const key = known.get(text) ?? erasedKey(siteId, node);
    const tombstone = typeof key === "string" ? { part: partOf(siteId, key), erased_key: key } : key;
    known.set(text, tombstone);
    return tombstone;
  };
  const rows = namings.flatMap(({ place, at, siteId, nodes }) =>
    nodes.map((node) => ({ place, at, site_id: siteId, ...tombstoneOf(siteId, node) })),
  );
  const isLetIn = sql`(place is null or place not in (select place from kept_out))`;
  return {
    read: sql`
      kept_out as materialized (
        select distinct named.place
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as named (
          place integer, at timestamptz, part smallint, site_id text, erased_key text
        )
        join erasures using (part, site_id, erased_key)
        where erasures.erased_at >= named.at
      ),`,
    event: isLetIn,
    rejected: isLetIn,
    contact: isLetIn,
    answer: sql`null::float8 as erased_at, array(select place from kept_out) as kept_out`,
  };
}
