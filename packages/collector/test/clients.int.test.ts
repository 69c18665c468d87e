import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { LIMITS } from "@waystitch/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadStoredIds, pageOf, scriptsOf, startCollector, type TestCollector } from "./start-collector.js";

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector({ scripts: scriptsOf("/* waystitch */") });
});
afterAll(() => collector.stop());

const storedIds = (visitor: string, siteId?: string): Promise<string[]> => loadStoredIds(collector, visitor, siteId);

describe("any client", () => {
  test.each([
    "application/json",
    "text/plain",
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "application/json\t; charset=utf-8",
    "APPLICATION/JSON;a b",
    ";;;",
    "",
  ])("may send its JSON as %j", async (type) => {
    const id = `type-${Buffer.from(type).toString("hex")}`;
    const body = Buffer.from(JSON.stringify({ writeKey: collector.keys.write, batch: [pageOf("types", id)] }));
    const response = await collector.post("", { body, headers: { "content-type": type } });
    expect(await response.json()).toMatchObject({ accepted: 1 });
  });

  test("may send no content type at all", async () => {
    const body = Buffer.from(JSON.stringify({ writeKey: collector.keys.write, batch: [pageOf("types", "none")] }));
    expect((await collector.post("", { body })).status).toBe(200);
  });

  test("may write bytes that are no UTF-8 into one event without losing the others", async () => {
    const [head, tail] = JSON.stringify({
      writeKey: collector.keys.write,
      batch: [pageOf("latin", "a", { name: "?" }), pageOf("latin", "b")],
    }).split("?");
    const body = Buffer.concat([Buffer.from(head ?? ""), Buffer.from([0xe9, 0xff]), Buffer.from(tail ?? "")]);
    expect(await (await collector.post("", { body })).json()).toMatchObject({ accepted: 2 });
  });

  test("of any origin gets the answer without a preflight, and may not send cookies", async () => {
    const response = await collector.post(
      { writeKey: collector.keys.write, batch: [] },
      { headers: { origin: "https://shop.vn", "content-type": "text/plain" } },
    );
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    expect(response.headers.get("access-control-expose-headers")).toBe("Retry-After");
  });

  test("that asks first, because it sends JSON, is told yes", async () => {
    const headers = {
      origin: "https://shop.vn",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,authorization",
    };
    const response = await fetch(`${collector.url}/v1/batch`, { method: "OPTIONS", headers });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-methods")).toContain("POST");
    expect(response.headers.get("access-control-allow-headers")).toBe("content-type,authorization");
  });
});

describe("a request that cannot be taken is refused as a whole", () => {
  const filler = (events: number, rest: object = {}) => Array.from({ length: events }, (_, i) => pageOf("refused", `r${i}`, rest));

  test.each([
    ["no JSON", "{", 400, "body_not_json"],
    ["no body", "", 400, "body_not_json"],
    ["no batch", "{}", 400, "batch_missing"],
    ["too many events", JSON.stringify({ batch: filler(LIMITS.batchEvents + 1) }), 413, "too_many_events"],
    ["too long a body", JSON.stringify({ batch: filler(600, { name: "x".repeat(1_000) }) }), 413, "body_too_large"],
  ])("%s", async (_, body, status, error) => {
    const response = await collector.post(body, { headers: { origin: "https://shop.vn" } });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error, message: expect.any(String) });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await storedIds("refused")).toEqual([]);
  });

  test("too long a body that does not say how long it is", async () => {
    const chunk = new TextEncoder().encode("x".repeat(64 * 1024));
    let chunks = 0;
    const stream = new ReadableStream({
      pull(controller) {
        if (++chunks > 20) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const status = await fetch(`${collector.url}/v1/batch`, { method: "POST", body: stream, duplex: "half" } as RequestInit).then(
      (response) => response.status,
      // The collector hangs up on a sender that goes on.
      () => 413,
    );
    expect(status).toBe(413);
  });

  test.each(["br", "deflate", "gzip, gzip", "zstd"])("a body in the encoding %s", async (encoding) => {
    const response = await collector.post("x", { headers: { "content-encoding": encoding } });
    expect([response.status, await response.json()]).toEqual([415, { error: "encoding_unsupported", message: expect.any(String) }]);
  });

  test("a path that is not there, and a method", async () => {
    for (const [path, method] of [
      ["/v1/nothing", "GET"],
      ["/v1/batch", "GET"],
      ["/%", "GET"],
      ["/v1/batch", "PUT"],
    ] as const) {
      const response = await fetch(`${collector.url}${path}`, { method });
      expect(response.status).toBe(path === "/%" ? 400 : 404);
      expect(await response.json()).toHaveProperty("error");
    }
  });
});

/** A GET whose answer is not decoded on the way, as `fetch` would. */
async function rawGet(url: string, headers: Readonly<Record<string, string>>): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  const [response] = (await once(request(url, { headers, agent: false }).end(), "response")) as [IncomingMessage];
  return { headers: response.headers, body: Buffer.concat(await response.toArray()) };
}

describe("what else it serves", () => {
  test("the script, to pages of any origin, and only once while it has not changed", async () => {
    const response = await fetch(`${collector.url}/waystitch.js`, { headers: { origin: "https://shop.vn" } });
    expect(await response.text()).toBe("/* waystitch */");
    expect(response.headers.get("content-type")).toMatch(/^text\/javascript/);
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const etag = response.headers.get("etag") ?? "";
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await fetch(`${collector.url}/waystitch.js`, { headers: { "if-none-match": known, "cache-control": "max-age=0" } });
      expect(again.status).toBe(304);
    }
    expect((await fetch(`${collector.url}/waystitch.js`, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });

  test("the script as small as the browser can take it, and whole to one that takes nothing", async () => {
    const get = (accepted: string) => rawGet(`${collector.url}/waystitch.js`, { "accept-encoding": accepted });
    const decoders = { br: brotliDecompressSync, gzip: gunzipSync, "": (body: Buffer) => body };
    for (const [accepted, encoding] of [
      ["gzip, deflate, br", "br"],
      ["gzip;q=1.0, br;q=0", "gzip"],
      ["identity", ""],
      ["", ""],
    ] as const) {
      const { headers, body } = await get(accepted);
      expect(headers["content-encoding"] ?? "", accepted).toBe(encoding);
      expect(headers.vary).toMatch(/accept-encoding/i);
      expect(decoders[encoding](body).toString()).toBe("/* waystitch */");
    }
    const etags = await Promise.all(["br", "gzip", ""].map(async (accepted) => (await get(accepted)).headers.etag));
    expect(new Set(etags).size).toBe(3);
  });

  test("that it lives, and that its database answers", async () => {
    expect(await (await fetch(`${collector.url}/health`)).json()).toEqual({ status: "ok" });
    expect(await (await fetch(`${collector.url}/ready`)).json()).toEqual({ status: "ready" });
  });
});

test("a proxy is believed only when it is in a network that was named", async () => {
  const trusting = await startCollector({ trustProxy: ["127.0.0.0/8"] });
  const headers = { "x-forwarded-for": "203.0.113.9" };
  for (const [{ post, keys, database }, prefix] of [
    [trusting, "203.0.113.0/24"],
    [collector, "127.0.0.0/24"],
  ] as const) {
    await post({ writeKey: keys.write, batch: [pageOf("proxied", "a")] }, { headers });
    expect(await database.query("select ip_prefix from events where visitor_id = 'proxied'")).toEqual([{ ip_prefix: prefix }]);
  }
  await trusting.stop();
});
