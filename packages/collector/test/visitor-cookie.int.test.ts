import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageOf, startCollector, type TestCollector } from "./start-collector.js";

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector({ trustProxy: ["127.0.0.0/8"] });
});
afterAll(() => collector.stop());

const VISITOR = "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

/** The cookie that is set for a request with these headers, which `fetch` would not let through. */
async function cookieFor(headers: Readonly<Record<string, string>>, key = collector.keys.write): Promise<string | undefined> {
  const call = request(`${collector.url}/v1/batch`, { method: "POST", headers, agent: false });
  call.end(JSON.stringify({ writeKey: key, batch: [pageOf("cookies", "c")] }));
  const [response] = (await once(call, "response")) as [IncomingMessage];
  response.resume();
  return response.headers["set-cookie"]?.join("\n");
}

const sent = `a=1; ws_vid=${VISITOR}; b=2`;

test.each([
  ["shop.vn", "https://shop.vn", "shop.vn", "; Secure"],
  ["www.shop.com.vn", "https://www.shop.com.vn", "shop.com.vn", "; Secure"],
  ["shop.test:8080", "http://shop.test:8080", "shop.test", ""],
  ["a.myshopify.com", "https://a.myshopify.com", "a.myshopify.com", "; Secure"],
])("on the page's own host %s the visitor's cookie is renewed as the script has set it", async (host, origin, domain, secure) => {
  expect(await cookieFor({ host, origin, cookie: sent })).toBe(
    `ws_vid=${VISITOR}; Path=/; Domain=${domain}; Max-Age=34560000; SameSite=Lax${secure}`,
  );
});

test("behind a proxy the host is the one that was asked", async () => {
  const headers = { host: "127.0.0.1:4100", "x-forwarded-host": "shop.vn", origin: "https://shop.vn", cookie: sent };
  expect(await cookieFor(headers)).toContain("Domain=shop.vn;");
});

test.each([
  ["the page is another host's", { host: "collect.shop.vn", origin: "https://shop.vn", cookie: sent }],
  ["nobody says which page it is", { host: "shop.vn", cookie: sent }],
  ["the origin is none", { host: "shop.vn", origin: "null", cookie: sent }],
  ["the browser has none, as without consent", { host: "shop.vn", origin: "https://shop.vn", cookie: "a=1" }],
  ["it was deleted", { host: "shop.vn", origin: "https://shop.vn", cookie: "ws_vid=" }],
  ["it is no id", { host: "shop.vn", origin: "https://shop.vn", cookie: "ws_vid=a b c d e f g h i" }],
  ["it holds what would be a header", { host: "shop.vn", origin: "https://shop.vn", cookie: "ws_vid=abcdefghij%0d%0aX: 1" }],
  ["the host is an address", { host: "192.0.2.7", origin: "http://192.0.2.7", cookie: sent }],
  ["the host has no domain", { host: "localhost", origin: "http://localhost", cookie: sent }],
  ["the host is a public suffix", { host: "com.vn", origin: "https://com.vn", cookie: sent }],
])("none is set where %s", async (_, headers) => {
  expect(await cookieFor(headers)).toBeUndefined();
});

test("none is set with a refusal", async () => {
  expect(await cookieFor({ host: "shop.vn", origin: "https://shop.vn", cookie: sent }, "wk_unknown")).toBeUndefined();
});
