import type { Fact } from "@waystitch/journey";
import { type Database, loadReport, REPORTS, recordSite } from "@waystitch/store";
import { createTestDatabase, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, DAY, HOUR, MINUTE } from "@waystitch/testbed/facts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stitchBatch } from "../src/index.js";

const NOW = Date.now();
/** Ten in the morning in Vietnam, so many days ago. */
const morning = (daysAgo: number): number => Math.floor(NOW / DAY) * DAY - daysAgo * DAY + 3 * HOUR;
const dayOf = (daysAgo: number): string => new Date(morning(daysAgo)).toISOString().slice(0, 10);
const iso = (at: number): string => new Date(at).toISOString();

let count = 0;
const fact = (more: Partial<Fact>): Fact => ({ ...BLANK, eventId: `e${String(count++).padStart(3, "0")}`, ...more });
const page = (visitorId: string, at: number): Fact => fact({ visitorId, type: "page", at, pageUrl: "https://shop.example/" });
const did = (visitorId: string, at: number, name: string, properties: Fact["properties"] = {}): Fact =>
  fact({ visitorId, at, name, properties });
const said = (order: string, at: number, name: string, properties: Fact["properties"] = {}): Fact =>
  fact({ visitorId: `@order:${order}`, trusted: true, device: null, at, name, properties: { order_id: order, ...properties } });
const line = { product_id: "p1", name: "Gọng", price: 100_000, quantity: 1 };

/** An comes back for her cart three hours later; her order arrives half a day late, and she says so. */
const AN = [
  page("an", morning(10)),
  did("an", morning(10) + MINUTE, "Lead Captured", { lead_magnet: "Quiz" }),
  did("an", morning(10) + 2 * MINUTE, "Product Added", line),
  page("an", morning(10) + 3 * HOUR),
  did("an", morning(10) + 3 * HOUR + MINUTE, "Checkout Started"),
  did("an", morning(10) + 3 * HOUR + 2 * MINUTE, "Order Completed", { order_id: "A1", total: 100_000 }),
  said("A1", morning(9), "Order Shipped", { carrier: "GHN", promised_at: iso(morning(8)) }),
  said("A1", morning(8) + 12 * HOUR, "Order Delivered"),
  did("an", morning(7), "Feedback Given", { score: 1, scale: "csat" }),
];
/** Bình only leaves a contact. */
const BINH = [page("binh", morning(9)), did("binh", morning(9), "Lead Captured", { lead_magnet: "Quiz" })];
/** Chi pays in dollars at once, then in dong; a part is paid back, the parcel comes a day early. */
const CHI = [
  page("chi", morning(9)),
  did("chi", morning(9) + MINUTE, "Lead Captured", { lead_magnet: "Voucher" }),
  did("chi", morning(9) + 2 * MINUTE, "Product Added", line),
  did("chi", morning(9) + 3 * MINUTE, "Checkout Started"),
  did("chi", morning(9) + 4 * MINUTE, "Order Completed", { order_id: "C1", total: 12.5, currency: "USD" }),
  did("chi", morning(5), "Order Completed", { order_id: "C2", total: 200_000 }),
  said("C2", morning(4) - HOUR, "Order Shipped", { carrier: "GHN", promised_at: iso(morning(3)) }),
  said("C2", morning(4), "Order Delivered"),
  said("C2", morning(4) + HOUR, "Order Refunded", { total: 50_000 }),
  did("chi", morning(3), "Feedback Given", { score: 10, scale: "nps" }),
];
/** Dũng leaves a cart, and a phone number by which to call. */
const DUNG = [
  fact({ visitorId: "dung", type: "identify", at: morning(3), identifiers: ["phone:d"] }),
  did("dung", morning(3) + MINUTE, "Product Added", { product_id: "p2", price: 59_000, quantity: 2 }),
];
/** Em waits for a parcel; Phúc cancelled. */
const OTHERS = [
  did("em", morning(6), "Order Completed", { order_id: "E1", total: 300_000 }),
  said("E1", morning(5), "Order Shipped", { promised_at: iso(NOW - 2 * DAY - HOUR) }),
  did("phuc", morning(5), "Order Completed", { order_id: "F1", total: 80_000 }),
  said("F1", morning(4), "Order Cancelled"),
];

