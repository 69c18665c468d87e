import { describe, expect, it } from "vitest";
import { preparePage } from "./page-under-test.js";
import type { SeededPerson } from "./seed.js";
import { seedPerson } from "./seed.js";

const ui = preparePage();
const HOSTILE = '<img src=x onerror="alert(1)">';
const DAY = 1_440;

/** Left a cart of two million yesterday, by the name that a hostile page gave its product. */
const LEFT: SeededPerson = {
  visitor: "left",
  userId: "an.le",
  email: "an",
  arrivals: [{ ago: DAY, channel: "Paid Social" }],
  moves: [
    { ago: DAY, event: "page", milestone: "first_touch", stage: "Attract", step: "aware", page: "/gong" },
    { ago: DAY, event: "Product Added", milestone: "cart_added", stage: "Close", step: "cart", page: "/gong" },
  ],
  cart: { value: 2_000_000, ago: DAY, product: HOSTILE },
};
/** Waits for a parcel; another came late. */
const WAITING: SeededPerson = {
  visitor: "waiting",
  userId: "binh.vo",
  arrivals: [{ ago: 9 * DAY, channel: "Email" }],
  moves: [
    { ago: 9 * DAY, event: "page", milestone: "first_touch", stage: "Attract", step: "aware" },
    { ago: 9 * DAY, event: "Order Completed", milestone: "order_completed", stage: "Close", step: "customer" },
  ],
  orders: [
    { id: "W1", total: 500_000, ago: 9 * DAY, status: "shipped", product: "Sen" },
    { id: "W2", total: 700_000, ago: 8 * DAY, status: "delivered", late: true, product: "Mây" },
  ],
};

let isSeeded = false;
async function seed(): Promise<void> {
  if (isSeeded) return;
  isSeeded = true;
  for (const person of [LEFT, WAITING]) await seedPerson(ui.db, "shop", person, new Date());
  const lead = new Date(Date.now() - 50 * 60_000);
  await ui.db.updateTable("journeys").set({ lead_magnet: HOSTILE, lead_at: lead }).where("user_id", "=", "linh.tran").execute();
  const promised = new Date(Date.now() - 2 * DAY * 60_000);
  await ui.db.updateTable("orders").set({ promised_at: promised }).where("order_id", "=", "W1").execute();
}
const plain = async (selector: string): Promise<string> => (await ui.text(selector)).replace(/\s+/g, " ");
const shown = async (report: string): Promise<void> => {
  await ui.page.waitForSelector(`[data-report="${report}"] :is(td, .key-figures, .funnel, .parts, .effect, .chart[data-drawn="true"])`);
};

describe("Pages about what is sold", () => {
  it("say at once which lead magnet brings buyers, whatever it is called", async () => {
    await seed();
    await ui.open("/sites/shop/magnets");
    await shown("lead-magnets");
    expect(await plain(".diagnosis")).toContain(`“${HOSTILE}” brings the most buyers: 1 of its 1 leads ordered (100%)`);
    const row = await plain(".ranking tbody tr");
    for (const part of [HOSTILE, "100%", "1.290.000 ₫"]) expect(row).toContain(part);
    await shown("magnet-trend");
  });

  it("lead from a cart that was left to its person, and say how to reach them", async () => {
    await seed();
    await ui.open("/sites/shop/carts");
    await shown("carts-left");
    expect(await plain('[data-figure="abandoned-now"]')).toMatch(/1 2\.000\.000 ₫/);
    const row = await plain('[data-report="carts-left"] tbody tr');
    for (const part of ["an.le", "2.000.000 ₫", HOSTILE, "E-mail", "Paid Social", "Open"]) expect(row).toContain(part);
    expect(await plain('[data-step="opened"]')).toContain("1");
    await ui.page.getByRole("link", { name: "an.le" }).click();
    await ui.page.waitForURL(/\/sites\/shop\/people\//);
    await expect.poll(() => ui.text("h1")).toBe("an.le");
  });

  it("show what was ordered, what came late and who waits, with table, file and SQL", async () => {
    await seed();
    await ui.open("/sites/shop/orders");
    await shown("order-totals");
    expect(await plain('[data-figure="revenue"]')).toContain("2.490.000 ₫");
    await shown("delivery-outcomes");
    expect(await plain(".kept")).toContain("0% of 2 promised orders whose date has come arrived on time.");
    expect(await plain('[data-report="overdue-orders"] tbody tr')).toContain("binh.vo");
    const card = ui.page.locator('[data-report="delivery-outcomes"]');
    await card.getByRole("button", { name: "Table" }).click();
    expect(await card.locator("tbody tr").count()).toBe(3);
    const shape = "[...document.querySelectorAll('td, th')].filter((cell) => getComputedStyle(cell).display !== 'table-cell').length";
    expect(await ui.page.evaluate(shape), "every number stands in its column").toBe(0);
    await card.getByRole("button", { name: "Show the SQL" }).click();
    expect(await card.locator(".sql").textContent()).toContain("from delivery_performance");
  });

  it("fit a narrow phone, in both languages", async () => {
    await seed();
    await ui.page.setViewportSize({ width: 320, height: 700 });
    for (const [view, last] of [
      ["magnets", "magnet-channels"],
      ["carts", "products-left"],
      ["orders", "delivery-effect"],
    ] as const)
      for (const language of ["en", "vi"]) {
        await ui.open(`/sites/shop/${view}?lang=${language}`);
        await shown(last);
        const over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        expect(await ui.page.evaluate(over), `${view} ${language}`).toBeLessThanOrEqual(0);
      }
    await ui.page.getByRole("button", { name: "English" }).click();
  });
});
