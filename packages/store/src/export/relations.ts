import { sql } from "kysely";
import type { Database } from "../database.js";

/** What a column holds, as far as a file has to know. */
export type ColumnKind = "text" | "integer" | "decimal" | "boolean" | "time" | "day" | "json";

export interface RelationColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** A table or view that analysts read, with the columns that they do. */
export interface Relation {
  readonly name: string;
  readonly columns: readonly RelationColumn[];
  /** The column that says when a row happened; `null` for sums without a time. */
  readonly timeColumn: RelationColumn | null;
}

const KINDS: Readonly<Record<string, ColumnKind>> = {
  smallint: "integer",
  integer: "integer",
  bigint: "decimal",
  numeric: "decimal",
  "double precision": "decimal",
  boolean: "boolean",
  "timestamp with time zone": "time",
  date: "day",
  jsonb: "json",
  "text[]": "json",
};

/** The first of these that a relation has is its time. */
const TIME_COLUMNS = [
  "entered_at",
  "occurred_at",
  "started_at",
  "placed_on",
  "placed_at",
  "opened_at",
  "since",
  "received_at",
  "last_order_at",
  "last_seen_at",
  "changed_at",
  "day",
  "month",
  "period_start",
  "cohort",
];

/** Every relation that has a site and that analysts read, in the order of their names. */
export async function loadRelations(db: Database): Promise<Relation[]> {
  const { rows } = await sql<{ relation: string; name: string; type: string }>`
    select c.relname as relation, a.attname as name, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
      and has_column_privilege('waystitch_analyst', c.oid, a.attnum, 'select') order by c.relname, a.attnum`.execute(db);
  const columnsOf = new Map<string, RelationColumn[]>();
  for (const { relation, name, type } of rows) {
    const columns = columnsOf.get(relation) ?? [];
    columnsOf.set(relation, columns);
    columns.push({ name, kind: KINDS[type] ?? "text" });
  }
  return [...columnsOf]
    .filter(([, columns]) => columns.some(({ name }) => name === "site_id"))
    .map(([name, columns]) => {
      const time = TIME_COLUMNS.find((candidate) => columns.some((column) => column.name === candidate));
      return { name, columns, timeColumn: columns.find((column) => column.name === time) ?? null };
    });
}
