import { buildApp } from "@waystitch/collector";
import type { BatchAnswer } from "@waystitch/protocol";
import { createLog } from "@waystitch/service";
import { createKey, loadLag, recordKey, recordSite } from "@waystitch/store";
import { createTestDatabase, eventually, type TestDatabase } from "@waystitch/testbed";
import { startWorker, type Worker } from "@waystitch/worker";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandResult, runWaystitch } from "./started-up.js";

const SECRET = "the secret of this installation";
const DAY = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

let database: TestDatabase;
let worker: Worker;
let app: Awaited<ReturnType<typeof buildApp>>;
let url: string;
const SITES = ["shop", "other"] as const;
const KEYS = { shop: createKey("secret"), other: createKey("secret") };

beforeAll(async () => {
  database = await createTestDatabase();
  for (const site of SITES) {
    await recordSite(database.db, site, { name: site });
    await recordKey(database.db, site, "secret", KEYS[site], "");
  }
  const db = database.dbOf("collector");
  app = await buildApp({ db, log: createLog("collector", "silent"), secret: SECRET, now: Date.now, random: Math.random });
  url = await app.listen({ host: "127.0.0.1", port: 0 });
  worker = startWorker({ db: database.dbOf("worker"), now: Date.now, batchSize: 50, pollMs: 20 });
});
afterAll(async () => {
  await worker.close();
  await app.close();
  await database.drop();
});

const prune = (...args: string[]): Promise<CommandResult> => runWaystitch(["prune", ...args], { DATABASE_URL: database.url });

async function post(site: (typeof SITES)[number], batch: readonly object[]): Promise<BatchAnswer> {
  const response = await fetch(`${url}/v1/batch`, { method: "POST", body: JSON.stringify({ writeKey: KEYS[site], batch }) });
  expect(response.status).toBe(200);
  return (await response.json()) as BatchAnswer;
}

const page = (visitor: string, days: number, timestamp = daysAgo(days)) => ({
  type: "page",
  messageId: `${visitor}-${days}`,
  anonymousId: visitor,
  timestamp,
});
const eventsOf = (site: string) =>
  database
    .query<{ event_id: string }>("select event_id from events where site_id = $1 order by 1", [site])
    .then((rows) => rows.map((row) => row.event_id));

test("who was last seen long ago goes whole, who came back stays whole, and a late copy is told that it is too old", async () => {
  const old = [page("gone", 900), page("gone", 500), page("back", 900)];
  for (const site of SITES) await post(site, [...old, page("back", 1), { type: "nope", messageId: "x" }]);
  await database.query("update rejected_events set received_at = received_at - interval '420 days'");
  await post("shop", [{ type: "nope", messageId: "y" }]);
  await eventually(async () => expect((await loadLag(database.db)).visitors).toBe(0));

  const foreseen = await prune("--site", "shop", "--older-than", "400", "--dry-run");
  expect(foreseen.stdout).toMatch(
    /^Would remove 1 persons last seen before \d{4}-\d\d-\d\d \(1 visitors, all of their 2 events\) and 1 rejected events received before/,
  );
  const asked = await prune("--site", "shop", "--older-than", "400");
  expect(asked).toMatchObject({ code: 1, stdout: "" });
  expect(asked.stderr).toContain("This would remove 1 persons");
  expect(await eventsOf("shop")).toHaveLength(4);

  const pruned = await prune("--site", "shop", "--older-than", "400", "--yes", "--json");
  expect(JSON.parse(pruned.stdout)).toMatchObject({ site: "shop", persons: 1, visitors: 1, events: 2, rejectedEvents: 1, kept: 0 });
  expect(await eventsOf("shop")).toEqual(["back-1", "back-900"]);
  expect(await eventsOf("other")).toHaveLength(4);
  expect(await database.query("select site_id, message_id from rejected_events order by 1, 2")).toEqual([
    { site_id: "other", message_id: "x" },
    { site_id: "shop", message_id: "y" },
  ]);

  const late = await post("shop", [...old, page("new", 399)]);
  expect(late).toMatchObject({ accepted: 1, duplicate: 0 });
  expect(late.rejected.map(({ index, reason }) => [index, reason])).toEqual([0, 1, 2].map((index) => [index, "past_retention"]));
  expect(await eventsOf("shop")).toEqual(["back-1", "back-900", "new-399"]);
  expect((await post("other", [page("early", 800)])).accepted).toBe(1);
});

test("rejected events alone are removed by their own age, and what is no age is told in words", async () => {
  expect(await prune("--site", "other", "--rejected-older-than", "400", "--yes")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Removed 1 rejected events received before \d{4}-\d\d-\d\d\.\n$/),
  });
  expect(await eventsOf("other")).toHaveLength(5);
  const wrong = { code: 1, stderr: '--older-than is a whole number of days from 30 to 36500, not "7".\n' };
  expect(await prune("--site", "other", "--older-than", "7", "--yes")).toMatchObject(wrong);
  expect((await prune("--site", "other")).stderr).toContain("Say what goes");
  expect((await prune("--site", "nowhere", "--older-than", "400")).stderr).toBe("There is no site nowhere: see waystitch site list.\n");
});
