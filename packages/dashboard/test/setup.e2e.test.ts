import { recordBatch } from "@waystitch/store";
import { eventRow, rejectedRow } from "@waystitch/testbed";
import { describe, expect, it } from "vitest";
import { preparePage } from "./page-under-test.js";

const ui = preparePage();
const now = (): string => new Date().toISOString();

describe("The page Set-up", () => {
  it("makes keys, shows a secret one once, and revokes the one whose name was confirmed", async () => {
    await ui.open("/sites/shop/setup?lang=en");
    await expect.poll(() => ui.text(".advice")).toContain("no write key in use");
    const { page } = ui;
    await page.getByLabel("Label").fill("Shop <b>tag</b>");
    await page.getByRole("button", { name: "Make the key" }).click();
    await expect.poll(() => ui.text(".made code")).toMatch(/^wk_/);
    const key = await ui.text(".made code");
    await expect.poll(() => ui.text("[aria-labelledby=tag-title] pre")).toContain(`data-write-key="${key}"`);
    await page.getByRole("button", { name: "I have kept it" }).click();
    await page.getByLabel("Kind").selectOption("secret");
    await page.getByRole("button", { name: "Make the key" }).click();
    await expect.poll(() => ui.text(".made code")).toMatch(/^sk_/);
    const secret = await ui.text(".made code");
    await ui.open("/sites/shop/setup?lang=en");
    await expect.poll(() => page.locator("tr[data-key]").count()).toBe(2);
    expect(await page.content()).not.toContain(secret);
    await page.getByRole("button", { name: /^Revoke Shop <b>tag<\/b>/ }).click();
    await page.getByRole("button", { name: /^Yes, revoke Shop <b>tag<\/b>/ }).click();
    await expect.poll(() => page.locator("tr[data-key]").count()).toBe(1);
    expect(await ui.text(".revoked summary")).toBe("Revoked keys (1)");
    await expect.poll(() => ui.text(".advice")).toContain("no write key in use");
  });

  it("opens a page of the site in the owner's browser, and says what it sees of that visit", async () => {
    const { page } = ui;
    await page
      .context()
      .route("https://shop.example/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>Shop</title>" }));
    await ui.open("/sites/shop/setup?lang=en");
    await page.getByLabel("Address of a page").fill("https://shop.example/x?a=1");
    const opened = page.context().waitForEvent("page");
    await page.getByRole("button", { name: "Open the page and watch" }).click();
    const tab = await opened;
    await tab.waitForURL("https://shop.example/**");
    const url = tab.url();
    expect(url).toMatch(/^https:\/\/shop\.example\/x\?a=1&waystitch-check=\w+$/);
    await tab.close();
    const event = eventRow("shop", "checker", "c1", {
      page_url: url,
      page_title: "Shop <i>",
      browser: "Chrome 143",
      occurred_at: now(),
      received_at: now(),
    });
    await recordBatch(ui.db, { events: [event], rejected: [] });
    await expect.poll(() => page.locator(".works").count()).toBe(1);
    const told = await ui.text(".check");
    for (const part of ["It works: seen after", "/x · Shop <i>", "Chrome 143"]) expect(told).toContain(part);
    await page.getByLabel("Address of a page").fill("javascript:alert(1)");
    await page.getByRole("button", { name: "Check again" }).click();
    expect(await ui.text("[role=alert]")).toContain("no address of a page");
  });
});

describe("The page Data quality", () => {
  it("tells why events were rejected, and shows an example as the text that it is", async () => {
    const payload = '{"event":"<img src=x onerror=alert(1)>"}';
    await recordBatch(ui.db, { events: [], rejected: [rejectedRow("shop", "r1", { reason: "no_visitor", payload, received_at: now() })] });
    await ui.open("/sites/shop/quality?lang=en");
    await expect.poll(() => ui.text('[data-total="rejected"] strong')).toBe("1");
    await ui.page.locator('[data-reason="no_visitor"] summary').click();
    expect(await ui.text('[data-reason="no_visitor"]')).toContain("Name who acted");
    await ui.page.getByRole("button", { name: "Show an example" }).click();
    await expect.poll(() => ui.text(".payload")).toContain("<img src=x onerror=alert(1)>");
    expect(await ui.page.locator("#content").textContent()).toContain("npx waystitch rejected replay shop --dry-run");
  });
});

describe("Both", () => {
  it("fit a narrow phone, in both languages", async () => {
    await ui.page.setViewportSize({ width: 320, height: 700 });
    for (const view of ["setup", "quality"]) {
      for (const language of ["en", "vi"]) {
        await ui.open(`/sites/shop/${view}?lang=${language}`);
        await ui.page.waitForSelector(view === "setup" ? ".settings" : ".rejects");
        const over = await ui.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        expect(over, `${view} ${language}`).toBeLessThanOrEqual(0);
      }
    }
  });
});
