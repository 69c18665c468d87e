import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Tables } from "../tables.js";
import type { Counts } from "./count-people.js";
import { COUNT_TABLES, type CountColumnKind, type CountTableName } from "./count-tables.js";

const SENT: Readonly<Record<CountColumnKind, string>> = {
  text: "text",
  long: "text",
  list: "text[]",
  json: "jsonb",
  number: "integer",
  flag: "boolean",
  day: "float8",
};

const columnsOf = (table: CountTableName): readonly (readonly [string, CountColumnKind])[] => Object.entries(COUNT_TABLES[table].columns);

/** What the unique index of a rollup is over. */
const keyOf = (table: CountTableName): RawBuilder<unknown> =>
  sql.join([
    sql.ref("site_id"),
    ...columnsOf(table).map(([name, kind]) => {
      if (kind === "json") return sql`md5(${sql.ref(name)}::text)`;
      return kind === "long" ? sql`md5(${sql.ref(name)})` : sql.ref(name);
    }),
    sql.ref("batch"),
  ]);

/** Ends an `insert`: a line that is there already is added to. */
export const addToLine = (table: CountTableName): RawBuilder<unknown> => {
  const measure = sql.id(COUNT_TABLES[table].measure);
  return sql`on conflict (${keyOf(table)}) do update set ${measure} = ${sql.table(table)}.${measure} + excluded.${measure}`;
};

async function recordTable(
  trx: Transaction<Tables>,
  siteId: string,
  table: CountTableName,
  lines: ReadonlyMap<string, number>,
): Promise<void> {
  const columns = columnsOf(table);
  const rows = [...lines].map(([key, count]) => {
    // Written by Counter, as the columns are.
    const values: unknown[] = JSON.parse(key);
    return { ...Object.fromEntries(columns.map(([name], at) => [name, values[at]])), count };
  });
  const sent = columns.map(([name, kind]) => sql`${sql.id(name)} ${sql.raw(SENT[kind])}`);
  const kept = columns.map(([name, kind]) =>
    kind === "day" ? sql`(to_timestamp(${sql.ref(`r.${name}`)}) at time zone s.time_zone)::date` : sql.ref(`r.${name}`),
  );
  const places = sql.raw(columns.map((_, at) => at + 2).join(", "));
  await sql`
    insert into ${sql.table(table)}
    select s.site_id, ${sql.join(kept)}, pg_current_xact_id()::text::bigint, sum(r.count)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.join(sent)}, count integer)
    join sites s on s.site_id = ${siteId}
    group by 1, ${places} having sum(r.count) <> 0
    ${addToLine(table)}`.execute(trx);
}

/** Records what has changed in a site's rollups. Nobody is waited for: each transaction adds lines of its own. */
export async function recordCounts(trx: Transaction<Tables>, siteId: string, counts: Counts): Promise<void> {
  for (const [table, lines] of counts) if (lines.size > 0) await recordTable(trx, siteId, table, lines);
}
