import { COUNT_TABLE_NAMES, COUNT_TABLES, type Database, dropRebuild, foldCounts, startRebuild } from "@waystitch/store";
import { createTestDatabase, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addSite, createHistory, LATER } from "./histories.js";
import { wrongCounts } from "./invariants.js";
import { drain } from "./tables.js";

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  await addSite(db, "shop");
  const facts = createHistory(31, 30);
  for (let from = 0; from < facts.length; from += 40) {
    await storeFacts(db, "shop", facts.slice(from, from + 40));
    await drain(db);
  }
});
afterAll(() => database.drop());

/** How many lines a rollup has, which of them are changes, and which come to nothing. */
async function countLines(): Promise<{ lines: number; changes: number; nothing: number }> {
  const sum = { lines: 0, changes: 0, nothing: 0 };
  for (const table of COUNT_TABLE_NAMES) {
    const { rows } = await sql<typeof sum>`
      select count(*)::int as lines, count(*) filter (where batch <> 0)::int as changes,
        count(*) filter (where ${sql.id(COUNT_TABLES[table].measure)} = 0)::int as nothing from ${sql.table(table)}`.execute(db);
    for (const name of ["lines", "changes", "nothing"] as const) sum[name] += rows[0]?.[name] ?? 0;
  }
  return sum;
}

it("What was counted is added up to fewer lines that say the same", async () => {
  const before = await countLines();
  expect(before.changes).toBe(before.lines);
  await db.transaction().execute(foldCounts);
  const after = await countLines();
  expect(after).toMatchObject({ changes: 0, nothing: 0 });
  expect(after.lines).toBeLessThan(before.lines);
  expect(await wrongCounts(db)).toEqual([]);
});

it("A line that comes to nothing goes away when it is added up", async () => {
  await db.transaction().execute(foldCounts);
  await sql`delete from events where visitor_id in (select visitor_id from person_visitors order by visitor_id limit 30)`.execute(db);
  await sql`insert into stitch_queue (part, site_id, visitor_id) select part, site_id, visitor_id from person_visitors`.execute(db);
  const { lines } = await countLines();
  await drain(db);
  await db.transaction().execute(foldCounts);
  const after = await countLines();
  expect(after).toMatchObject({ changes: 0, nothing: 0 });
  expect(after.lines).toBeLessThan(lines);
  expect(await wrongCounts(db)).toEqual([]);
});

it("Days are counted anew when a site's time zone changes", async () => {
  const days = async () => (await sql`select entered_on::text, sum(stays) from daily_stays group by 1 order by 1`.execute(db)).rows;
  const before = await days();
  await sql`update sites set time_zone = 'Pacific/Kiritimati' where site_id = 'shop'`.execute(db);
  expect(await days()).not.toEqual(before);
  expect(await wrongCounts(db)).toEqual([]);
  // What workers add from now on is of the same days.
  await storeFacts(db, "shop", createHistory(32, 10));
  await drain(db);
  expect(await wrongCounts(db)).toEqual([]);
});

it("A time zone does not change under a rebuild, which has counted the days of the other one", async () => {
  await startRebuild(db, "shop", LATER);
  const change = sql`update sites set time_zone = 'Asia/Ho_Chi_Minh' where site_id = 'shop'`;
  await expect(change.execute(db)).rejects.toThrow("A rebuild is under way");
  await dropRebuild(db);
  await change.execute(db);
  expect(await wrongCounts(db)).toEqual([]);
});
