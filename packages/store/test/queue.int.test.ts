import { claimVisitors, queueDue, queueVisitors } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const queue = async (from: number, to: number): Promise<void> => {
  const visitors = Array.from({ length: to - from }, (_, index) => ({ siteId: "shop", visitorId: `v${from + index}` }));
  await queueVisitors(test.db, visitors);
  await sql`insert into stitch_timers select n, 'shop', 'p' || n, 'v' || n, now() from generate_series(${sql.lit(from)}::int, ${sql.lit(to - 1)}::int) n`.execute(
    test.db,
  );
};

// Where a table is thought to have one row, PostgreSQL would look for what to take once for every row, and take more each time.
it("No more is taken than was asked for, also when the tables were nearly empty at the last look", async () => {
  await queue(0, 1);
  await sql`analyze stitch_queue, stitch_timers`.execute(test.db);
  await queue(1, 30);
  expect(await test.db.transaction().execute((trx) => claimVisitors(trx, 1, 0))).toHaveLength(1);
  expect(await queueDue(test.db, new Date(Date.now() + 60_000), 2)).toBe(2);
});
