import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { buildApp } from "@waystitch/collector";
import { createNaming } from "@waystitch/naming";
import type { BatchAnswer } from "@waystitch/protocol";
import { createLog } from "@waystitch/service";
import { checksumDerived, createKey, loadLag, recordKey, recordSite, requeueSite } from "@waystitch/store";
import { createTestDatabase, dumpTables, eventually, findInTables, type TestDatabase } from "@waystitch/testbed";
import { startWorker, type Worker } from "@waystitch/worker";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandResult, runWaystitch } from "./started-up.js";

const SECRET = "the secret of this installation";
const DAY = 86_400_000;
/** Long enough ago for nothing to be due between stitching and comparing, but within what a browser may report. */
const BEGAN = Date.now() - 20 * DAY;
const at = (hours: number): string => new Date(BEGAN + hours * 3_600_000).toISOString();

let database: TestDatabase;
let worker: Worker;
let app: Awaited<ReturnType<typeof buildApp>>;
let url: string;
let folder: string;
const KEYS = { write: createKey("write"), secret: createKey("secret") };

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(`${tmpdir()}/waystitch-person-`);
  await recordSite(database.db, "shop", { name: "Shop", keepsContacts: true });
  for (const kind of ["write", "secret"] as const) await recordKey(database.db, "shop", kind, KEYS[kind], "");
  app = await buildApp({ db: database.db, log: createLog("collector", "silent"), secret: SECRET, now: Date.now, random: Math.random });
  url = await app.listen({ host: "127.0.0.1", port: 0 });
  worker = startWorker({ db: database.db, now: Date.now, batchSize: 50, pollMs: 20 });
});
afterAll(async () => {
  await worker.close();
  await app.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const command = (...args: string[]): Promise<CommandResult> => runWaystitch(args, { DATABASE_URL: database.url, WAYSTITCH_SECRET: SECRET });
const run = (verb: string, ...args: string[]) => command("person", verb, "--site", "shop", ...args);

async function post(body: object): Promise<BatchAnswer> {
  const response = await fetch(`${url}/v1/batch`, { method: "POST", body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return (await response.json()) as BatchAnswer;
}

const stitched = () => eventually(async () => expect((await loadLag(database.db)).visitors).toBe(0));

const sentAt = at(30);
const browser = (...batch: object[]) => ({ writeKey: KEYS.write, sentAt, batch });
const server = (...batch: object[]) => ({ writeKey: KEYS.secret, sentAt, batch });
const page = (visitor: string, id: string, hours: number, rest: object = {}) => ({
  type: "page",
  messageId: id,
  anonymousId: visitor,
  originalTimestamp: at(hours),
  context: { page: { url: `https://shop.example/${id}`, title: id } },
  ...rest,
});
const order = (event: string, id: string, orderId: string, hours: number, rest: object = {}) => ({
  ...{ type: "track", event, messageId: id, properties: { order_id: orderId, total: 500_000 }, originalTimestamp: at(hours) },
  ...rest,
});
const contact = { email: "mai@canary.example", phone: "0912 345 678", plan: "canary-plan" };
const MAI = [
  browser(
    page("visitor-mai-laptop", "event-mai-1", 1),
    page("visitor-mai-laptop", "event-mai-2", 30, { type: "identify", traits: contact }),
    page("visitor-mai-phone", "event-mai-3", 3, { type: "identify", userId: "user-mai-7001", traits: contact }),
    page("visitor-family", "event-mai-4", 4, { userId: "user-mai-7001" }),
    page("visitor-family", "event-mai-5", 5),
    order("Order Completed", "event-mai-6", "order-mai-1", 6, { anonymousId: "visitor-mai-phone" }),
  ),
  server(
    { type: "alias", messageId: "event-mai-7", userId: "user-mai-7001", previousId: "user-mai-old", timestamp: at(7) },
    order("Order Delivered", "event-mai-8", "order-mai-1", 8),
    order("Support Contacted", "event-mai-9", "", 9, { userId: "user-mai-old", properties: { channel: "phone" } }),
  ),
  // None of these becomes an event.
  browser(
    page("visitor-mai-laptop", "reject-mai-1", 1, { type: "nope", traits: contact }),
    order("Order Delivered", "reject-mai-2", "order-mai-1", 2, { anonymousId: "visitor-mai-phone" }),
    page("visitor-new", "reject-mai-3", 2, { type: "nope", properties: contact }),
  ),
  server({
    type: "track",
    event: "Order Shipped",
    messageId: "reject-mai-4",
    userId: "user-mai-7001",
    timestamp: at(3),
    note: "x ".repeat(6_000),
  }),
];
const OTHERS = [
  browser(
    page("visitor-family", "event-bao-1", 6, { type: "identify", userId: "user-bao", traits: { email: "bao@canary.example" } }),
    page("visitor-family", "event-bao-2", 7),
    page("visitor-bao", "event-bao-3", 8, { userId: "user-bao" }),
    order("Order Completed", "event-bao-4", "order-bao-1", 9, { anonymousId: "visitor-bao" }),
    page("visitor-khoa", "event-khoa-1", 3),
    page("visitor-khoa", "event-khoa-2", 4, { type: "identify", traits: { phone: "0987 654 321" } }),
  ),
  browser(page("visitor-bao", "reject-bao-1", 1, { type: "nope", userId: "user-bao" })),
];

const naming = createNaming(SECRET);
const HASHES = [naming.email("mai@canary.example"), naming.phone("0912345678")].map((node) => String(node).split(":")[1] ?? "");
const NAMES = [
  "visitor-mai-laptop",
  "visitor-mai-phone",
  "user-mai-7001",
  "user-mai-old",
  "order-mai-1",
  "mai@canary.example",
  "84912345678",
];
const EVENTS = Array.from({ length: 9 }, (_, n) => `event-mai-${n + 1}`);
const REJECTED = Array.from({ length: 4 }, (_, n) => `reject-mai-${n + 1}`);
const CANARIES = [...NAMES, ...EVENTS, ...REJECTED, ...HASHES, "canary-plan"];

/** What is kept of everybody else. */
async function othersRows(): Promise<Record<string, readonly string[]>> {
  const tables = await dumpTables(database);
  return Object.fromEntries(
    ["events", "rejected_events", "contacts"].map((table) => [
      table,
      (tables.get(`public.${table}`) ?? []).filter((row) => !CANARIES.some((canary) => row.includes(canary))),
    ]),
  );
}

test("a person is exported, erased without a trace, and stays away when everything is sent, replayed and rebuilt again", async () => {
  for (const request of [...MAI, ...OTHERS]) await post(request);
  await stitched();
  for (const canary of CANARIES) expect(await findInTables(database, [canary]), canary).not.toEqual([]);
  const [{ person_id: personId = "" } = {}] = await database.query<{ person_id: string }>(
    "select person_id from persons where user_id = 'user-mai-7001'",
  );

  const file = `${folder}/mai.json`;
  expect(await run("export", "--email", " Mai@Canary.example", "--out", file)).toMatchObject({ code: 0, stderr: "" });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const text = await readFile(file, "utf8");
  expect((await run("export", "--person", personId)).stdout).toBe(text);
  const exported = JSON.parse(text) as Record<string, { [column: string]: unknown }[]>;
  expect(exported["events"]?.map((row) => row["event_id"]).sort()).toEqual(EVENTS);
  expect(exported["rejected_events"]?.map((row) => row["message_id"]).sort()).toEqual(REJECTED);
  expect(exported["contacts"]?.map((row) => row["value"]).sort()).toEqual(["+84912345678", "mai@canary.example"]);
  expect(exported["orders"]).toMatchObject([{ order_id: "order-mai-1", status: "delivered" }]);
  for (const table of ["persons", "journeys"]) expect(exported[table], table).toMatchObject([{ person_id: personId }]);
  for (const table of ["journey_stages", "sessions", "touchpoints", "milestones", "person_visitors", "person_aliases"])
    expect(exported[table]?.length, table).toBeGreaterThan(0);
  expect(text).not.toContain("bao");

  const before = await othersRows();
  const rejected = await database.query<{ row: object }>("select to_jsonb(r) as row from rejected_events r where payload like '%mai%'");
  const asked = await run("erase", "--user", "user-mai-7001");
  expect(asked).toMatchObject({ code: 1, stdout: "" });
  expect(asked.stderr).toContain(`This would erase ${personId}: 9 events and 4 rejected ones, 6 visitors, 5 identifiers. Add --yes`);
  expect(await findInTables(database, [personId])).not.toEqual([]);

  const erased = await run("erase", "--user", "user-mai-7001", "--yes", "--json");
  expect(erased).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(erased.stdout)).toMatchObject({ site: "shop", personId, events: 9, rejectedEvents: 4, contacts: 2 });
  const staysAway = async () => {
    await stitched();
    expect(await findInTables(database, [...CANARIES, personId])).toEqual([]);
    expect(await othersRows()).toEqual(before);
  };
  await staysAway();
  const sums = await checksumDerived(database.db, "shop");
  await requeueSite(database.db, "shop");
  await staysAway();
  expect(await checksumDerived(database.db, "shop")).toEqual(sums);

  // The same bytes again, and the same events as a queue or a server sends them late.
  for (const request of MAI) {
    const late = { ...request, sentAt: new Date().toISOString() };
    for (const again of [request, late, { ...late, writeKey: KEYS.secret }]) {
      const answer = await post(again);
      expect(answer).toMatchObject({ accepted: 0, duplicate: 0 });
      for (const { messageId, reason } of answer.rejected) if (messageId?.startsWith("event")) expect(reason).toBe("erased");
    }
  }
  await staysAway();
  await database.query(`insert into rejected_events select r.* from jsonb_populate_recordset(null::rejected_events, $1) r`, [
    JSON.stringify(rejected.map(({ row }) => row)).replaceAll('\\"nope\\"', '\\"page\\"'),
  ]);
  const replayed = await command("rejected", "replay", "shop");
  expect(replayed.stdout).toContain("0 events were accepted");
  expect(replayed.stdout).toContain("erased: 2");
  const left = await database.query("select message_id from rejected_events where payload like '%mai%' order by 1");
  expect(left).toEqual([{ message_id: "reject-mai-2" }, { message_id: "reject-mai-4" }]);

  await database.query("delete from rejected_events where payload like '%mai%'");
  await staysAway();
  expect(await run("export", "--user", "user-mai-7001")).toMatchObject({
    code: 1,
    stdout: "",
    stderr: "Nothing of shop names whom you mean.\n",
  });

  // What she does from now on is somebody new's.
  expect(await post(browser(page("visitor-mai-laptop", "event-new", 0, { originalTimestamp: new Date().toISOString() })))).toMatchObject({
    accepted: 1,
  });
  await stitched();
  expect(
    await database.query("select events from persons p join person_visitors v using (person_id) where visitor_id = 'visitor-mai-laptop'"),
  ).toEqual([{ events: 1 }]);
});

test("somebody who is not there is told of in words", async () => {
  expect((await run("export", "--person", "x")).stderr).toBe("Nobody of shop has or had the id x.\n");
  const nowhere = await command("person", "erase", "--site", "nowhere", "--user", "u", "--yes");
  expect(nowhere).toMatchObject({ code: 1, stderr: "There is no site nowhere: see waystitch site list.\n" });
});
