import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { createDatabase, type Database, recordSite } from "@waystitch/store";
import { startTestCluster, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { stitchBatch } from "@waystitch/worker";
import { AS_OF, factsOf } from "./stitch/people.js";
import { SITE } from "./stitch/store-people.js";

// How many pages of the database storing and stitching one more event touches when there are ten, a hundred or a thousand times as many: the same
// on any machine, however busy. A thousand people are stitched; all other rows are copies of theirs under other names.
const { values: options } = parseArgs({ options: { copies: { type: "string", default: "10,100" } } });
const COPIES = options.copies.split(",").map(Number);
const PEOPLE = 1_000;
const DAY_MS = 86_400_000;

/** The columns that name somebody, in every table that has rows of people. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  events: ["visitor_id"],
  identity_nodes: ["node"],
  identity_edges: ["node", "neighbour"],
  ...Object.fromEntries(
    "journeys journey_stages milestones sessions touchpoints orders carts persons person_visitors person_identifiers stitch_timers"
      .split(" ")
      .map((table) => [table, ["person_id"]]),
  ),
};

async function copyRows(database: TestDatabase, from: number, to: number): Promise<void> {
  for (const [table, names] of Object.entries(NAMES)) {
    const columns = await database.query<{ name: string }>(
      "select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum",
      [table],
    );
    const list = columns.map(({ name }) => (names.includes(name) ? `t.${name} || '-copy' || n` : `t.${name}`)).join(", ");
    const isReal = names.map((name) => `t.${name} not like '%-copy%'`).join(" and ");
    for (let n = from; n <= to; n++)
      await database.query(`insert into ${table} select ${list.replaceAll("|| n", `|| ${n}`)} from ${table} t where ${isReal}`);
  }
  await database.query("vacuum analyze");
}

/** Pages read or found in memory by everybody, and bytes of write-ahead log. */
async function loadUse(database: TestDatabase): Promise<{ readonly pages: number; readonly wal: number }> {
  // What a backend has counted is told a second later.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const [use] = await database.query<{ pages: number; wal: number }>(
    `select (blks_hit + blks_read)::float8 as pages, (pg_current_wal_lsn() - '0/0'::pg_lsn)::float8 as wal
     from pg_stat_database where datname = current_database()`,
  );
  return use ?? { pages: 0, wal: 0 };
}

async function stitchAll(db: Database): Promise<void> {
  while ((await stitchBatch(db, 200, AS_OF)).visitors > 0);
}

/** Everybody comes back once. */
async function comeBack(db: Database, time: number): Promise<void> {
  const facts = Array.from({ length: PEOPLE }, (_, person) => factsOf(person)[0]).flatMap((fact) =>
    fact === undefined ? [] : [{ ...fact, eventId: `back${time}`, at: fact.at + (10 + time) * DAY_MS }],
  );
  await storeFacts(db, SITE, facts);
}

const cluster = await startTestCluster({ isDurable: true });
try {
  const database = await cluster.createTestDatabase();
  await database.query("alter system set autovacuum = off");
  await database.query("select pg_reload_conf()");
  // One connection, so that it has counted all when it is asked.
  const db = createDatabase({
    url: database.url,
    applicationName: "bench",
    plans: "generic",
    maxConnections: 1,
    queryTimeoutMs: 3_600_000,
  });
  await recordSite(db, SITE, { name: "Bench", domains: ["shop.example"] });
  await storeFacts(db, SITE, Array.from({ length: PEOPLE }, (_, person) => factsOf(person)).flat());
  await stitchAll(db);
  const figures = [];
  let copies = 0;
  for (const [time, wanted] of COPIES.entries()) {
    await copyRows(database, copies + 1, wanted - 1);
    copies = wanted - 1;
    const before = await loadUse(database);
    await comeBack(db, time);
    const stored = await loadUse(database);
    await stitchAll(db);
    const after = await loadUse(database);
    const each = (one: number, other: number): number => Number(((other - one) / PEOPLE).toFixed(1));
    const [size] = await database.query<{ events: number; bytes: number; own: number }>(
      `select count(*)::float8 as events, pg_database_size(current_database())::float8 as bytes, pg_total_relation_size('events')::float8 as own
       from events`,
    );
    const events = size?.events ?? 0;
    const figure = {
      events,
      storePages: each(before.pages, stored.pages),
      storeWal: Math.round(each(before.wal, stored.wal)),
      stitchPages: each(stored.pages, after.pages),
      stitchWal: Math.round(each(stored.wal, after.wal)),
      bytesAnEvent: Math.round((size?.bytes ?? 0) / events),
      ofThatEvents: Math.round((size?.own ?? 0) / events),
    };
    figures.push(figure);
    console.log(JSON.stringify(figure));
  }
  await db.destroy();
  await database.drop();
  console.log(
    JSON.stringify({ name: "pages", conditions: { node: process.version, cores: cpus().length, people: PEOPLE }, figures, ratios: {} }),
  );
} finally {
  await cluster.stop();
}
