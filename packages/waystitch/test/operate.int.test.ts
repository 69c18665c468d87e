import { mkdtemp, readdir, rm } from "node:fs/promises";
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
  expect((await run("site", "add", "zoned", "--name", "x", "--time-zone", "Asia/Saigon2")).stderr).toContain("Asia/Ho_Chi_Minh");
  expect((await run("key", "add", "twice")).stderr).toContain("--kind");
});

test("a key is bound to origins and a limit, listed with its last use, and revoked by its id or itself", async () => {
  await run("site", "add", "keyed", "--name", "Keyed");
  const origins = ["--origin", "https://shop.vn", "--origin", "https://*.shop.vn"];
  const first = (
    await run("key", "add", "keyed", "--kind", "write", "--label", "theme", ...origins, "--events-per-second", "50")
  ).stdout.trim();
  const second = (await run("key", "add", "keyed", "--kind", "secret")).stdout.trim();
  const list = await run("key", "list", "keyed");
  expect(list.stdout).toMatch(
    new RegExp(`^[0-9a-f]{10} +write +${first} +theme +https://shop\\.vn https://\\*\\.shop\\.vn +50 +\\d{4}-\\d\\d-\\d\\d +never$`, "m"),
  );
  expect(list.stdout).not.toContain(second);
  const [id] = /^[0-9a-f]{10}(?= +secret)/m.exec(list.stdout) ?? [];
  // What would be any id, were it taken for a pattern.
  expect(await run("key", "revoke", "keyed", "__________")).toMatchObject({ code: 1 });
  expect(await run("key", "revoke", "keyed", id ?? "")).toMatchObject({ code: 0 });
  expect(await run("key", "revoke", "keyed", first)).toMatchObject({ code: 0 });
  expect((await run("key", "list", "keyed")).stdout.match(/never +\d{4}-\d\d-\d\d$/gm)).toHaveLength(2);
  expect(await run("key", "revoke", "keyed", first)).toMatchObject({
    code: 1,
    stderr: "keyed has no such key in use: see waystitch key list keyed.\n",
  });
});

test("a key of another site is not revoked, and origins and limits that are none are refused in words", async () => {
  await run("site", "add", "mine", "--name", "Mine");
  await run("site", "add", "theirs", "--name", "Theirs");
  const key = (await run("key", "add", "theirs", "--kind", "write")).stdout.trim();
  expect(await run("key", "revoke", "mine", key)).toMatchObject({ code: 1 });
  expect((await run("key", "add", "mine", "--kind", "write", "--origin", "shop.vn")).stderr).toContain("https://shop.example");
  expect((await run("key", "add", "mine", "--kind", "secret", "--origin", "https://shop.vn")).stderr).toContain("no origin");
  expect((await run("key", "add", "mine", "--kind", "write", "--events-per-second", "many")).stderr).toContain("whole number");
});

test("rejected events are counted, listed and replayed", async () => {
  await run("site", "add", "rejects", "--name", "Rejects");
  const nothing = "Nothing was rejected.\n";
  expect((await run("rejected", "count", "rejects")).stdout).toBe(nothing);
  await database.query(
    `insert into rejected_events (part, site_id, rejected_id, reason, detail, message_id, payload, trusted, received_at) values
     (1, 'rejects', 'a', 'name_too_long', 'a name', 'm1', '{"type":"page","messageId":"m1","anonymousId":"v1"}', false, '2026-11-22T09:30:00Z'),
     (2, 'rejects', 'b', 'type_unknown', 'type "x"', 'm2', '{"type":"x"}', false, '2026-11-23T09:30:00Z')`,
  );
  expect((await run("rejected", "count", "rejects", "--since", "2026-11-23")).stdout).toMatch(
    /^type_unknown +1 +2026-11-23T09:30:00\.000Z$/m,
  );
  expect((await run("rejected", "list", "rejects", "--text", "V1")).stdout).toMatch(
    /^2026-11-22T09:30:00\.000Z +name_too_long +a name +\{/m,
  );
  expect((await run("rejected", "list", "rejects", "--since", "soon")).stderr).toContain("--since is a time");
  expect((await run("rejected", "replay", "rejects")).stderr).toBe("Set WAYSTITCH_SECRET to the collector's, with which it hashes.\n");
  const replay = (...args: string[]) =>
    runWaystitch(["rejected", "replay", "rejects", ...args], { DATABASE_URL: database.url, WAYSTITCH_SECRET: "a secret of these tests" });
  expect((await replay("--dry-run")).stdout).toBe("1 events would be accepted now, 1 rejected again.\n  type_unknown: 1\n");
  expect((await replay()).stdout).toBe("1 events were accepted, 0 had been stored meanwhile, 1 stay rejected.\n  type_unknown: 1\n");
  expect(await database.query("select event_id, received_at from events where site_id = 'rejects'")).toEqual([
    { event_id: "m1", received_at: new Date("2026-11-22T09:30:00Z") },
  ]);
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
  expect((await runWaystitch(["rejected", "replay", "shop", "--data-dir", folder])).stderr).toContain("No Waystitch is running here");
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
