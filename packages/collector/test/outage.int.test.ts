import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { createTestDatabase, eventually, startTestCluster } from "@waystitch/testbed";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { startCollector, type TestCollector, type TestDatabase, type TestDeps } from "./start-collector.js";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.js";

const pageOf = (id: string) => ({ type: "page", messageId: id, anonymousId: "v1" });

/** What to stop after a test, last first. */
const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

async function collectorOf(deps: TestDeps = {}): Promise<TestCollector> {
  const collector = await startCollector(deps);
  running.push(collector.stop);
  return collector;
}

async function collectorBehindProxy(deps: TestDeps = {}): Promise<{ collector: TestCollector; proxy: TcpProxy }> {
  const database = await createTestDatabase();
  const { hostname, port } = new URL(database.url);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  running.push(proxy.close);
  const databaseUrl = (url: string) => Object.assign(new URL(url), { port: String(proxy.port) }).href;
  return { collector: await collectorOf({ ...deps, database, databaseUrl }), proxy };
}

/** Holds the table, so that every insert waits; the database is as good as hung. */
async function holdEvents({ url }: TestDatabase): Promise<{ release(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("begin");
  await client.query("lock table events in access exclusive mode");
  let isHeld = true;
  const release = async () => {
    if (isHeld) await client.end();
    isHeld = false;
  };
  running.push(release);
  return { release };
}

async function waitingInserts(database: TestDatabase): Promise<number> {
  const [row] = await database.query<{ n: number }>(
    "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'collector under test'",
  );
  return row?.n ?? 0;
}

const body = (collector: TestCollector, ...ids: string[]) => ({ writeKey: collector.keys.write, batch: ids.map(pageOf) });

async function storedIds(database: TestDatabase): Promise<string[]> {
  const rows = await database.query<{ event_id: string }>("select event_id from events order by event_id");
  return rows.map((row) => row.event_id);
}

async function expectComeAgain(response: Response, error: "busy" | "database_unavailable"): Promise<void> {
  expect(response.status).toBe(503);
  const seconds = Number(response.headers.get("retry-after"));
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(5);
  // A page of another origin must be able to read both.
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("access-control-expose-headers")).toContain("Retry-After");
  expect(await response.json()).toEqual({ error, message: expect.stringContaining("again") });
}

