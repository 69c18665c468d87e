import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { eventually, startBrowser, type TestBrowser } from "@waystitch/testbed";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCollector, type TestCollector } from "./start-collector.js";

// The script that @segment/analytics-next publishes for pages, told nothing but the key and our host.
const CLIENT = fileURLToPath(new URL("../umd/index.js", import.meta.resolve("@segment/analytics-next")));

let collector: TestCollector;
let browser: TestBrowser;
let shop: ReturnType<typeof createServer>;
beforeAll(async () => {
  [collector, browser] = await Promise.all([startCollector(), startBrowser()]);
  const script = await readFile(CLIENT);
  shop = createServer((request, response) =>
    request.url === "/client.js"
      ? response.setHeader("content-type", "text/javascript").end(script)
      : response.setHeader("content-type", "text/html; charset=utf-8").end('<title>Mắt Xinh</title><script src="/client.js"></script>'),
  );
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await browser.close();
  shop.close();
  await collector.stop();
});

interface AnalyticsNext {
  readonly AnalyticsBrowser: {
    load(
      settings: object,
      options?: object,
    ): {
      page(): Promise<unknown>;
      track(name: string, properties?: object): Promise<unknown>;
      identify(id: string, traits: object): Promise<unknown>;
      group(id: string): Promise<unknown>;
      alias(to: string, from: string): Promise<unknown>;
    };
  };
}

test.each([
  ["one by one", {}],
  ["in batches", { integrations: { "Segment.io": { deliveryStrategy: { strategy: "batching", config: { size: 10, timeout: 500 } } } } }],
])("Segment's browser client needs nothing but our host, its events arrive once each, %s", async (how, options) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const elsewhere: string[] = [];
  const own = [collector.url, `http://127.0.0.1:${(shop.address() as AddressInfo).port}`];
  page.on("request", (request) => {
    if (!own.some((url) => request.url().startsWith(url))) elsewhere.push(request.url());
  });
  await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/${encodeURIComponent(how)}?utm_source=zalo`);
  const visitor = await page.evaluate(
    async ({ writeKey, cdnURL, more }) => {
      const { AnalyticsBrowser } = (window as unknown as { AnalyticsNext: AnalyticsNext }).AnalyticsNext;
      const analytics = AnalyticsBrowser.load({ writeKey, cdnURL }, more);
      const order = { order_id: "MX-1", total: 450_000, currency: "VND" };
      await Promise.all([
        analytics.page(),
        analytics.track("Product Added", { product_id: "gk-01" }),
        analytics.identify("lan", { email: "lan@shop.vn" }),
        analytics.group("company"),
        analytics.alias("lan", "lan-old"),
        analytics.track("Order Completed", order),
      ]);
      return JSON.parse(localStorage.getItem("ajs_anonymous_id") ?? "null") as string;
    },
    { writeKey: collector.keys.write, cdnURL: collector.url, more: options },
  );
  const load = () =>
    collector.database.query<{ type: string; name: string | null }>(
      "select type, name from events where visitor_id = $1 and not trusted order by type, name",
      [visitor],
    );
  // `alias` is for servers: a page could say that anybody is anybody.
  await eventually(async () => expect(await load()).toHaveLength(5));
  expect((await load()).map(({ type, name }) => [type, name])).toEqual([
    ["group", null],
    ["identify", null],
    ["page", null],
    ["track", "Order Completed"],
    ["track", "Product Added"],
  ]);
  await eventually(async () =>
    expect(await collector.database.query("select reason from rejected_events where payload like '%' || $1 || '%'", [visitor])).toEqual([
      { reason: "secret_key_required" },
    ]),
  );
  const [view] = await collector.database.query(
    "select campaign ->> 'source' as source, page_title, identifiers, browser like 'Chrom%' as is_chromium from events where visitor_id = $1 and type = 'page'",
    [visitor],
  );
  expect(view).toMatchObject({ source: "zalo", page_title: "Mắt Xinh", is_chromium: true });
  expect(elsewhere).toEqual([]);
  await context.close();
});
