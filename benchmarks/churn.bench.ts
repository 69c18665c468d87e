import { cpus } from "node:os";
import { parseArgs } from "node:util";
import type { Fact } from "@waystitch/journey";
import { createDatabase, type Database, recordSite } from "@waystitch/store";
import { startTestCluster, storeFacts, type TestCluster, type TestDatabase } from "@waystitch/testbed";
import { stitchBatch } from "@waystitch/worker";
import { AS_OF, factsOf } from "./stitch/people.js";
import { SITE } from "./stitch/store-people.js";

// What replaced rows leave behind: people are stitched, then round after round a tenth of them do something more, so that a tenth of all derived
// rows is deleted and written again. Once with PostgreSQL's own autovacuum settings, once with those of the migrations. Autovacuum looks every
// 5 seconds instead of every minute, because the rounds are as much quicker than life.
const { values: options } = parseArgs({
  options: { people: { type: "string", default: "20000" }, rounds: { type: "string", default: "20" } },
});
const PEOPLE = Number(options.people);
const ROUNDS = Number(options.rounds);
const FIRST_EVENTS = 5;
const AT_A_TIME = 1_000;
const DAY_MS = 86_400_000;

const TABLES = `
  journeys journey_stages milestones sessions touchpoints orders carts persons person_visitors person_identifiers stitch_timers stitch_queue
  identity_nodes identity_edges events`
  .trim()
  .split(/\s+/);

/** As if no migration had said anything; what a table's pages keep free stays. */
async function resetSettings(database: TestDatabase): Promise<void> {
  const rows = await database.query<{ relname: string; names: string }>(`
    select relname, (select string_agg(split_part(o, '=', 1), ', ') from unnest(reloptions) o where o like 'autovacuum%') as names
    from pg_class where relnamespace = 'public'::regnamespace and reloptions::text like '%autovacuum%'`);
  for (const { relname, names } of rows) await database.query(`alter table ${relname} reset (${names})`);
}

async function stitchAll(db: Database): Promise<void> {
  const loop = async (): Promise<void> => {
    while ((await stitchBatch(db, 200, AS_OF)).visitors > 0);
  };
  await Promise.all([loop(), loop()]);
}

async function storeInPieces(db: Database, facts: readonly Fact[]): Promise<void> {
  for (let from = 0; from < facts.length; from += AT_A_TIME) await storeFacts(db, SITE, facts.slice(from, from + AT_A_TIME));
}

const isActive = (person: number, round: number): boolean => (person * 7 + round) % 10 === 0;

/** What those who are active in a round do: a visit a day later. */
function roundOf(round: number): Fact[] {
  return Array.from({ length: PEOPLE }, (_, person) => person)
    .filter((person) => isActive(person, round))
    .map((person) => {
      const [first] = factsOf(person);
      if (first === undefined) throw new Error("a person has no facts");
      return { ...first, eventId: `r${round}`, at: first.at + (2 + round) * DAY_MS };
    });
}

interface TableState {
  readonly name: string;
  readonly bytes: number;
  readonly dead: number;
  readonly live: number;
  readonly vacuums: number;
}

async function loadStates(database: TestDatabase): Promise<readonly TableState[]> {
  return await database.query<TableState>(
    `select relname as name, pg_total_relation_size(relid)::float8 as bytes, n_dead_tup::float8 as dead, n_live_tup::float8 as live,
       autovacuum_count::int as vacuums from pg_stat_user_tables where relname = any($1) order by bytes desc`,
    [TABLES],
  );
}

const megabytes = (states: readonly TableState[]): number =>
  Math.round(states.filter(({ name }) => name !== "events").reduce((sum, { bytes }) => sum + bytes, 0) / 1_048_576);
const deadOf = (states: readonly TableState[]): number => states.reduce((sum, { dead }) => sum + dead, 0);

async function measure(cluster: TestCluster, isOwn: boolean) {
  const database = await cluster.createTestDatabase();
  if (!isOwn) await resetSettings(database);
  const db = createDatabase({ url: database.url, applicationName: "bench", plans: "generic", queryTimeoutMs: 3_600_000 });
  await recordSite(db, SITE, { name: "Bench", domains: ["shop.example"] });
  await storeInPieces(db, Array.from({ length: PEOPLE }, (_, person) => factsOf(person).slice(0, FIRST_EVENTS)).flat());
  await stitchAll(db);
  await database.query("vacuum analyze");
  const before = megabytes(await loadStates(database));
  const [{ lsn: start = "" } = {}] = await database.query<{ lsn: string }>("select pg_current_wal_lsn()::text as lsn");
  const seconds: number[] = [];
  let most = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await storeInPieces(db, roundOf(round));
    const begin = performance.now();
    await stitchAll(db);
    seconds.push((performance.now() - begin) / 1_000);
    most = Math.max(most, deadOf(await loadStates(database)));
  }
  const [{ wal = 0 } = {}] = await database.query<{ wal: number }>("select (pg_current_wal_lsn() - $1::pg_lsn)::float8 as wal", [start]);
  const states = await loadStates(database);
  const [hot] = await database.query<{ updates: number; hot: number }>(
    "select n_tup_upd::float8 as updates, n_tup_hot_upd::float8 as hot from pg_stat_user_tables where relname = 'identity_nodes'",
  );
  await db.destroy();
  await database.drop();
  const mean = (some: readonly number[]): number => some.reduce((sum, one) => sum + one, 0) / some.length;
  const half = Math.floor(ROUNDS / 2);
  const each = (some: readonly number[]): number => Math.round((mean(some) / (PEOPLE / 10)) * 1_000_000);
  return {
    settings: isOwn ? "of the migrations" : "PostgreSQL's own",
    megabytesBefore: before,
    megabytesAfter: megabytes(states),
    mostDead: most,
    walBytesAPerson: Math.round(wal / (ROUNDS * (PEOPLE / 10))),
    microsecondsAPerson: { firstHalf: each(seconds.slice(0, half)), secondHalf: each(seconds.slice(half)) },
    vacuums: states.reduce((sum, { vacuums }) => sum + vacuums, 0),
    identityNodes: hot,
    tables: states,
  };
}

const cluster = await startTestCluster({ isDurable: true });
try {
  const admin = await cluster.createTestDatabase();
  await admin.query("alter system set autovacuum_naptime = '5s'");
  await admin.query("select pg_reload_conf()");
  const figures = [];
  for (const isOwn of [false, true]) {
    const { tables, ...figure } = await measure(cluster, isOwn);
    figures.push(figure);
    console.log(`Settings: ${figure.settings}`);
    for (const { name, bytes, dead, live, vacuums } of tables)
      console.log(`  ${name.padEnd(20)} ${(bytes / 1_048_576).toFixed(1).padStart(8)} MB  ${live} rows, ${dead} dead, ${vacuums} vacuums`);
    console.log(JSON.stringify(figure));
  }
  await admin.drop();
  const conditions = { node: process.version, cores: cpus().length, people: PEOPLE, rounds: ROUNDS };
  console.log(JSON.stringify({ name: "churn", conditions, figures, ratios: {} }));
} finally {
  await cluster.stop();
}
