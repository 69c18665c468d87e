import { sql, type Transaction } from "kysely";
import { COUNT_TABLE_NAMES } from "../counts/count-tables.js";
import { DEFAULT_MODEL } from "../reads/default-model.js";
import type { Tables } from "../tables.js";
import { checksumSchema } from "./derived.js";
import { REBUILD_SCHEMA, REBUILT_TABLES } from "./rebuild.js";

/** Persons who stand elsewhere after a rebuild, and why. */
export interface Move {
  readonly persons: number;
  /** The stage before; `null` for persons that there were not. */
  readonly from: string | null;
  /** The stage now; `null` for persons that there are no more. */
  readonly to: string | null;
  /** The rule of the default model by which they stand there. */
  readonly rule: string | null;
  /** The versions of the model, before and now. */
  readonly fromVersion: number | null;
  readonly toVersion: number | null;
}

/** What a rebuild found. */
export interface Comparison {
  readonly personsBefore: number;
  readonly personsNow: number;
  /** Persons whose journey is not the same to the byte. */
  readonly changed: number;
  readonly moves: readonly Move[];
  /** Over all derived rows; equal rows give equal checksums. */
  readonly checksumBefore: string;
  readonly checksumNow: string;
}

const LIVE = "public";
const tableIn = (schema: string, table: string) => sql.table(`${schema}.${table}`);
const ofSite = (alias: string, siteId: string | null) => (siteId === null ? sql`true` : sql`${sql.ref(`${alias}.site_id`)} = ${siteId}`);

async function loadMoves(trx: Transaction<Tables>, siteId: string | null): Promise<readonly Move[]> {
  const { rows } = await sql<Move>`
    select count(*)::int as persons, o.stage as "from", n.stage as "to", s.rule,
      o.model_version as "fromVersion", n.model_version as "toVersion"
    from (select * from ${tableIn(LIVE, "journeys")} j where ${ofSite("j", siteId)}) o
    full join ${tableIn(REBUILD_SCHEMA, "journeys")} n using (part, site_id, person_id)
    left join ${tableIn(REBUILD_SCHEMA, "journey_stages")} s
      on s.part = n.part and s.site_id = n.site_id and s.person_id = n.person_id and s.model = ${DEFAULT_MODEL} and s.left_at is null
    where o.stage is distinct from n.stage
    group by 2, 3, 4, 5, 6 order by 1 desc, 2, 3, 4`.execute(trx);
  return rows;
}

/** Compares the live tables with those of a rebuild. */
export async function compareBuilds(trx: Transaction<Tables>, siteId: string | null): Promise<Comparison> {
  const { rows } = await sql<Pick<Comparison, "personsBefore" | "personsNow" | "changed">>`
    select count(o.person_id)::int as "personsBefore", count(n.person_id)::int as "personsNow",
      count(*) filter (where o.person_id is null or n.person_id is null or not (o.row *= n.row))::int as changed
    from (select part, site_id, person_id, j as row from ${tableIn(LIVE, "journeys")} j where ${ofSite("j", siteId)}) o
    full join (select part, site_id, person_id, j as row from ${tableIn(REBUILD_SCHEMA, "journeys")} j) n using (part, site_id, person_id)
  `.execute(trx);
  const [counts] = rows;
  if (counts === undefined) throw new Error("a count gave no row");
  return {
    ...counts,
    moves: await loadMoves(trx, siteId),
    checksumBefore: await checksumSchema(trx, LIVE, siteId),
    checksumNow: await checksumSchema(trx, REBUILD_SCHEMA, siteId),
  };
}

async function primaryKeyOf(trx: Transaction<Tables>, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ column: string }>`
    select a.attname as column from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = ${`${LIVE}.${table}`}::regclass and i.indisprimary`.execute(trx);
  return rows.map(({ column }) => column);
}

/** Of the rollups nothing is compared: which transaction counted what is not the same, and so all of them are replaced. */
async function applyCounts(trx: Transaction<Tables>, siteId: string | null): Promise<void> {
  for (const table of COUNT_TABLE_NAMES) {
    const live = tableIn(LIVE, table);
    await sql`delete from ${live} o where ${ofSite("o", siteId)}`.execute(trx);
    await sql`insert into ${live} select * from ${tableIn(REBUILD_SCHEMA, table)}`.execute(trx);
  }
}

/** Makes the live rows those of the rebuild. Rows that are the same are not touched, and readers see all of it or nothing. */
export async function applyRebuild(trx: Transaction<Tables>, siteId: string | null): Promise<void> {
  for (const table of REBUILT_TABLES) {
    const live = tableIn(LIVE, table);
    const anew = tableIn(REBUILD_SCHEMA, table);
    const key = await primaryKeyOf(trx, table);
    const same = sql.join(
      key.map((column) => sql`${sql.ref(`o.${column}`)} = ${sql.ref(`n.${column}`)}`),
      sql` and `,
    );
    // By their images: what is equal but written in another way is replaced, too.
    await sql`delete from ${live} o where ${ofSite("o", siteId)} and not exists (select from ${anew} n where ${same} and n *= o)`.execute(
      trx,
    );
    await sql`insert into ${live} select n.* from ${anew} n where not exists (select from ${live} o where ${same})`.execute(trx);
  }
  await applyCounts(trx, siteId);
  await sql`select pg_notify('waystitch_journeys', site_id) from sites o where ${ofSite("o", siteId)}`.execute(trx);
}
