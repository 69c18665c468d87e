import { recordSite } from "@waystitch/store";
import { createTestDatabase } from "@waystitch/testbed";
import pg from "pg";
import { expect, test } from "vitest";

test("every test database has all tables, no rows, and nothing to do with another one", async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await recordSite(one.db, "only-here", { name: "Only here" });
  expect(await one.db.selectFrom("sites").select("site_id").execute()).toEqual([{ site_id: "only-here" }]);
  expect(await two.db.selectFrom("sites").select("site_id").execute()).toEqual([]);
  await Promise.all([one.drop(), two.drop()]);
});

test("a dropped database is gone, also under somebody who still uses it", async () => {
  const [dropped, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const user = new pg.Client({ connectionString: dropped.url });
  user.on("error", () => {});
  await user.connect();
  await dropped.drop();
  const name = new URL(dropped.url).pathname.slice(1);
  expect(await other.query("select from pg_database where datname = $1", [name])).toEqual([]);
  await other.drop();
});
