import { connect, type Socket } from "node:net";
import { createKey, recordKey } from "@waystitch/store";
import { createTestDatabase, eventually } from "@waystitch/testbed";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadStoredIds, pageOf, postTo, startCollector, type TestCollector } from "./start-collector.js";

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector({ trustProxy: ["127.0.0.0/8"], addressRequestsPerSecond: 2, keyEventsPerSecond: 1_000 });
});
afterAll(() => collector.stop());

async function addKey(limits: { origins?: string[]; eventsPerSecond?: number }): Promise<string> {
  const key = createKey("write");
  await recordKey(collector.database.db, "demo", "write", key, "test", limits);
  return key;
}

const from = (address: string): RequestInit => ({ headers: { "x-forwarded-for": address } });

async function expectComeAgain(response: Response, error: string): Promise<void> {
  expect([response.status, await response.json()]).toEqual([429, { error, message: expect.stringContaining("again") }]);
  const seconds = Number(response.headers.get("retry-after"));
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(11);
}

describe("a key", () => {
  test("that sends more than it may is told when to come again, others are taken, and nothing is lost", async () => {
    const [slow, other] = [await addKey({ eventsPerSecond: 2 }), await addKey({})];
    const ids = Array.from({ length: 10 }, (_, i) => `limited-${i}`);
    for (const id of ids) expect((await collector.post({ writeKey: slow, batch: [pageOf("limited", id)] })).status).toBe(200);
    await expectComeAgain(await collector.post({ writeKey: slow, batch: [pageOf("limited", "late")] }), "key_rate_limited");
    expect((await collector.post({ writeKey: other, batch: [pageOf("other", "o")] })).status).toBe(200);
    await eventually(async () => expect((await collector.post({ writeKey: slow, batch: [pageOf("limited", "late")] })).status).toBe(200));
    expect((await loadStoredIds(collector, "limited")).sort()).toEqual(["late", ...ids]);
  });

  test("with a list of origins takes their pages only", async () => {
    const key = await addKey({ origins: ["https://shop.vn", "https://*.shop.vn"] });
    for (const [origin, status] of [
      ["https://shop.vn", 200],
      ["https://www.shop.vn", 200],
      ["https://evil.example", 403],
      ["null", 403],
    ] as const) {
      const response = await collector.post({ writeKey: key, batch: [pageOf("origins", origin)] }, { headers: { origin } });
      expect([origin, response.status]).toEqual([origin, status]);
      // Also a refusal can be read by the page, whose developer looks there first.
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
    }
    const silent = await collector.post({ writeKey: key, batch: [pageOf("origins", "none")] });
    expect([silent.status, await silent.json()]).toMatchObject([403, { error: "origin_not_allowed" }]);
    expect((await loadStoredIds(collector, "origins")).sort()).toEqual(["https://shop.vn", "https://www.shop.vn"]);
  });

  test("is known to have been used, once a day", async () => {
    const key = await addKey({});
    const used = async () =>
      (await collector.database.query<{ day: string | null }>("select last_used_on::text as day from keys where write_key = $1", [key]))[0]
        ?.day;
    expect(await used()).toBeNull();
    await collector.post({ writeKey: key, batch: [] });
    await eventually(async () => expect(await used()).toBe(new Date().toISOString().slice(0, 10)));
  });
});

describe("an address", () => {
  const send = (address: string, id: string) =>
    collector.post({ writeKey: collector.keys.write, batch: [pageOf("addresses", id)] }, from(address));

  test.each([
    ["IPv4", "203.0.113.7", "203.0.113.7", "203.0.113.8"],
    ["a network of IPv6", "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"],
  ])("of %s that sends more than it may is turned away, its neighbour is not", async (what, address, same, neighbour) => {
    for (let i = 0; i < 10; i++) expect((await send(address, `${what} ${i}`)).status).toBe(200);
    await expectComeAgain(await send(same, `${what} late`), "address_rate_limited");
    expect((await send(neighbour, `${what} neighbour`)).status).toBe(200);
  });

  test("that nobody outside can have is not counted", async () => {
    for (let i = 0; i < 30; i++) expect((await send("10.0.0.1", `private ${i}`)).status).toBe(200);
  });
});

