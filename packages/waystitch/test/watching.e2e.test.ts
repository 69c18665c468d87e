import { recordSignInLink } from "@waystitch/store";
import { createTestDatabase, startBrowser } from "@waystitch/testbed";
import { expect, it } from "vitest";
import { AD, addToCart, becomeLead, openProfile } from "./customer.js";
import { createKeys, startBack, startShop } from "./shop-stack.js";

it("shows on the open dashboard, without a reload, how a visitor of the shop moves from stage to stage", async () => {
  const keys = createKeys();
  const database = await createTestDatabase();
  const back = await startBack(database, keys);
  await back.startWorker();
  const dashboard = await back.startDashboard();
  const shop = await startShop(back.collector.url, keys);
  const browser = await startBrowser();
  try {
    const owner = await openProfile(browser, `${dashboard.url}/sign-in?token=${await recordSignInLink(back.db)}`);
    await owner.getByRole("button").first().click();
    await owner.waitForSelector(".live:not(.waiting)");
    await owner.evaluate("window.wasReloaded = false");
    const people = async (): Promise<(string | null)[]> => {
      const stages = ["Attract", "Convert", "Close", "Delight"].map((stage) => owner.locator(`[data-people="${stage}"]`).textContent());
      return await Promise.all(stages);
    };

    const visitor = await openProfile(browser, shop.shopUrl + AD);
    await expect.poll(people, { timeout: 15_000 }).toEqual(["1", "0", "0", "0"]);
    await becomeLead(visitor, shop.shopUrl);
    await expect.poll(people, { timeout: 15_000 }).toEqual(["0", "1", "0", "0"]);
    await addToCart(visitor, shop.shopUrl);
    await expect.poll(people, { timeout: 15_000 }).toEqual(["0", "0", "1", "0"]);

    await owner.locator("tbody tr a").first().click();
    await owner.waitForSelector(".happening.entry");
    expect(await owner.locator("main").textContent()).toMatch(/Product Added/);
    expect(await owner.evaluate("window.wasReloaded")).toBe(false);
  } finally {
    await browser.close();
    await shop.stop();
    await back.stop();
    await database.drop();
  }
});