let test: TestDatabase;
let dashboard: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  dashboard = test.dbOf("dashboard");
  for (const siteId of ["shop", "other"])
    await recordSite(test.db, siteId, { name: siteId, domains: ["shop.example"], timeZone: "Asia/Ho_Chi_Minh", currency: "VND" });
  await storeFacts(test.db, "shop", [...AN, ...BINH, ...CHI, ...DUNG, ...OTHERS]);
  await storeFacts(test.db, "other", DUNG);
  while ((await stitchBatch(test.dbOf("worker"), 50, NOW)).visitors > 0);
});
afterAll(() => test.drop());

/** What the dashboard's own role is answered. */
async function ask(name: string, [from, to]: readonly [number, number] = [20, 0], more: { siteId?: string; channel?: string } = {}) {
  const report = REPORTS.get(name);
  if (report === undefined) throw new RangeError(name);
  const period = { from: dayOf(from), to: dayOf(to) };
  const { rows } = await loadReport(dashboard, report, { siteId: "shop", timeZone: "Asia/Ho_Chi_Minh", model: "inbound", period, ...more });
  return rows as readonly Record<string, unknown>[];
}
const only = (rows: readonly Record<string, unknown>[], ...columns: string[]) => rows.map((row) => columns.map((column) => row[column]));

describe("Lead magnets", () => {
  it("are told with the leads and the buyers they brought; another currency has a line of its own", async () => {
    const rows = await ask("lead-magnets");
    expect(only(rows, "lead_magnet", "leads", "share", "customers", "conversion", "orders", "revenue", "currency")).toEqual([
      ["Quiz", 2, 0.5, 1, 0.5, 1, "100000", "VND"],
      ["Voucher", 1, 0.25, 1, 1, 1, "150000", "VND"],
      ["Voucher", null, null, null, null, 1, "12.5", "USD"],
      [null, 1, 0.25, 0, 0, 0, "0", "VND"],
    ]);
    expect(rows[0]?.["median_days_to_order"]).toBeCloseTo((3 * 60 + 1) / 1440, 3);
  });

  it("are judged by what was ordered before the period ended, so that periods compare", async () => {
    expect(only(await ask("lead-magnets", [9, 9]), "lead_magnet", "customers", "orders", "currency")).toEqual([
      ["Voucher", 1, 0, "VND"],
      ["Voucher", null, 1, "USD"],
      ["Quiz", 0, 0, "VND"],
    ]);
  });

  it("have their leads by day and by channel", async () => {
    expect(only(await ask("magnet-trend"), "day", "lead_magnet", "leads")).toEqual([
      [dayOf(10), "Quiz", 1],
      [dayOf(9), "Quiz", 1],
      [dayOf(9), "Voucher", 1],
      [dayOf(3), null, 1],
    ]);
    const channels = await ask("magnet-channels");
    expect(channels.reduce((sum, { leads }) => sum + Number(leads), 0)).toBe(4);
    expect(await ask("magnet-channels", [20, 0], { channel: "Paid Search" })).toEqual([]);
  });
});

