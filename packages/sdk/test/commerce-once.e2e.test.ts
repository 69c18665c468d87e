import { eventually } from "@waystitch/testbed";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { htmlOf, leave, run, sentOver } from "./commerce-page.js";
import { isReady, settle, useSetting } from "./setting.js";
import { tagOf } from "./wire.js";

const ORDER = `<script>var Haravan = { checkout: { order_id: 1045, total_price: 5, line_items: [] } };</script>`;
const PURCHASE = `<script>window.dataLayer = [{ event: "purchase", ecommerce: { transaction_id: "${"9".repeat(120)}", value: 5 } }];</script>`;

const setting = useSetting(
  (wire, path) => {
    const consent = path.startsWith("/pending") ? 'data-consent="pending"' : "";
    const head = path.endsWith("/thank_you") ? ORDER : path === "/purchase" ? PURCHASE : "<script>window.dataLayer = []</script>";
    return htmlOf(tagOf(wire, consent), { head, bodyClass: path.endsWith("/checkout") ? "woocommerce-checkout" : "" });
  },
  { oneProfile: true },
);

const STARTED = "localStorage['waystitch:checkout']";
const ADD = `dataLayer.push({ event: "add_to_cart", ecommerce: { items: [] } });`;
const names = () => sentOver(setting().wire).map(([name]) => name);

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(setting().site + path);
  await isReady(page);
}

test("A sighting that nobody confirms is sent without anything else happening", async () => {
  const { wire, open } = setting();
  await open("/checkout");
  await wire.waitFor(2);
  expect(names()).toEqual(["Checkout Started"]);
});

test.each(["/checkouts/abc/thank_you", "/purchase"])("An order is the same event when its page %s is loaded again", async (path) => {
  const now = setting();
  const page = await now.open(path);
  await leave(page, now);
  await goTo(page, path);
  await leave(page, now);
  const orders = now.wire.stored().filter(({ event }) => /Order|purchase/.test(`${event}`));
  expect(new Set(orders.map(({ originalTimestamp }) => originalTimestamp)).size).toBe(2);
  const ids = [...new Set(orders.map(({ messageId }) => messageId))];
  expect(ids).toEqual([path === "/purchase" ? "9".repeat(100) : "order:1045"]);
});

test("A checkout is one, however often its pages are loaded, until something is put into the cart", async () => {
  const now = setting();
  const page = await now.open("/checkout");
  for (const path of ["/checkout", "/cart", "/checkout"]) {
    await settle(page);
    await goTo(page, path);
  }
  expect(await leave(page, now)).toHaveLength(1);
  await run(page, ADD);
  await goTo(page, "/checkout");
  await leave(page, now);
  expect(names()).toEqual(["Checkout Started", "add_to_cart", "Checkout Started"]);
});

test("A checkout that was begun long ago is begun anew", async () => {
  const now = setting();
  const page = await now.open("/checkout");
  await leave(page, now);
  await page.evaluate(`${STARTED} = Date.now() - 31 * 60 * 1000`);
  await goTo(page, "/checkout");
  await leave(page, now);
  expect(names()).toEqual(["Checkout Started", "Checkout Started"]);
});

test("Nothing is remembered of a checkout before consent, or after it is withdrawn", async () => {
  const { open, wire } = setting();
  const page = await open("/pending/checkout");
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await page.evaluate(() => window.waystitch?.consent("granted"));
  await wire.waitFor(2);
  expect(names()).toEqual(["Checkout Started"]);
  await goTo(page, "/checkout");
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  await eventually(async () => expect(await page.evaluate(STARTED)).toBeTruthy());
  await page.evaluate(() => window.waystitch?.consent("denied"));
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(["ws_consent"]);
});

test("An order without an id is reported and not sent", async () => {
  const now = setting();
  const page = await now.open();
  const heard = await run(
    page,
    `const heard = [];
    waystitch.on("error", ({ code, detail }) => heard.push(code, detail));
    dataLayer.push({ event: "purchase", ecommerce: { transaction_id: "", value: 5 } });
    dataLayer.push({ ecommerce: { purchase: { actionField: { id: "" }, products: [] } } });
    return heard;`,
  );
  expect(heard).toEqual(["options", "order_id", "options", "order_id"]);
  expect(await leave(page, now)).toEqual([]);
});

test("Sightings beyond those that are remembered are sent all the same", async () => {
  const now = setting();
  const page = await now.open();
  await run(page, `for (let i = 0; i < 150; i++) ${ADD}`);
  expect(await leave(page, now)).toHaveLength(150);
});
