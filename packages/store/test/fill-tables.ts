import type { TestDatabase } from "@waystitch/testbed";

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/** What a check lets pass. */
const ALLOWED: Record<string, string> = {
  part: "1",
  currency: "'VND'",
  kind: "'secret'",
  type: "'page'",
  status: "'active'",
  time_zone: "'UTC'",
  // Views leave robots out.
  is_bot: "false",
  left_at: "null",
  // What is in a stage of a model that is there.
  model: "'inbound'",
  stage: "'Close'",
  direction: "'forward'",
  write_key: "null",
  role: "'viewer'",
  problem: "null",
  // A request that waits.
  "person_requests.kind": "'export'",
  "person_requests.state": "'waiting'",
  "person_requests.ended_at": "null",
  "replay_requests.state": "'waiting'",
  "replay_requests.ended_at": "null",
};
const OF_TYPE: Record<string, string> = {
  "timestamp with time zone": "now()",
  date: "now()",
  integer: "1",
  bigint: "0",
  smallint: "1",
  numeric: "1",
  boolean: "true",
  jsonb: `'[{"of": "SITE"}]'`,
  "text[]": "'{of SITE}'",
  uuid: "gen_random_uuid()",
};

/** Puts one row of a site into every table that has sites, and a move back; every text in it names the site. */
export async function fillTables(test: TestDatabase, siteId: string): Promise<void> {
  const columns = await test.query<Column>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attgenerated = '' and c.relname not in ('analyst_sites', 'rebuilds')
    order by c.relname = 'sites' desc, c.relname, a.attnum`);
  for (const table of new Set(columns.map((column) => column.table))) {
    const own = columns.filter((column) => column.table === table);
    if (!own.some(({ name }) => name === "site_id")) continue;
    const values = own.map(({ name, type }) =>
      name === "site_id" ? "'SITE'" : (ALLOWED[`${table}.${name}`] ?? ALLOWED[name] ?? OF_TYPE[type] ?? "'of SITE'"),
    );
    const text = `insert into ${table} (${own.map(({ name }) => name).join(", ")}) values (${values.join(", ")})`;
    await test.query(text.replaceAll("SITE", siteId));
  }
  await test.query(
    `insert into journey_stages select (jsonb_populate_record(e, '{"sequence": 2, "stage": "Attract", "direction": "back"}')).*
     from journey_stages e where site_id = $1`,
    [siteId],
  );
}
