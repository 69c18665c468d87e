import { lockNodes, removeNodes } from "@waystitch/store";
import { createTestDatabase, eventually, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, expect, test } from "vitest";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a node that is removed by whoever held it is made again for who waited for it", async () => {
  const { db } = database;
  await db.transaction().execute((trx) => lockNodes(trx, "shop", ["visitor:a", "visitor:b"]));
  const waiting = await db.transaction().execute(async (trx) => {
    await lockNodes(trx, "shop", ["visitor:b"]);
    const locked = db.transaction().execute((other) => lockNodes(other, "shop", ["visitor:a", "visitor:b"]));
    const waits = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await eventually(async () => expect(await database.query(waits)).toHaveLength(1));
    await removeNodes(trx, "shop", ["visitor:b"]);
    return { locked };
  });
  expect([...(await waiting.locked).keys()].sort()).toEqual(["visitor:a", "visitor:b"]);
  expect(await database.query("select node from identity_nodes order by 1")).toEqual([{ node: "visitor:a" }, { node: "visitor:b" }]);
});
