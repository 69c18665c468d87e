import { readFileSync } from "node:fs";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, expect, it } from "vitest";

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const queries = [...readme.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, query]) => query ?? "");

it("the README has queries", () => {
  expect(queries.length).toBeGreaterThan(1);
});

it.each(queries)("the README's query runs: %s", async (query) => {
  expect(await test.query(query)).toEqual([]);
});
