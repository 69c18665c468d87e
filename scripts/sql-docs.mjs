/** Writes docs/sql.md: what analysts may read, from the comments in PostgreSQL's own catalogue, and the queries of docs/queries. */
import { readdirSync, readFileSync } from "node:fs";
import { compareFile } from "./compare-file.mjs";
import { ROOT } from "./workspace.mjs";

/** In the order in which the migrations make them. */
const RELATIONS = `
  select c.oid, c.relname as name, c.relkind = 'v' as is_view, obj_description(c.oid, 'pg_class') as comment from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
     and has_any_column_privilege('waystitch_analyst', c.oid, 'select') order by c.oid`;
const COLUMNS = `
  select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, col_description(a.attrelid, a.attnum) as comment from pg_attribute a
   where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped and has_column_privilege('waystitch_analyst', a.attrelid, a.attnum, 'select')
   order by a.attnum`;

const SHORT = { "timestamp with time zone": "timestamptz", "double precision": "float8" };
const inCell = (text) => text.replaceAll("|", "\\|");

async function describeRelation(query, { oid, name, comment }) {
  const columns = await query(COLUMNS, [oid]);
  const rows = columns.map((column) => `| \`${column.name}\` | ${SHORT[column.type] ?? column.type} | ${inCell(column.comment ?? "")} |`);
  return [`### ${name}`, "", comment ?? "", "", "| column | type | |", "| --- | --- | --- |", ...rows, ""];
}

/** A query with its titles: two lines of comment, then the statement. */
function readExample(file) {
  const text = readFileSync(`${ROOT}/docs/queries/${file}`, "utf8");
  const [, en, vi, statement] = /^-- en: (.+)\n-- vi: (.+)\n([\s\S]+)$/.exec(text) ?? [];
  if (statement === undefined) throw new Error(`docs/queries/${file} does not begin with its two titles, "-- en: ..." and "-- vi: ..."`);
  return [`### ${en}`, "", `*${vi}* ([file](queries/${file}))`, "", "```sql", statement.trimEnd(), "```", ""];
}

const HEAD = `<!-- Written by npm run fix from the comments in the database and from docs/queries; compared by npm run check. -->

# Asking with SQL

Everything Waystitch knows stands in PostgreSQL, in tables and views with a comment on each column. Connect with any SQL or BI tool:
\`waystitch analyst add ana --site my-shop\` makes a login that reads, and sees the rows of that site only ([more](operate.md#roles)). Without a tool,
\`waystitch sql "select ..."\` prints a table (\`--csv\`, \`--json\`), and \`waystitch export <table or view> --site my-shop --format csv\` or \`parquet\`
writes all of it into a file ([more](#files)).

- Every row has a \`site_id\`. Ask for one site, and where there is a \`model\`, for one model: each person stands in all of them.
- Robots are left out of the views; in tables they are marked with \`is_bot\`. \`data_quality_by_day\` counts them.
- Days, weeks and months in views are those of the site's time zone; a \`timestamptz\` is a moment, which your tool shows in your own.
- Amounts are exact decimals, each with its \`currency\`. Never add amounts of different currencies.
- A share such as \`conversion\` goes from 0 to 1.
- \`part\` says where a row lives. Joined tables of one person are quickest by all of \`part\`, \`site_id\` and \`person_id\`.
- For a few days or weeks of many people, ask \`stage_entries\` for a range of \`entered_at\`; there is an index for it in the model \`inbound\`. Views that
  sum up read the whole history of a site: with millions of people, let your tool keep their answer for an hour.

E-mail addresses and phone numbers are in \`person_identifiers\` and \`abandoned_carts.identifiers\` as keyed hashes. Of sites that keep them, they stand
in the table \`contacts\`, which analysts do not read. Who may read it joins it:

\`\`\`sql
select a.value, a.currency, a.products, c.value as contact
from abandoned_carts a join contacts c on c.site_id = a.site_id and c.identifier = any (a.identifiers)
where a.site_id = 'my-shop' and a.status = 'open'
\`\`\`

Not in the tables, and so in no view: how often an event was sent twice, and gaps in what a browser sent.

## Files

\`waystitch export journeys --site my-shop --out journeys.csv\` writes a table or view row by row, however many there are; without \`--out\` it prints
them. \`--since 2026-03-01 --until 2026-04-01\` keeps what happened from the first day to before the second one, by the shop's clock and the
relation's own time: \`entered_at\`, \`occurred_at\`, \`placed_at\`, \`day\` or what else says when.

- **CSV**: comma-separated after RFC 4180. A file begins with a byte order mark, without which Excel shows Vietnamese letters wrong; what is
  printed has none, since programs take it for part of the first heading. Cells that a spreadsheet would take for a formula begin with an apostrophe.
  Times are those of the shop's clock, with their offset.
- **Parquet**: a \`timestamptz\` is a timestamp (UTC, microseconds), a \`date\` a date, and a number that is not whole a \`decimal(38, 6)\`: amounts stay
  exact, where a double would round them, and Waystitch keeps them to the millionth. Lists and JSON are JSON text.
`;

async function describeAll(query) {
  const relations = await query(RELATIONS);
  const [views, tables] = [relations.filter(({ is_view }) => is_view), relations.filter(({ is_view }) => !is_view)];
  const list = (some) => some.map(({ name, comment }) => `- [\`${name}\`](#${name}): ${comment}`);
  const parts = [HEAD, "## Questions and their queries", ""];
  for (const file of readdirSync(`${ROOT}/docs/queries`).sort()) parts.push(...readExample(file));
  parts.push("## Views", "", ...list(views), "");
  for (const view of views) parts.push(...(await describeRelation(query, view)));
  parts.push("## Tables", "", ...list(tables), "");
  for (const table of tables) parts.push(...(await describeRelation(query, table)));
  return parts.join("\n").trimEnd().concat("\n");
}

/**
 * Compares `docs/sql.md` with the catalogue and the queries, or writes it.
 * @param query of a migrated database
 * @returns one line a problem
 */
export async function checkSqlDocs(query, { fix }) {
  return compareFile("docs/sql.md", await describeAll(query), "the comments and docs/queries make", { fix });
}
