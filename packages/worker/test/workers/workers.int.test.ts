import { createTestDatabase, eventually, startProcess, startTestCluster, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { describe, expect, test } from "vitest";
import { stitchBatch } from "../../src/index.js";
import { addSite, createHistory, LATER } from "../histories.js";
import { brokenInvariants } from "../invariants.js";
import { mergeOpposites } from "./opposite-merges.js";
import { compareWithRebuild, runHistories, WORKER } from "./run-histories.js";

/** Every row of a database in another one whose tables are empty, as a dump and its restoring bring them there. */
async function copyRows(from: TestDatabase, to: TestDatabase): Promise<void> {
  const tables = await from.query<{ name: string }>(
    "select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname <> 'sites', 1",
  );
  await to.query("delete from rebuilds");
  for (const { name } of tables.filter((table) => !table.name.startsWith("waystitch_migrations"))) {
    const [row] = await from.query<{ rows: unknown }>(`select coalesce(jsonb_agg(t), '[]') as rows from ${name} t`);
    await to.query(`insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [JSON.stringify(row?.rows)]);
  }
}

describe("derived tables are those of a rebuild, to the byte, when workers are killed while 70 random histories arrive, with", () => {
  test.each([
    ["one worker", { seed: 101, processes: 1, loops: 1, kills: 2 }],
    ["two workers", { seed: 102, processes: 2, loops: 1, kills: 3 }],
    ["eight workers", { seed: 103, processes: 2, loops: 4, kills: 3 }],
  ])("%s", async (_, settings) => {
    const database = await createTestDatabase();
    try {
      const { comparison, broken, hot } = await runHistories(database, { ...settings, histories: 70 });
      expect(comparison).toMatchObject({ changed: 0, moves: [] });
      expect(comparison.personsNow).toBeGreaterThan(70);
      expect(comparison.checksumNow).toBe(comparison.checksumBefore);
      expect(broken).toEqual([]);
      expect(hot).toEqual(["kiosk"]);
    } finally {
      await database.drop();
    }
  });
});

test("two people who become one at the same moment, each by an event of their own, become one, 200 times", async () => {
  const database = await createTestDatabase();
  try {
    expect(await mergeOpposites(database, 200)).toEqual({ persons: 200, aliases: 200, broken: [] });
  } finally {
    await database.drop();
  }
});

test("what a killed worker held is stitched within ten seconds by another", async () => {
  const database = await createTestDatabase();
  const start = () => startProcess(WORKER, { DATABASE_URL: database.url, LOOPS: "2" });
  const [victim, other] = await Promise.all([start(), start()]);
  try {
    await addSite(database.db, "shop");
    await storeFacts(database.db, "shop", createHistory(104, 30));
    // It is at it.
    await eventually(async () => expect(await database.query("select from persons limit 1")).not.toEqual([]), { everyMs: 5 });
    await victim.kill("SIGKILL");
    await eventually(async () => expect(await database.query("select from stitch_queue limit 1")).toEqual([]), { withinMs: 10_000 });
    expect(await brokenInvariants(database.db)).toEqual([]);
  } finally {
    await other.stop();
    await database.drop();
  }
});

test("a database that was dumped and restored into a new cluster is stitched on", async () => {
  const [before, cluster] = [await createTestDatabase(), await startTestCluster()];
  const after = await cluster.createTestDatabase();
  try {
    const facts = createHistory(105, 20);
    await addSite(before.db, "shop");
    await storeFacts(before.db, "shop", facts.slice(0, 120));
    await stitchBatch(before.db, 40, LATER);
    await storeFacts(before.db, "shop", facts.slice(120, 180));
    await copyRows(before, after);
    await storeFacts(after.db, "shop", facts.slice(180));
    expect(await after.query("select from stitch_queue limit 1")).not.toEqual([]);
    while ((await stitchBatch(after.db, 40, LATER)).visitors > 0);
    const { changed, personsNow } = await compareWithRebuild(after);
    expect(changed).toBe(0);
    expect(personsNow).toBeGreaterThan(20);
    expect(await brokenInvariants(after.db)).toEqual([]);
  } finally {
    await before.drop();
    await after.drop();
    await cluster.stop();
  }
});
