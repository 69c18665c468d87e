import { type RawBuilder, sql, type Transaction } from "kysely";
import { readRows } from "../read-rows.js";
import type { Tables } from "../tables.js";
import type { Relation, RelationColumn } from "./relations.js";

/** What cannot be exported as it was asked for; the message says why. */
export class ExportError extends Error {
  override readonly name = "ExportError";
}

/**
 * How values are written as text. `words`: as PostgreSQL shows them, times by the site's clock. `numbers`: times as microseconds and days as
 * days since 1970, decimals in millionths. Lists and JSON are JSON text in both.
 */
export type Notation = "words" | "numbers";

/** One row in the order of the relation's columns. */
export type Cells = readonly (string | null)[];

export interface Export {
  readonly siteId: string;
  /** IANA name of the site's, in which a plain day begins. */
  readonly timeZone: string;
  /** A day such as 2026-03-01, or a moment with its offset: rows of then and later. */
  readonly since?: string;
  /** Likewise: rows from before then. */
  readonly until?: string;
  readonly notation: Notation;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

function cellOf({ name, kind }: RelationColumn, notation: Notation): RawBuilder<unknown> {
  const column = sql.id("r", name);
  if (kind === "json") return sql`to_jsonb(${column})::text`;
  if (notation === "words") return sql`${column}::text`;
  switch (kind) {
    case "time":
      return sql`(extract(epoch from ${column}) * 1000000)::bigint::text`;
    case "day":
      return sql`(${column} - date '1970-01-01')::text`;
    case "decimal":
      return sql`round(${column}::numeric * 1000000)::numeric(38, 0)::text`;
    default:
      return sql`${column}::text`;
  }
}

/** The moment or day that an option means, as the column's type. */
function borderOf(text: string, { kind }: RelationColumn, timeZone: string): RawBuilder<unknown> {
  const isDay = DAY.test(text);
  if ((!isDay && !MOMENT.test(text)) || Number.isNaN(Date.parse(text.replace(" ", "T"))))
    throw new ExportError(
      `${JSON.stringify(text)} is neither a day, such as 2026-03-01, nor a time with its offset, such as 2026-03-01T09:00+07:00.`,
    );
  if (kind === "day") return isDay ? sql`${text}::date` : sql`(${text}::timestamptz at time zone ${timeZone})::date`;
  return isDay ? sql`(${text}::date::timestamp at time zone ${timeZone})` : sql`${text}::timestamptz`;
}

function conditionsOf(relation: Relation, { siteId, timeZone, since, until }: Export): RawBuilder<unknown>[] {
  const conditions = [sql`r.site_id = ${siteId}`];
  const time = relation.timeColumn;
  if ((since !== undefined || until !== undefined) && time === null)
    throw new ExportError(`${relation.name} has no column that says when: leave out --since and --until.`);
  if (time === null) return conditions;
  if (since !== undefined) conditions.push(sql`${sql.id("r", time.name)} >= ${borderOf(since, time, timeZone)}`);
  if (until !== undefined) conditions.push(sql`${sql.id("r", time.name)} < ${borderOf(until, time, timeZone)}`);
  return conditions;
}

/**
 * Reads a site's rows of a table or view, some hundred at a time, in no certain order.
 * @throws ExportError before the first row, when a border is none or the relation has no time
 */
export async function* exportRelation(trx: Transaction<Tables>, relation: Relation, what: Export): AsyncGenerator<Cells> {
  const cells = sql.join(relation.columns.map((column) => cellOf(column, what.notation)));
  const conditions = sql.join(conditionsOf(relation, what), sql` and `);
  await sql`select set_config('TimeZone', ${what.timeZone}, true)`.execute(trx);
  const query = sql<{ cells: Cells }>`select to_json(array[${cells}]::text[]) as cells from ${sql.id(relation.name)} r where ${conditions}`;
  for await (const row of readRows(trx, query)) yield row.cells;
}
