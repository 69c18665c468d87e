/** Writes down what the migrations make of an empty database, from PostgreSQL's own catalogue. */
import { compareFile } from "./compare-file.mjs";

const TABLES = `
  select c.oid, c.relname as name, c.relkind = 'v' as is_view, pg_get_partkeydef(c.oid) as partitioned_by, c.reloptions as options,
         c.relpersistence = 'u' as is_unlogged, c.relrowsecurity as has_wall, obj_description(c.oid, 'pg_class') as comment,
         case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as definition
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and c.relname not like 'waystitch_migrations%'
   order by c.relname`;
const COLUMNS = `
  select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as is_required, a.attidentity <> '' as is_identity,
         a.attgenerated <> '' as is_generated, pg_get_expr(d.adbin, d.adrelid) as expression, col_description(a.attrelid, a.attnum) as comment
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`;
// PostgreSQL 18 keeps "not null" as constraints too; the columns say it already.
const CONSTRAINTS = `
  select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1 and contype <> 'n' order by contype desc, conname`;
const INDEXES = `
  select pg_get_indexdef(i.indexrelid) as definition from pg_index i
   where i.indrelid = $1 and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by i.indexrelid::regclass::text`;
const POLICIES = `
  select format('create policy %I on %I%s to %s using (%s)%s', policyname, tablename, ' for ' || lower(nullif(cmd, 'ALL')),
           array_to_string(roles, ', '), qual, ' with check (' || with_check || ')') as definition
    from pg_policies where schemaname = 'public' and tablename = (select relname from pg_class where oid = $1) order by policyname`;
// The owner's own rights are those of whoever migrates.
const GRANTS = `
  with grants as (
    select acl.grantee, acl.privilege_type as verb, null::text as columns from pg_class c, aclexplode(c.relacl) as acl
     where c.oid = $1 and acl.grantee <> c.relowner
    union all
    select acl.grantee, acl.privilege_type, string_agg(a.attname, ', ' order by a.attnum)
      from pg_class c join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) as acl where c.oid = $1 group by 1, 2)
  select format('grant %s on %s to %s', string_agg(lower(verb) || coalesce(' (' || columns || ')', ''), ', ' order by verb), $1::regclass,
           case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end) as definition
    from grants group by grantee order by 1`;
const OTHERS = `
  select trim(pg_get_functiondef(oid)) as definition from pg_proc where pronamespace = 'public'::regnamespace
  union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select format('create sequence %I', relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'
  union all select format('create extension %I', extname) from pg_extension where extname <> 'plpgsql'
  union all select format('create type %I as enum (%s)', t.typname, string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder))
              from pg_type t join pg_enum e on e.enumtypid = t.oid group by t.typname
   order by 1`;

const quote = (text) => `'${text.replaceAll("'", "''")}'`;

function columnLine({ name, type, is_required, is_identity, is_generated, expression }) {
  const value = is_generated ? ` generated always as (${expression}) stored` : expression === null ? "" : ` default ${expression}`;
  return `  ${name} ${type}${is_required ? " not null" : ""}${is_identity ? " generated as identity" : ""}${value}`;
}

function comments(table, columns) {
  const kind = table.is_view ? "view" : "table";
  return [
    ...(table.comment === null ? [] : [`comment on ${kind} ${table.name} is ${quote(table.comment)};`]),
    ...columns
      .filter(({ comment }) => comment !== null)
      .map(({ name, comment }) => `comment on column ${table.name}.${name} is ${quote(comment)};`),
  ];
}

async function describeTable(query, table) {
  const ask = (text) => query(text, [table.oid]);
  const columns = await ask(COLUMNS);
  const rules = [...(await ask(POLICIES)), ...(await ask(GRANTS))].map(({ definition }) => `${definition};`);
  const access = table.has_wall ? [`alter table ${table.name} enable row level security;`, ...rules] : rules;
  if (table.definition !== null) {
    const options = table.options ? ` with (${table.options.join(", ")})` : "";
    return [`create view ${table.name}${options} as`, table.definition, ...comments(table, columns), ...access, ""].join("\n");
  }
  const lines = [
    ...columns.map(columnLine),
    ...(await ask(CONSTRAINTS)).map(({ name, definition }) => `  constraint ${name} ${definition}`),
  ];
  const tail = [table.partitioned_by && ` partition by ${table.partitioned_by}`, table.options && ` with (${table.options.join(", ")})`];
  return [
    `create ${table.is_unlogged ? "unlogged " : ""}table ${table.name} (`,
    lines.join(",\n"),
    `)${tail.filter(Boolean).join("")};`,
    ...(await ask(INDEXES)).map(({ definition }) => `${definition};`),
    ...comments(table, columns),
    ...access,
    "",
  ].join("\n");
}

function uncommented(name, columns, comment) {
  const what = [
    ...(comment === null ? [name] : []),
    ...columns.filter((column) => column.comment === null).map((column) => `${name}.${column.name}`),
  ];
  return what.map((one) => `${one} has no comment`);
}

/** @returns the schema as text, and one line for every table or column without a comment */
async function describeSchema(query) {
  const parts = [];
  const missing = [];
  for (const table of await query(TABLES)) {
    parts.push(await describeTable(query, table));
    missing.push(...uncommented(table.name, await query(COLUMNS, [table.oid]), table.comment));
  }
  const others = (await query(OTHERS)).map(({ definition }) => `${definition};`);
  const head = "-- What the migrations in sql/ make, for reading. Written by npm run fix, compared by npm run check.\n";
  return { text: [head, ...parts, ...others].join("\n").trimEnd().concat("\n"), missing };
}

/**
 * Compares `packages/store/schema.sql` with the migrations, or writes it.
 * @param query of a migrated database
 * @returns one line a problem
 */
export async function checkSchema(query, { fix }) {
  const { text, missing } = await describeSchema(query);
  return [...compareFile("packages/store/schema.sql", text, "the migrations make", { fix }), ...missing];
}
