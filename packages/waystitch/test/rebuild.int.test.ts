import { spawn } from "node:child_process";
import { once } from "node:events";
import { recordSite, startRebuild } from "@waystitch/store";
import { createTestDatabase, eventually, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, LATER, MINUTE } from "@waystitch/testbed/facts";
import { stitchBatch } from "@waystitch/worker";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { formatProgress } from "../src/operate/progress.js";
import { BIN, type CommandResult, runWaystitch } from "./started-up.js";

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  await recordSite(database.db, "shop", { name: "Kính Đẹp", domains: ["shop.example"] });
});

afterEach(() => database.drop());

const run = (...args: string[]): Promise<CommandResult> => runWaystitch(args, { DATABASE_URL: database.url });

/** Some who looked, of whom every third put something into the cart. */
async function stitchVisitors(count: number): Promise<void> {
  const facts = Array.from({ length: count }, (_, at) => ({ ...BLANK, visitorId: `v${at}`, eventId: `e${at}`, type: "page" }));
  const added = facts
    .filter((_, at) => at % 3 === 0)
    .map((fact) => ({
      ...fact,
      eventId: `${fact.eventId}-added`,
      type: "track",
      name: "Product Added",
      at: LATER - MINUTE,
      properties: { product_id: "p", price: 5 },
    }));
  await storeFacts(database.db, "shop", [...facts, ...added]);
  while ((await stitchBatch(database.db, 1_000, LATER)).visitors > 0);
}

const AS_OF = ["--as-of", new Date(LATER).toISOString()];

test("`waystitch rebuild` says who moves and why, changes it unless it is a trial, and finds nothing the second time", async () => {
  await stitchVisitors(30);
  await database.query("update journeys set stage = 'Attract', model_version = 0 where stage = 'Close'");
  const trial = await run("rebuild", "--site", "shop", ...AS_OF, "--dry-run");
  expect(trial).toMatchObject({ code: 0 });
  const [, before, now] = /^Checksum before ([0-9a-f]{16}), now ([0-9a-f]{16})\.$/m.exec(trial.stdout) ?? [];
  expect(before).not.toBe(now);
  expect(trial.stdout).toContain("30 persons; 10 journeys differ.");
  expect(trial.stdout).toMatch(/^ +10 +Attract +Close +rule \S.*, model version 0 -> \d+$/m);
  expect(trial.stdout).toContain("Nothing was changed.");
  const done = await run("rebuild", ...AS_OF);
  expect(done.stdout).toBe(trial.stdout.replace("Nothing was changed.", "The new rows are in place."));
  const again = await run("rebuild", ...AS_OF);
  expect(again.stdout).toContain(`Checksum before ${now}, now ${now}: the same.\nNobody changed stage.`);
});

test("a rebuild that was killed goes on, does not become one of something else, and can be ended", async () => {
  await stitchVisitors(30);
  await startRebuild(database.db, "shop", LATER);
  const lock = new pg.Client({ connectionString: database.url });
  await lock.connect();
  await lock.query("begin; lock table events in access exclusive mode");
  const child = spawn(process.execPath, [BIN, "rebuild"], { env: { ...process.env, DATABASE_URL: database.url }, stdio: "ignore" });
  await eventually(async () => {
    const waiting = "select from pg_stat_activity where application_name = 'waystitch rebuild' and wait_event_type = 'Lock'";
    expect(await database.query(waiting)).not.toEqual([]);
  });
  child.kill("SIGKILL");
  await once(child, "exit");
  await lock.end();
  expect(await run("rebuild", "--site", "other")).toMatchObject({ code: 1, stderr: expect.stringContaining("A rebuild of shop, as of") });
  const resumed = await run("rebuild");
  expect(resumed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Going on with the rebuild of shop, as of 2/) });
  expect(resumed.stdout).toContain("Nobody changed stage.");
  expect(await run("rebuild", "--cancel")).toMatchObject({ code: 0, stdout: expect.stringContaining("No rebuild is under way") });
});

test("what cannot be meant is refused in words", async () => {
  for (const [args, words] of [
    [["--as-of", "yesteryear"], "--as-of is a time such as"],
    [["--workers", "0"], "--workers is a whole number from 1 to 64"],
    [["--site", "nobody"], "There is no site nobody: see waystitch site list."],
  ] as const)
    expect(await run("rebuild", ...args)).toMatchObject({ code: 1, stderr: expect.stringContaining(words) });
  expect(await database.query("select from rebuilds where rebuild_id is null")).toHaveLength(1);
});

test("`waystitch queue` shows who waits and who was set aside, and has them stitched again", async () => {
  expect((await run("queue")).stdout).toBe("Nothing waits to be stitched.\nNo visitor is set aside.\n");
  await database.query(
    "insert into stitch_parked (part, site_id, visitor_id, error) values (1, 'shop', 'v1', 'rule x failed'), (2, 'shop', 'v2', 'y')",
  );
  const shown = await run("queue", "show", "--site", "shop");
  expect(shown.stdout).toContain("2 visitors are set aside");
  expect(shown.stdout).toMatch(/^shop +v1 +\d{4}-\S+Z +rule x failed$/m);
  expect(await run("queue", "retry", "nobody")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("No visitor nobody is set aside"),
  });
  expect((await run("queue", "retry", "v1")).stdout).toBe("1 visitors are queued again: see waystitch queue.\n");
  expect(await database.query("select visitor_id from stitch_queue")).toEqual([{ visitor_id: "v1" }]);
  expect((await run("queue", "retry", "--site", "shop")).stdout).toContain("1 visitors are queued again");
  expect((await run("queue")).stdout).toMatch(/^2 visitors wait .*\nNo visitor is set aside\.\n$/);
});

test("progress says how far it is, and how long the rest takes", () => {
  expect(formatProgress("visitors", 250, 1_000, 10)).toBe("[########......................] 25 %: 250 of 1000 visitors, about 75 s left");
  expect(formatProgress("visitors", 1, 1_000_000, 10)).toContain("about 1667 min left");
  expect(formatProgress("visitors", 0, 0, 0)).toBe("[##############################] 100 %: 0 of 0 visitors");
});
