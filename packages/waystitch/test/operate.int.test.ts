import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandResult, runWaystitch } from "./started-up.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

const run = (...args: string[]): Promise<CommandResult> => runWaystitch(args, { DATABASE_URL: database.url });

test("a site is added with its keys, and listed", async () => {
  const added = await run(
    "site",
    "add",
    "shop",
    "--name",
    "Kính Đẹp",
    "--domain",
    "a.example",
    "--domain",
    "b.example",
    "--currency",
    "VND",
  );
  expect(added).toMatchObject({ code: 0 });
  const [write, secret] = [
    await run("key", "add", "shop", "--kind", "write"),
    await run("key", "add", "shop", "--kind", "secret", "--label", "api"),
  ];
  expect(write.stdout).toMatch(/^wk_[\w-]{20}\n$/);
  expect(secret.stdout).toMatch(/^sk_[\w-]{20}\n$/);
  const list = await run("site", "list");
  expect(list.stdout).toMatch(/^shop +Kính Đẹp +VND .* a\.example b\.example$/m);
  expect(await database.query("select site_id, kind, write_key, label from keys order by kind desc")).toEqual([
    { site_id: "shop", kind: "write", write_key: write.stdout.trim(), label: "" },
    { site_id: "shop", kind: "secret", write_key: null, label: "api" },
  ]);
});

test("a site that is there, one that is not, and a bad name are refused in words", async () => {
  await run("site", "add", "twice", "--name", "One");
  expect(await run("site", "add", "twice", "--name", "Two")).toMatchObject({ code: 1, stderr: "There is a site twice already: One.\n" });
  expect(await run("key", "add", "nobody", "--kind", "write")).toMatchObject({
    code: 1,
    stderr: "There is no site nobody: see waystitch site list.\n",
  });
  expect((await run("site", "add", "Mắt Xinh", "--name", "x")).stderr).toContain("small letters");
  expect((await run("key", "add", "twice")).stderr).toContain("--kind");
});

test("sql prints a table, JSON or CSV", async () => {
  const query = "select 'Đỗ' as name, 12.50 as price, null as nothing union all select 'A longer name', 1000, null order by price";
  expect((await run("sql", query)).stdout).toBe(
    ["name           price  nothing", "-------------  -----  -------", "Đỗ             12.50", "A longer name   1000", "(2 rows)", ""].join(
      "\n",
    ),
  );
  expect(JSON.parse((await run("sql", "--json", "select 1 as one, 'x' as x")).stdout)).toEqual([{ one: 1, x: "x" }]);
  expect((await run("sql", "--csv", `select '=cmd' as "a,b", -1 as n`)).stdout).toBe(`"a,b",n\r\n'=cmd,-1\n`);
});

test("sql changes nothing unless it is told to", async () => {
  const change = "insert into sites (site_id, name) values ('by-hand', 'By hand')";
  const refused = await run("sql", change);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain("Add --write when you mean it");
  expect(await run("sql", "--write", change)).toMatchObject({ code: 0, stdout: "INSERT 1\n" });
});

test("sql shows where a query is wrong", async () => {
  expect((await run("sql", "select stages from journeys")).stderr).toBe(
    'column "stages" does not exist\n  select >>> stages from journeys\nPerhaps you meant to reference the column "journeys.stage".\n',
  );
});

test("migrate says what it did", async () => {
  expect(await run("migrate")).toMatchObject({ code: 0, stdout: "The tables are up to date.\n" });
});

test("link makes a new one-time link", async () => {
  const { stdout } = await runWaystitch(["link"], { DATABASE_URL: database.url, PUBLIC_URL: "https://stats.example/" });
  expect(stdout).toMatch(/^https:\/\/stats\.example\/sign-in\?token=[\w-]{32}\n$/);
});

test("without a database every command says what to do", async () => {
  const folder = await mkdtemp(`${tmpdir()}/waystitch-none-`);
  expect(await runWaystitch(["sql", "select 1", "--data-dir", folder])).toMatchObject({
    code: 1,
    stderr: "No Waystitch is running here: run npm start first, or set DATABASE_URL to the database's address.\n",
  });
  await rm(folder, { recursive: true });
});
