import { afterEach, beforeEach, expect, test } from "vitest";
import { startRecordingCollector } from "./recording-collector.js";
import { createShopper, NOW, newDataFile, openShop, SECRET_KEY } from "./shopper.js";

let collector: Awaited<ReturnType<typeof startRecordingCollector>>;

beforeEach(async () => {
  collector = await startRecordingCollector();
});

afterEach(() => collector.close());

test("a late delivery is posted by the server with the secret key", async () => {
  const shop = await openShop(collector.url);
  const shopper = createShopper(shop.url);
  const id = await shopper.order();
  expect(await shopper.submit(`/don-hang/${id}/deliver-late`, {})).toMatchObject({ status: 303, to: `/don-hang/${id}` });
  const [request] = await collector.requests(1);
  expect(request?.path).toBe("/v1/batch");
  expect(request?.authorization).toBe(`Basic ${Buffer.from(`${SECRET_KEY}:`).toString("base64")}`);
  expect(request?.events).toEqual([
    {
      type: "track",
      event: "Order Delivered",
      messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      timestamp: "2026-11-22T09:30:00.000Z",
      properties: { order_id: id, promised_at: "2026-11-20T09:30:00.000Z", delivered_at: "2026-11-22T09:30:00.000Z" },
    },
  ]);
  await shop.close();
});

test("an event that meets a 503 is sent again as the same event until it is taken, and then no more", async () => {
  collector.answer(503);
  const shop = await openShop(collector.url);
  const shopper = createShopper(shop.url);
  const id = await shopper.order();
  await shopper.submit(`/don-hang/${id}/ship`, {});
  await collector.requests(1);
  collector.answer(200);
  const [first, second] = await collector.requests(2);
  expect(second?.events).toEqual(first?.events);
  await shopper.submit(`/don-hang/${id}/deliver-on-time`, {});
  const third = (await collector.requests(3))[2];
  expect(third?.events.map(({ event }) => event)).toEqual(["Order Delivered"]);
  await shop.close();
});

test("what was not sent is sent after a restart", async () => {
  collector.answer(503);
  const dataFile = newDataFile();
  const before = await openShop(collector.url, dataFile);
  const shopper = createShopper(before.url);
  const id = await shopper.order();
  await shopper.submit(`/don-hang/${id}/ship`, {});
  const [first] = await collector.requests(1);
  await shopper.submit(`/don-hang/${id}/deliver-late`, {});
  await before.close();
  const recovered = await startRecordingCollector();
  const after = await openShop(recovered.url, dataFile);
  const events = (await recovered.requests(1))[0]?.events;
  expect(events?.map(({ event }) => event)).toEqual(["Order Shipped", "Order Delivered"]);
  expect(events?.[0]).toEqual(first?.events[0]);
  expect((await createShopper(after.url).open(`/don-hang/${id}`)).text).toContain("Đã giao, trễ hẹn");
  await after.close();
  await recovered.close();
});

test("a shop whose collector is away still serves, and remembers every step", async () => {
  await collector.close();
  const shop = await openShop(collector.url);
  const shopper = createShopper(shop.url);
  const id = await shopper.order();
  for (const action of ["ship", "deliver-on-time", "refund"])
    expect((await shopper.submit(`/don-hang/${id}/${action}`, {})).status).toBe(303);
  expect((await shopper.open(`/don-hang/${id}`)).text).toContain("Đã hoàn tiền");
  await shop.close();
  collector = await startRecordingCollector();
});

test("a step that is no longer possible is refused and not reported", async () => {
  const shop = await openShop(collector.url);
  const shopper = createShopper(shop.url);
  const id = await shopper.order();
  await shopper.submit(`/don-hang/${id}/cancel`, {});
  await collector.requests(1);
  expect((await shopper.submit(`/don-hang/${id}/deliver-late`, {})).status).toBe(409);
  expect((await shopper.submit(`/don-hang/${id}/steal`, {})).status).toBe(404);
  await shop.close();
  expect(collector.received.flatMap(({ events }) => events.map(({ event }) => event))).toEqual(["Order Cancelled"]);
  expect(NOW).toBe(Date.parse(collector.received[0]?.events[0]?.timestamp ?? ""));
});
