import { cpus } from "node:os";
import { startTestCluster, type TestDatabase } from "@waystitch/testbed";

// What freezing rows costs that are only ever added, in bytes of write-ahead log a row: by the vacuum that comes soon after them, or by one of
// its own later. A checkpoint stands between, as it does in life, so that a page that is changed again is logged whole again.
const ROWS = 100_000;

async function walOf(database: TestDatabase, ...statements: readonly string[]): Promise<number> {
  const [{ lsn = "" } = {}] = await database.query<{ lsn: string }>("select pg_current_wal_lsn()::text as lsn");
  for (const statement of statements) await database.query(statement);
  const [{ wal = 0 } = {}] = await database.query<{ wal: number }>("select (pg_current_wal_lsn() - $1::pg_lsn)::float8 as wal", [lsn]);
  return Math.round(wal / ROWS);
}

async function fill(database: TestDatabase): Promise<void> {
  await database.query("create table candidate (like events including all) with (autovacuum_enabled = off)");
  // In transactions of 500 rows, as events come.
  for (let from = 0; from < ROWS; from += 500)
    await database.query(`
      insert into candidate (part, site_id, visitor_id, event_id, type, occurred_at, received_at, trusted, page_url, device, browser)
      select n % 1024, 'bench', 'visitor-' || n / 10, 'event-' || n, 'page', now(), now(), false, 'https://shop.example/kinh/' || n, 'mobile', 'Chrome 143'
      from generate_series(${from}, ${from + 499}) n`);
  await database.query("checkpoint");
}

const cluster = await startTestCluster({ isDurable: true });
try {
  const database = await cluster.createTestDatabase();
  await fill(database);
  const soon = await walOf(database, "vacuum (freeze) candidate");
  await database.query("drop table candidate");
  await fill(database);
  const first = await walOf(database, "vacuum candidate");
  await database.query("checkpoint");
  const later = await walOf(database, "vacuum (freeze) candidate");
  await database.drop();
  console.log(`frozen by the vacuum that comes first: ${soon} bytes a row; by a later one: ${first} and ${later}`);
  const conditions = { node: process.version, cores: cpus().length, rows: ROWS };
  console.log(JSON.stringify({ name: "freeze", conditions, figures: { soon, first, later }, ratios: { later: (first + later) / soon } }));
} finally {
  await cluster.stop();
}
