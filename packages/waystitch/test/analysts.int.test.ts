import { randomBytes } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandResult, runWaystitch } from "./started-up.js";

let database: TestDatabase;
const name = `anna_${randomBytes(6).toString("hex")}`;

beforeAll(async () => {
  database = await createTestDatabase();
  for (const site of ["shop", "other"]) await database.query("insert into sites (site_id, name) values ($1, $1)", [site]);
});
afterAll(() => database.drop());

const run = (...args: string[]): Promise<CommandResult> => runWaystitch(["analyst", ...args], { DATABASE_URL: database.url });

async function sitesSeenAt(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ site_id: string }>("select site_id from sites").finally(() => client.end());
  return rows.map((row) => row.site_id);
}

test("an analyst of one site is added with an address to paste, listed, given a new password, and removed", async () => {
  expect((await run("list")).stdout).toBe("There are no analysts.\n");
  const added = await run("add", name, "--site", "shop");
  expect(added).toMatchObject({ code: 0, stderr: `${name} reads shop at this address. It is not shown again:\n` });
  const url = added.stdout.trim();
  expect(added.stdout).toBe(`${url}\n`);
  expect(await sitesSeenAt(url)).toEqual(["shop"]);
  expect((await run("list")).stdout).toMatch(new RegExp(`^${name} +shop +yes$`, "m"));
  const renewed = await run("password", name);
  await expect(sitesSeenAt(url)).rejects.toThrow("password authentication failed");
  expect(await sitesSeenAt(renewed.stdout.trim())).toEqual(["shop"]);
  expect(await run("remove", name)).toMatchObject({ code: 0, stdout: `Removed ${name}.\n` });
  await expect(sitesSeenAt(renewed.stdout.trim())).rejects.toThrow("password authentication failed");
});

test("without a site an analyst reads all of them", async () => {
  const added = await run("add", name);
  expect(added.stderr).toContain("reads all sites");
  expect((await sitesSeenAt(added.stdout.trim())).sort()).toEqual(["other", "shop"]);
  expect((await run("list")).stdout).toMatch(new RegExp(`^${name} +all +yes$`, "m"));
  expect((await run("add", name)).stderr).toBe(`The server has a role ${name} already: choose another name.\n`);
  await run("remove", name);
});

test("a site that is not there, a name that is none, and an analyst that nobody added are refused in words", async () => {
  expect(await run("add", name, "--site", "nowhere")).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("site list") });
  expect((await run("add", "Anna Lê")).stderr).toContain("small letters");
  for (const verb of ["password", "remove"])
    expect(await run(verb, name)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: `There is no analyst ${name}: see waystitch analyst list.\n`,
    });
});
