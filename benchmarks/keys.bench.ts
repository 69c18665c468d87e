import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { startTestCluster, type TestDatabase } from "@waystitch/testbed";

// Which key the events' table has: bytes of write-ahead log and of index that a row costs, and what reading a visitor's history costs, in
// pages and by the clock. Rows arrive in batches of 500 of any visitors, ten of each over the whole run, as they do in life.
const { values: options } = parseArgs({ options: { visitors: { type: "string", default: "30000" } } });
const VISITORS = Number(options.visitors);
const EVENTS_A_VISITOR = 10;
const BATCH = 500;
const READS = 500;

const KEY = "part, site_id, visitor_id, event_id";
/** What is made besides a table without any key. */
const CANDIDATES: Readonly<Record<string, (table: string) => readonly string[]>> = {
  "key (part, site, visitor, event)": (table) => [`alter table ${table} add primary key (${KEY})`],
  "the same, includes occurred_at": (table) => [`alter table ${table} add primary key (${KEY}) include (occurred_at)`],
  "key with occurred_at before event": (table) => [
    `alter table ${table} add primary key (part, site_id, visitor_id, occurred_at, event_id)`,
  ],
  "key, and hash of visitor": (table) => [
    `alter table ${table} add primary key (${KEY})`,
    `create index on ${table} using hash (visitor_id)`,
  ],
  "key (event), and (part, site, visitor)": (table) => [
    `alter table ${table} add primary key (event_id, part, site_id, visitor_id)`,
    `create index on ${table} (part, site_id, visitor_id)`,
  ],
  "16 partitions by part": (table) => [
    `alter table ${table} rename to ${table}_plain`,
    `create table ${table} (like ${table}_plain including defaults, primary key (${KEY})) partition by range (part)`,
    ...Array.from(
      { length: 16 },
      (_, n) => `create table ${table}_${n} partition of ${table} for values from (${n * 64}) to (${(n + 1) * 64})`,
    ),
  ],
};

const visitorOf = (n: number): string => `${((n * 2_654_435_761) >>> 0).toString(16).padStart(8, "0")}-0b1c-4d5e-8f90-a1b2c3d4e5f6`;

/** Rows `from` to `from + BATCH`, of visitors all over. */
const insertOf = (table: string): string => `
  insert into ${table} (part, site_id, visitor_id, event_id, type, occurred_at, received_at, trusted, page_url, page_title, device, browser)
  select part, 'bench', visitor_id, event_id, 'page', at, at, false, 'https://shop.example/kinh/' || part, 'Gọng kính ' || part, 'mobile', 'Chrome 143'
  from jsonb_to_recordset($1::jsonb) as r(part smallint, visitor_id text, event_id text, at timestamptz)
  order by part, visitor_id, event_id on conflict do nothing`;

function rowsFrom(from: number) {
  return Array.from({ length: BATCH }, (_, offset) => {
    const visitor = ((from + offset) * 7_919) % VISITORS;
    const event = `${visitorOf(from + offset + 1_000_003).slice(0, 23)}-${String(from + offset).padStart(12, "0")}`;
    return {
      part: visitor % 1_024,
      visitor_id: visitorOf(visitor),
      event_id: event,
      at: new Date(Date.UTC(2026, 0, 1) + (from + offset) * 1_000),
    };
  });
}

async function measure(database: TestDatabase, name: string, table: string) {
  await database.query(`create table ${table} (like events including defaults including storage)`);
  for (const statement of CANDIDATES[name]?.(table) ?? []) await database.query(statement);
  await database.query("checkpoint");
  const [{ lsn = "" } = {}] = await database.query<{ lsn: string }>("select pg_current_wal_lsn()::text as lsn");
  const rows = VISITORS * EVENTS_A_VISITOR;
  const begin = performance.now();
  for (let from = 0; from < rows; from += BATCH) await database.query(insertOf(table), [JSON.stringify(rowsFrom(from))]);
  const seconds = (performance.now() - begin) / 1_000;
  const [size] = await database.query<{ wal: number; index: number; heap: number }>(
    `select (pg_current_wal_lsn() - $1::pg_lsn)::float8 as wal, sum(pg_indexes_size(c.oid))::float8 as index, sum(pg_table_size(c.oid))::float8 as heap
     from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and (c.relname = $2 or c.relname ~ ('^' || $2 || '_\\d+$'))`,
    [lsn, table],
  );
  await database.query(`vacuum analyze ${table}`);
  const times: number[] = [];
  let pages = 0;
  for (let n = 0; n < READS; n++) {
    const visitor = (n * 104_729) % VISITORS;
    const read = `select event_id, type, occurred_at, page_url from ${table} where part = ${visitor % 1_024} and site_id = 'bench' and visitor_id = '${visitorOf(visitor)}'`;
    if (n % 10 === 0) {
      const [{ "QUERY PLAN": plan } = { "QUERY PLAN": [] }] = await database.query<{
        "QUERY PLAN": { Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } }[];
      }>(`explain (analyze, buffers, format json) ${read}`);
      pages += (plan[0]?.Plan["Shared Hit Blocks"] ?? 0) + (plan[0]?.Plan["Shared Read Blocks"] ?? 0);
    }
    const started = performance.now();
    await database.query(read);
    times.push((performance.now() - started) * 1_000);
  }
  const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
  return {
    name,
    walBytes: Math.round((size?.wal ?? 0) / rows),
    indexBytes: Math.round((size?.index ?? 0) / rows),
    heapBytes: Math.round((size?.heap ?? 0) / rows),
    writeMicroseconds: Number(((seconds / rows) * 1_000_000).toFixed(1)),
    readPages: Number((pages / (READS / 10)).toFixed(1)),
    readMicroseconds: Math.round(median),
  };
}

const cluster = await startTestCluster({ isDurable: true });
try {
  const database = await cluster.createTestDatabase();
  const figures = [];
  for (const [n, name] of Object.keys(CANDIDATES).entries()) {
    const figure = await measure(database, name, `candidate${n}x`);
    figures.push(figure);
    console.log(JSON.stringify(figure));
    await database.query(`drop table candidate${n}x`);
  }
  await database.drop();
  const conditions = { node: process.version, cores: cpus().length, rows: VISITORS * EVENTS_A_VISITOR, batch: BATCH };
  console.log(JSON.stringify({ name: "keys", conditions, figures, ratios: {} }));
} finally {
  await cluster.stop();
}
