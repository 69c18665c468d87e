import { partOf } from "@waystitch/protocol";
import { type RawBuilder, sql } from "kysely";
import type { Database } from "../database.js";
import type { EventRow, RejectedRow } from "./rows.js";

/** The keyed hash under which a tombstone stands: of a site and a node, which is anything that names a person. */
export type ErasedKey = (siteId: string, node: string) => string;

/** What an insert leaves out because somebody was erased. */
export interface Guard {
  /** What the condition reads; it ends with a comma. */
  readonly read: RawBuilder<unknown>;
  /** The column, if any, by which rows are known to the guard; it begins with a comma. */
  readonly column: RawBuilder<unknown>;
  /** Whether a row is stored. */
  readonly isLetIn: RawBuilder<unknown>;
  /** The column `kept_out` of the answer. */
  readonly keptOut: RawBuilder<unknown>;
}

/**
 * Lets in a batch all of which occurred after every erasure of its sites, which is nearly every batch, at the cost of one look at `sites`.
 * Otherwise nothing of it.
 * @param earliest when the first of it occurred, epoch milliseconds
 */
export function guardByTime(siteIds: readonly string[], earliest: number): Guard {
  const erasedAt = sql`select max(last_erased_at) from sites where site_id = any(${[...siteIds]}::text[])`;
  return {
    read: sql``,
    column: sql``,
    isLetIn: sql`coalesce((${erasedAt}) < ${new Date(earliest).toISOString()}::timestamptz, true)`,
    keptOut: sql`null::integer[]`,
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
    const made = known.get(text);
    if (made !== undefined) return made;
    const key = erasedKey(siteId, node);
    const tombstone = { part: partOf(siteId, key), erased_key: key };
    known.set(text, tombstone);
    return tombstone;
  };
  const rows = namings.flatMap(({ place, at, siteId, nodes }) =>
    nodes.map((node) => ({ place, at, site_id: siteId, ...tombstoneOf(siteId, node) })),
  );
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
    column: sql`, place integer`,
    isLetIn: sql`place not in (select place from kept_out)`,
    keptOut: sql`array(select place from kept_out)`,
  };
}

/** When somebody of some sites was erased last, epoch milliseconds, or `null` when nobody was. */
export async function loadErasedAt(db: Database, siteIds: readonly string[]): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select (extract(epoch from max(last_erased_at)) * 1000)::float8 as at from sites where site_id = any(${[...siteIds]}::text[])`.execute(
    db,
  );
  return rows[0]?.at ?? null;
}
