import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";
import { eventually } from "@waystitch/testbed";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCollector, type TestCollector } from "./start-collector.js";

// Clients from npm as they come, told nothing but the collector's address and the key.
let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.stop());

const ORDER = {
  order_id: "MX-2041",
  total: 1_590_000,
  currency: "VND",
  products: [{ product_id: "meo-mun", price: 1_590_000, quantity: 1 }],
};

/** Every call that the clients have in common, by one visitor. */
const CALLS = ["page", "track", "identify", "group", "alias", "order"] as const;

interface Stored {
  readonly type: string;
  readonly name: string | null;
  readonly user_id: string | null;
  readonly properties: Record<string, unknown>;
}

async function loadStored(visitor: string): Promise<readonly Stored[]> {
  return await collector.database.query<Stored & Record<string, unknown>>(
    `select type, name, user_id, properties from events where trusted and (visitor_id = $1 or user_id = $1) order by type, name`,
    [visitor],
  );
}

async function expectEverythingOnce(visitor: string): Promise<void> {
  await eventually(async () => expect(await loadStored(visitor)).toHaveLength(CALLS.length));
  const stored = await loadStored(visitor);
  expect(stored.map(({ type, name }) => [type, name])).toEqual([
    ["alias", null],
    ["group", null],
    ["identify", null],
    ["page", "Home"],
    ["track", "Order Completed"],
    ["track", "Product Added"],
  ]);
  expect(stored.find(({ name }) => name === "Order Completed")?.properties).toMatchObject(ORDER);
  expect(await collector.database.query("select reason, detail from rejected_events")).toEqual([]);
}

describe("events of an unmodified client arrive once each:", () => {
  test("@segment/analytics-node", async () => {
    const analytics = new Analytics({ writeKey: collector.keys.secret, host: collector.url, flushAt: 3 });
    const failures: unknown[] = [];
    analytics.on("error", (error) => failures.push(error));
    const who = { userId: "segment-user", anonymousId: "segment-visitor" };
    analytics.page({ ...who, name: "Home", properties: { url: "https://shop.vn/" } });
    analytics.track({ ...who, event: "Product Added", properties: { product_id: "meo-mun" } });
    analytics.identify({ ...who, traits: { email: "lan@shop.vn" } });
    analytics.group({ ...who, groupId: "company" });
    analytics.alias({ userId: "segment-user", previousId: "segment-old" });
    analytics.track({ ...who, event: "Order Completed", properties: ORDER });
    await analytics.closeAndFlush();
    expect(failures).toEqual([]);
    await expectEverythingOnce("segment-user");
  });

  test.each([true, false])("@rudderstack/rudder-sdk-node, compressed: %s", async (gzip) => {
    const user = `rudder-user-${gzip}`;
    const client = new RudderAnalytics(collector.keys.secret, { dataPlaneUrl: collector.url, flushAt: 2, gzip });
    const who = { userId: user, anonymousId: "rudder-visitor" };
    client.page({ ...who, name: "Home", properties: { url: "https://shop.vn/" } });
    client.track({ ...who, event: "Product Added", properties: { product_id: "meo-mun" } });
    client.identify({ ...who, traits: { phone: "0912 345 678" } });
    client.group({ ...who, groupId: "company" });
    client.alias({ userId: user, previousId: "rudder-old" });
    client.track({ ...who, event: "Order Completed", properties: ORDER });
    await client.flush();
    await expectEverythingOnce(user);
  });
});

test("a client that sends the same batch again, since its answer was lost, stores it once", async () => {
  let isFirst = true;
  const lossy = new Analytics({
    writeKey: collector.keys.secret,
    host: collector.url,
    maxRetries: 3,
    httpClient: async (url, init) => {
      const response = await fetch(url, init as RequestInit);
      if (!isFirst) return response;
      isFirst = false;
      throw new Error("the answer was lost");
    },
  });
  lossy.track({ userId: "retrying", event: "Product Added" });
  await lossy.closeAndFlush();
  expect(isFirst).toBe(false);
  await eventually(async () => expect(await loadStored("retrying")).toHaveLength(1));
});
