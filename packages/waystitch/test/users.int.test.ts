import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandResult, runWaystitch } from "./started-up.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  for (const site of ["shop", "other"]) await database.query("insert into sites (site_id, name) values ($1, $1)", [site]);
});
afterAll(() => database.drop());

const run = (...args: string[]): Promise<CommandResult> =>
  runWaystitch(["user", ...args], { DATABASE_URL: database.url, PUBLIC_URL: "https://stats.example" });

const LINK = /^https:\/\/stats\.example\/sign-in\?token=[\w-]{32}\n$/;

test("a user is added with a link to paste, listed, given another role and link, and removed; the audit log says so", async () => {
  const added = await run("add", "An@Shop.example", "--role", "viewer", "--site", "shop", "--site", "other");
  expect([added.code, added.stderr]).toEqual([0, expect.stringContaining("an@shop.example is viewer of shop, other.")]);
  expect(added.stdout).toMatch(LINK);
  expect((await run("role", "an@shop.example", "owner", "--site", "other")).stdout).toBe("an@shop.example is owner of other.\n");
  expect((await run("list")).stdout).toMatch(/^an@shop\.example +owner of other, viewer of shop +not yet$/m);
  expect((await run("link", "an@shop.example")).stdout).toMatch(LINK);
  const links = await database.query("select used_at is null as works from sign_in_links order by created_at");
  expect(links.filter(({ works }) => works)).toHaveLength(1);
  expect((await run("remove", "an@shop.example", "--site", "other")).stdout).toBe("an@shop.example has no role for other any more.\n");
  expect((await run("remove", "an@shop.example")).stdout).toBe("Removed an@shop.example.\n");
  expect(await database.query("select * from users, user_sites")).toEqual([]);
  const log = await database.query<{ line: string }>("select concat_ws(' ', actor, action, site_id) as line from audit_log order by at");
  expect(log.map(({ line }) => line)).toEqual([
    "command user_role_set shop",
    "command user_role_set other",
    "command user_role_set other",
    "command link_made *",
    "command user_removed other",
    "command user_removed *",
  ]);
});

test("a site that is not there, an address that is none, a role that is none and a user whom nobody added are refused in words", async () => {
  const add = (...args: string[]): Promise<CommandResult> => run("add", ...args);
  expect(await add("an@shop.example", "--role", "viewer", "--site", "nowhere")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("site list"),
  });
  expect((await add("nobody", "--role", "viewer")).stderr).toBe('"nobody" is not an e-mail address.\n');
  expect((await add("an@shop.example", "--role", "admin")).stderr).toContain("viewer, analyst, owner");
  expect((await run("link", "bo@shop.example")).stderr).toBe("There is no user bo@shop.example: see waystitch user list.\n");
  expect(await database.query("select * from users")).toEqual([]);
});