describe("a sender that is slow", () => {
  const head = "POST /v1/batch HTTP/1.1\r\nhost: a\r\n";

  /** Sends the beginning of a request, and gives what is answered by the time the connection is closed. */
  function begin(url: string, text: string): { readonly answer: Promise<string>; readonly socket: Socket } {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = "";
    socket.setEncoding("utf8").on("data", (part) => {
      answer += part;
    });
    return { socket, answer: new Promise((resolve) => socket.on("error", () => undefined).on("close", () => resolve(answer))) };
  }

  test("with its headers or its body is hung up on, and gives back its place", async () => {
    const patient = await startCollector({ requestTimeoutMs: 1_000 });
    const slow = [`${head}x: `, `${head}content-length: 100\r\n\r\n{"batch":`].map((text) => begin(patient.url, text).answer);
    for (const answer of await Promise.all(slow)) expect(answer).toMatch(/^(?:HTTP\/1\.1 408 |$)/);
    await eventually(async () => expect(await (await fetch(`${patient.url}/metrics`)).text()).toMatch(/^waystitch_requests_in_flight 0$/m));
    expect(await patient.send([pageOf("patient", "p")])).toMatchObject({ accepted: 1 });
    await patient.stop();
  });

  test("holds a part of the places at most, so that others are taken", async () => {
    const narrow = await startCollector({ trustProxy: ["127.0.0.0/8"], maxInFlight: 10 });
    const from = (address: string) => `${head}x-forwarded-for: ${address}\r\ncontent-length: 100\r\n\r\n{`;
    const held = Array.from({ length: 6 }, () => begin(narrow.url, from("203.0.113.7")));
    expect(await Promise.race(held.map(({ answer }) => answer))).toMatch(/^HTTP\/1\.1 503 /);
    const body = JSON.stringify({ writeKey: narrow.keys.write, batch: [pageOf("narrow", "n")] });
    const other = await fetch(`${narrow.url}/v1/batch`, { method: "POST", body, headers: { "x-forwarded-for": "203.0.113.8" } });
    expect(await other.json()).toMatchObject({ accepted: 1 });
    expect(await (await fetch(`${narrow.url}/metrics`)).text()).toMatch(/^waystitch_requests_in_flight 2$/m);
    for (const { socket } of held) socket.destroy();
    await narrow.stop();
  });
});

test("a key that floods leaves places for others while the database is slow", async () => {
  const database = await createTestDatabase();
  const narrow = await startCollector({ database, maxInFlight: 8, queryTimeoutMs: 20_000 });
  const other = createKey("write");
  await recordKey(database.db, "demo", "write", other, "other");
  // Both keys are known before the database hangs.
  for (const key of [narrow.keys.write, other]) expect((await narrow.post({ writeKey: key, batch: [] })).status).toBe(200);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("begin; lock table events in access exclusive mode");
  const post = postTo(narrow.url);
  const flood = Array.from({ length: 20 }, (_, i) => post({ writeKey: narrow.keys.write, batch: [pageOf("flood", `f${i}`)] }));
  const statuses = Promise.all(flood.map(async (response) => (await response).status));
  await eventually(async () => {
    const text = await (await fetch(`${narrow.url}/metrics`)).text();
    expect(text).toMatch(/^waystitch_requests_in_flight 4$/m);
  });
  const others = Array.from({ length: 4 }, (_, i) => post({ writeKey: other, batch: [pageOf("calm", `c${i}`)] }));
  // What they wait for is the database, not a place.
  await eventually(async () => {
    expect(await (await fetch(`${narrow.url}/metrics`)).text()).toMatch(/^waystitch_requests_in_flight 8$/m);
  });
  await client.query("rollback");
  await client.end();
  expect(await Promise.all(others.map(async (response) => (await response).status))).toEqual([200, 200, 200, 200]);
  expect((await statuses).filter((status) => status === 200)).toHaveLength(4);
  expect((await statuses).filter((status) => status === 503)).toHaveLength(16);
  await narrow.stop();
});