describe("Carts", () => {
  it("count as abandoned after an hour without their person, and as won back when they are ordered after all", async () => {
    expect(await ask("cart-totals")).toEqual([
      {
        currency: "VND",
        open_now: 0,
        open_value: "0",
        abandoned_now: 1,
        abandoned_now_value: "118000",
        opened: 3,
        abandoned: 2,
        abandoned_value: "218000",
        came_back: 1,
        recovered: 1,
        recovered_value: "100000",
        recovery_rate: 0.5,
      },
    ]);
    expect(only(await ask("cart-trend"), "day", "opened", "abandoned", "recovered")).toEqual([
      [dayOf(10), 1, 1, 1],
      [dayOf(9), 1, 0, 0],
      [dayOf(3), 1, 1, 0],
    ]);
  });

  it("are told alike by the view, with whose person came back and when they were first left", async () => {
    const { rows } = await sql`select status, value, left_at, came_back, recovered, abandoned_at is null as is_touched
      from abandoned_carts where site_id = 'shop' order by left_at`.execute(test.db);
    expect(rows).toEqual([
      // An came back, and at checkout her cart no longer counted as abandoned.
      {
        status: "ordered",
        value: "100000",
        left_at: new Date(morning(10) + HOUR + 2 * MINUTE),
        came_back: true,
        recovered: true,
        is_touched: true,
      },
      {
        status: "open",
        value: "118000",
        left_at: new Date(morning(3) + HOUR + MINUTE),
        came_back: false,
        recovered: false,
        is_touched: false,
      },
    ]);
  });

  it("go from cart to checkout to order", async () => {
    expect(only(await ask("cart-funnel"), "cart_step", "carts", "of_previous")).toEqual([
      ["opened", 3, null],
      ["checkout", 2, 2 / 3],
      ["ordered", 2, 1],
    ]);
  });

  it("that were left are listed with whoever can be reached, those won back and other sites' are not", async () => {
    const columns = ["value", "currency", "products", "checkout", "cart_status", "known_by"];
    expect(only(await ask("carts-left"), ...columns)).toEqual([["118000", "VND", "p2 × 2", false, "open", ["phone"]]]);
    expect(only(await ask("products-left"), "product", "carts", "quantity", "value")).toEqual([["p2", 1, 2, "118000"]]);
    const [mine] = await ask("carts-left");
    const [theirs] = await ask("carts-left", [20, 0], { siteId: "other" });
    expect(theirs?.["person_id"]).not.toBe(mine?.["person_id"]);
  });
});

describe("Orders", () => {
  it("bring revenue net of refunds in each currency; cancelled ones count as cancelled only", async () => {
    const columns = ["currency", "orders", "people", "revenue", "average", "cancelled", "cancelled_value", "refunded", "refunded_value"];
    expect(only(await ask("order-totals"), ...columns)).toEqual([
      ["VND", 3, 3, "550000", "183333.33", 1, "80000", 1, "50000"],
      ["USD", 1, 1, "12.5", "12.50", 0, "0", 0, "0"],
    ]);
    expect(only(await ask("order-totals"), "repeat_share")).toEqual([[1 / 3], [0]]);
    expect(only(await ask("order-trend"), "day", "revenue", "currency")).toEqual([
      [dayOf(10), "100000", "VND"],
      [dayOf(9), "12.5", "USD"],
      [dayOf(6), "300000", "VND"],
      [dayOf(5), "150000", "VND"],
    ]);
  });

  it("are on time, late, overdue, without a promise or cancelled", async () => {
    expect(only(await ask("delivery-outcomes"), "outcome", "orders", "share")).toEqual(
      ["on_time", "late", "overdue", "no_promise", "cancelled"].map((outcome) => [outcome, 1, 0.2]),
    );
    expect(only(await ask("delivery-lateness"), "days_late", "delivered", "overdue")).toEqual([
      [-1, 1, 0],
      [1, 1, 0],
      [3, 0, 1],
    ]);
    const months = await ask("delivery-months");
    expect(months.reduce((sum, { on_time, came_late, overdue }) => sum + Number(on_time) + Number(came_late) + Number(overdue), 0)).toBe(3);
  });

  it("are told by the carrier that the shipping event names", async () => {
    expect(only(await ask("delivery-carriers"), "carrier", "orders", "on_time", "came_late", "on_time_share")).toEqual([
      ["GHN", 2, 1, 1, 0.5],
    ]);
  });

  it("leave satisfied who was served in time", async () => {
    expect(only(await ask("delivery-effect"), "outcome", "orders", "answered", "satisfied_share", "repeat_share")).toEqual([
      ["on_time", 1, 1, 1, 0],
      ["late", 1, 1, 0, 0],
    ]);
  });

  it("are overdue now whichever period is asked, with how long and who", async () => {
    const [row, ...rest] = await ask("overdue-orders", [1, 0]);
    expect(rest).toEqual([]);
    expect(row).toMatchObject({ order_id: "E1", order_status: "shipped", total: "300000", currency: "VND", days_late: 2 });
    expect(await ask("overdue-orders", [20, 0], { siteId: "other" })).toEqual([]);
  });
});
