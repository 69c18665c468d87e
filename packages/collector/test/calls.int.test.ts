import { gzipSync } from "node:zlib";
import { LIMITS } from "@waystitch/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CALLS, type Call } from "../src/calls.js";
import { pageOf, startCollector, type TestCollector } from "./start-collector.js";

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.stop());

const basic = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString("base64")}`;

async function call(path: string, body: unknown, key?: string): Promise<Response> {
  const headers: Record<string, string> = { "content-type": "application/json", ...(key ? { authorization: basic(key) } : {}) };
  return await fetch(`${collector.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}

const singles = (Object.entries(CALLS) as [Call, readonly string[]][]).filter(([name]) => name !== "batch");

describe("one event", () => {
  test.each(singles.flatMap(([name, paths]) => paths.map((path) => ({ name, path }))))(
    "sent to $path is a $name",
    async ({ name, path }) => {
      const id = `single ${path}`;
      const said = { event: "Viewed", userId: "u1", previousId: "u0", groupId: "g1", traits: { plan: "pro" }, properties: { plan: "pro" } };
      const response = await call(path, { messageId: id, anonymousId: "single", type: "nonsense", ...said }, collector.keys.secret);
      expect([response.status, await response.json()]).toEqual([200, { success: true, accepted: 1, duplicate: 0, rejected: [] }]);
      const rows = await collector.database.query("select type, properties ->> 'plan' as plan from events where event_id = $1", [id]);
      expect(rows).toEqual([{ type: name, plan: "pro" }]);
    },
  );

  test("has its key in the body as well, which is stored nowhere", async () => {
    const event = { writeKey: collector.keys.write, messageId: "own key", anonymousId: "single", event: "Viewed", sentAt: new Date() };
    expect(await (await call("/v1/track", event)).json()).toMatchObject({ accepted: 1 });
    const rows = await collector.database.query<{ text: string }>("select e::text as text from events e where event_id = 'own key'");
    expect(rows[0]?.text).not.toContain(collector.keys.write);
  });

  test("that is rejected is kept, and the answer says why", async () => {
    const response = await call("/v1/track", { messageId: "nameless", anonymousId: "single" }, collector.keys.write);
    expect(await response.json()).toMatchObject({ accepted: 0, rejected: [{ index: 0, messageId: "nameless", reason: "name_missing" }] });
    expect(await collector.database.query("select reason from rejected_events where message_id = 'nameless'")).toEqual([
      { reason: "name_missing" },
    ]);
  });

  test.each(["[]", "null", "7", '"x"'])("that is %s is none", async (body) => {
    const response = await fetch(`${collector.url}/v1/track`, { method: "POST", body, headers: { authorization: basic("wk_x") } });
    expect([response.status, await response.json()]).toMatchObject([400, { error: "event_missing" }]);
  });

  test("has the time at which it happened by its own clock's difference", async () => {
    const hour = 3_600_000;
    const ahead = Date.now() + hour;
    const at = { originalTimestamp: new Date(ahead - 5_000).toISOString(), sentAt: new Date(ahead).toISOString() };
    await call("/v1/page", { messageId: "ahead", anonymousId: "single", ...at }, collector.keys.write);
    const [row] = await collector.database.query<{ lag: number }>(
      "select extract(epoch from received_at - occurred_at)::float as lag from events where event_id = 'ahead'",
    );
    expect(row?.lag).toBeGreaterThan(4.9);
    expect(row?.lag).toBeLessThan(65);
  });
});

test.each(CALLS.batch)("a batch is taken at %s", async (path) => {
  const batch = [pageOf("batches", `${path} 1`), pageOf("batches", `${path} 2`)];
  expect(await (await call(path, { batch }, collector.keys.write)).json()).toMatchObject({ accepted: 2 });
});

describe("a compressed body", () => {
  const zip = (body: unknown, headers: Record<string, string> = { "content-encoding": "gzip" }, path = "/v1/batch"): Promise<Response> =>
    fetch(`${collector.url}${path}`, { method: "POST", body: body as Uint8Array<ArrayBuffer>, headers });
  const batchOf = (...ids: string[]) => JSON.stringify({ writeKey: collector.keys.write, batch: ids.map((id) => pageOf("zipped", id)) });

  test.each(["gzip", "GZIP", "x-gzip", " gzip"])("with the encoding %j is opened", async (encoding) => {
    const response = await zip(gzipSync(batchOf(`zip ${encoding}`)), { "content-encoding": encoding });
    expect(await response.json()).toMatchObject({ accepted: 1 });
  });

  test("of one event is, too", async () => {
    const body = gzipSync(JSON.stringify({ writeKey: collector.keys.write, messageId: "one zip", anonymousId: "zipped", event: "x" }));
    expect(await (await zip(body, undefined, "/v1/track")).json()).toMatchObject({ accepted: 1 });
  });

  test.each([
    ["that is none", () => Buffer.from(batchOf("plain")), 400, "body_not_gzip"],
    ["that is cut", () => gzipSync(batchOf("cut")).subarray(0, -12), 400, "body_not_gzip"],
    ["that is damaged", () => Buffer.concat([gzipSync(batchOf("x")).subarray(0, 20), Buffer.alloc(40, 7)]), 400, "body_not_gzip"],
    ["that is empty", () => Buffer.alloc(0), 400, "body_not_gzip"],
    ["that grows beyond the bound by one byte", () => gzipSync(Buffer.alloc(LIMITS.batchBytes + 1, " ")), 413, "body_too_large"],
    ["of 400 kB that would be 400 MB", () => gzipSync(Buffer.alloc(400_000_000)), 413, "body_too_large"],
  ])("%s is refused", async (_, body, status, error) => {
    const response = await zip(body());
    expect([response.status, await response.json()]).toEqual([status, { error, message: expect.any(String) }]);
    // The next one is taken as ever.
    expect(await (await zip(gzipSync(batchOf(`after ${error} ${_}`)))).json()).toMatchObject({ accepted: 1 });
  });
});