describe("when the database", () => {
  test("is stopped, the answer is 503 and Retry-After; when it is back, what is sent again is stored once", async () => {
    const folder = await mkdtemp(`${tmpdir()}/waystitch-outage-`);
    running.push(() => rm(folder, { recursive: true, force: true }));
    await chmod(folder, 0o755);
    let cluster = await startTestCluster({ folder });
    running.push(() => cluster.stop());
    const database = await cluster.createTestDatabase();
    const collector = await collectorOf({ database });
    await collector.send([pageOf("e1")]);

    await cluster.stop();
    for (let attempt = 0; attempt < 3; attempt++)
      await expectComeAgain(await collector.post(body(collector, "e1", "e2")), "database_unavailable");
    // The key is not known from before, and cannot be looked up.
    await expectComeAgain(await collector.post({ writeKey: "wk_other", batch: [] }), "database_unavailable");
    await expectComeAgain(await fetch(`${collector.url}/ready`), "database_unavailable");
    expect((await fetch(`${collector.url}/health`)).status).toBe(200);

    cluster = await startTestCluster({ folder, port: cluster.port });
    expect(await collector.send([pageOf("e1"), pageOf("e2")])).toMatchObject({ accepted: 1, duplicate: 1 });
    expect(await storedIds(database)).toEqual(["e1", "e2"]);
    expect((await fetch(`${collector.url}/ready`)).status).toBe(200);
  });

  test("loses the connection at COMMIT, the answer is 503, though the event may be there: sent again it is a duplicate", async () => {
    const { collector, proxy } = await collectorBehindProxy();
    await collector.send([pageOf("before")]);
    proxy.disturb("cutAnswer");
    await expectComeAgain(await collector.post(body(collector, "e1")), "database_unavailable");
    proxy.disturb("pass");
    await eventually(async () => expect(await storedIds(collector.database)).toEqual(["before", "e1"]));
    expect(await collector.send([pageOf("e1")])).toMatchObject({ accepted: 0, duplicate: 1 });
  });

  test("ends the connection in the middle of an insert, those who shared it are told to come again, and nobody else", async () => {
    const collector = await collectorOf();
    await collector.send([pageOf("before")]);
    const held = await holdEvents(collector.database);
    const interrupted = collector.post(body(collector, "e1"));
    await eventually(async () => expect(await waitingInserts(collector.database)).toBe(1));
    await collector.database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    await expectComeAgain(await interrupted, "database_unavailable");
    const next = collector.send([pageOf("e2")]);
    await held.release();
    expect(await next).toMatchObject({ accepted: 1 });
    expect(await collector.send([pageOf("e1")])).toMatchObject({ accepted: 1 });
  });

  test("hangs, those inside are told to come again when the query times out, those outside at once, and then all is well", async () => {
    const collector = await collectorOf({ maxInFlight: 3, queryTimeoutMs: 4_000 });
    await collector.send([pageOf("before")]);
    const held = await holdEvents(collector.database);
    const inside = ["e1", "e2"].map((id) => collector.post(body(collector, id)));
    await eventually(async () => expect(await waitingInserts(collector.database)).toBe(2));
    await expectComeAgain(await collector.post(body(collector, "e3")), "busy");
    // The two still wait: the third was not kept waiting behind them.
    expect(await waitingInserts(collector.database)).toBe(2);
    for (const response of await Promise.all(inside)) await expectComeAgain(response, "database_unavailable");
    await held.release();
    await eventually(async () => expect((await collector.post(body(collector, "e1", "e2", "e3"))).status).toBe(200));
    expect(await storedIds(collector.database)).toEqual(["before", "e1", "e2", "e3"]);
  });

  test("is frozen and thaws, everything that was sent is stored once", async () => {
    const { collector, proxy } = await collectorBehindProxy({ queryTimeoutMs: 500 });
    await Promise.all([collector.send([pageOf("a")]), collector.send([pageOf("b")])]);
    proxy.disturb("freeze");
    for (const response of await Promise.all(["e1", "e2"].map((id) => collector.post(body(collector, id)))))
      await expectComeAgain(response, "database_unavailable");
    proxy.disturb("pass");
    await eventually(async () => expect((await collector.post(body(collector, "e1", "e2"))).status).toBe(200));
    expect(await storedIds(collector.database)).toEqual(["a", "b", "e1", "e2"]);
  });

  test("goes away without a word, other connections are made", async () => {
    const { collector, proxy } = await collectorBehindProxy({ queryTimeoutMs: 500 });
    await Promise.all(["a", "b", "c", "d"].map((id) => collector.send([pageOf(id)])));
    proxy.disturb("freeze");
    for (const response of await Promise.all(["e1", "e2"].map((id) => collector.post(body(collector, id)))))
      await expectComeAgain(response, "database_unavailable");
    proxy.abandon();
    await eventually(async () => expect((await collector.post(body(collector, "e1", "e2"))).status).toBe(200));
    expect((await storedIds(collector.database)).filter((id) => id.startsWith("e"))).toEqual(["e1", "e2"]);
  });
});

test("a collector that is told to stop answers what it has accepted", async () => {
  const collector = await startCollector();
  const held = await holdEvents(collector.database);
  const accepted = collector.send([pageOf("e1")]);
  await eventually(async () => expect(await waitingInserts(collector.database)).toBe(1));
  const stopped = collector.close();
  await held.release();
  expect(await accepted).toMatchObject({ accepted: 1 });
  await stopped;
  expect(await storedIds(collector.database)).toEqual(["e1"]);
  await expect(collector.post(body(collector, "e2"))).rejects.toThrow();
  await collector.database.drop();
});
