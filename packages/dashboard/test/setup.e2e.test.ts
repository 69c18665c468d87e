import { startReplays } from "@waystitch/collector";
import { recordAudit, recordBatch } from "@waystitch/store";
import { eventRow, rejectedRow } from "@waystitch/testbed";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { AUDIT } from "../page/access/audit-words.js";
import { ACCESS } from "../page/access/words.js";
import { FRAME } from "../page/frame/words.js";
import type { Names } from "../page/words/words.js";
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

  it("tries what today's rules would accept, replays it, and tells both after a reload", async () => {
    const { page } = ui;
    const card = "[aria-labelledby=replay-title]";
    const payload = '{"type":"page","messageId":"again","anonymousId":"v9"}';
    await recordBatch(ui.db, {
      events: [],
      rejected: [rejectedRow("shop", "r2", { reason: "name_too_long", payload, received_at: now() })],
    });
    await ui.open("/sites/shop/quality?lang=en");
    await page.locator('[data-reason="name_too_long"] summary').click();
    await page.getByRole("button", { name: "Send these again" }).click();
    await page.getByRole("button", { name: "Try" }).click();
    await expect.poll(() => ui.text(`${card} [data-replay]`)).toContain("Waits for a collector");
    // Nobody has taken it up.
    await ui.db
      .updateTable("replay_requests")
      .set({ carried_at: new Date(Date.now() - 60_000) })
      .execute();
    await expect.poll(() => ui.text(`${card} [data-replay]`)).toContain("No collector has taken it up");
    const replays = startReplays({ db: ui.db, secret: "a secret of these tests", now: Date.now, pollMs: 50 });
    await ui.open("/sites/shop/quality?lang=en");
    await page.getByLabel("Rejected because of").selectOption("name_too_long");
    await page.getByRole("button", { name: "Replay 1 event" }).click({ timeout: 20_000 });
    await expect.poll(() => ui.text(`${card} [data-replay="done"] >> nth=0`)).toContain("1 accepted, 0 stored already, 0 still rejected.");
    await replays.close();
    await ui.open("/sites/shop/quality?lang=vi");
    await expect.poll(() => page.locator(`${card} [data-replay="done"]`).count()).toBe(2);
    expect(await ui.text(card)).toContain("Bây giờ sẽ nhận được 1, vẫn bị từ chối 0.");
  });
});

describe("The page Access", () => {
  const EMAIL = '<img/src=x/onerror="window.hit=1">@shop.example';
  const PASSWORD = "mấy con cá vàng bơi";
  const user = () => ui.page.locator(".user", { hasText: EMAIL });

  /** The link is opened by somebody else, in a browser of their own. */
  async function accept(link: string): Promise<Page> {
    const theirs = await (await ui.browser.newContext({ locale: "en-GB" })).newPage();
    await theirs.goto(link);
    for (const name of ["password", "again"]) await theirs.fill(`input[name=${name}]`, PASSWORD);
    await theirs.click("button");
    await theirs.waitForURL(/\/sites\//);
    return theirs;
  }

  it("invites by a link that works once elsewhere, changes the role, removes, and tells all of it as the text that it is", async () => {
    const { page } = ui;
    ui.expectStatus(400);
    await ui.open("/sites/shop/access?lang=en");
    const card = page.locator("[aria-labelledby=users-title]");
    await card.getByLabel("E-mail").fill("no address");
    await card.getByLabel("Role", { exact: true }).selectOption("analyst");
    await card.getByRole("button", { name: "Invite" }).click();
    await expect.poll(() => card.getByRole("alert").allTextContents()).toEqual(["email must be an e-mail address."]);
    expect(await card.getByLabel("E-mail").inputValue()).toBe("no address");
    await card.getByLabel("E-mail").fill(EMAIL);
    await card.getByRole("button", { name: "Invite" }).click();
    const link = (await card.locator(".made code").textContent()) ?? "";
    expect(await user().textContent()).toContain("no password set yet");
    const theirs = await accept(link);
    await theirs.goto(`${ui.url}/sites/shop/access`);
    await expect.poll(() => theirs.locator("main").textContent()).toContain("This page is for owners of Mắt Kính.");
    expect(await theirs.locator(".nav-link").allTextContents()).toEqual(expect.arrayContaining(["Set-up"]));
    expect(await theirs.locator(".nav-link").allTextContents()).not.toContain("Access");
    await card.getByRole("button", { name: "Done" }).click();
    await user().getByRole("combobox").selectOption("viewer");
    await page.getByRole("button", { name: "Change the role" }).click();
    await expect.poll(() => user().getByRole("combobox").inputValue()).toBe("viewer");
    await expect.poll(() => user().textContent()).toContain("Last signed in");
    await theirs.goto(`${ui.url}/sites/shop/setup`);
    await expect.poll(() => theirs.locator("main").textContent()).toContain("for analysts and owners");
    await leave(theirs);
    await user()
      .getByRole("button", { name: /^Remove/ })
      .click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await user()
      .getByRole("button", { name: /^Remove/ })
      .click();
    await page.getByRole("button", { name: /^Yes, remove/ }).click();
    await expect.poll(() => user().count()).toBe(0);
    const deeds = page.locator(".deed");
    await expect.poll(() => deeds.first().textContent()).toContain("Took a role away");
    const told = (await deeds.allTextContents()).join("\n");
    for (const part of [`Gave a role${EMAIL}Analyst`, `Gave a role${EMAIL}Viewer`, `${EMAIL}Set a password`, `${EMAIL}Signed out`])
      expect(told).toContain(part);
    expect(await page.locator("main img").count()).toBe(0);
  });

  /** Changes the password in one browser, and signs out of it by the top bar. */
  async function leave(theirs: Page): Promise<void> {
    await theirs.getByRole("button", { name: /^Your account/ }).click();
    await theirs.getByRole("link", { name: "Account and password" }).click();
    await theirs.getByLabel("Present password").fill("not the password");
    for (const name of ["New password", "The same again"]) await theirs.getByLabel(name).fill(`${PASSWORD}, cá bạc`);
    await theirs.getByRole("button", { name: "Change the password" }).click();
    await expect.poll(() => theirs.getByRole("alert").allTextContents()).toEqual(["The present password is not right."]);
    await theirs.getByLabel("Present password").fill(PASSWORD);
    await theirs.getByRole("button", { name: "Change the password" }).click();
    await expect.poll(() => theirs.getByText("Your password was changed").count()).toBe(1);
    const other = await theirs.context().newPage();
    let answers = 0;
    other.on("response", (response) => {
      if (response.url().endsWith("/api/sites")) answers++;
    });
    await other.goto(`${ui.url}/sites/shop?lang=en`);
    // At first, and again when the stream is open; then nothing asks any more.
    await expect.poll(() => answers).toBe(2);
    await theirs.getByRole("button", { name: /^Your account/ }).click();
    await theirs.getByRole("button", { name: "Sign out", exact: true }).click();
    await theirs.waitForURL(/\/sign-in$/);
    expect(await theirs.textContent("main")).toMatch(/E-mail[\s\S]*Ask an owner for a link[\s\S]*waystitch link/);
    expect((await theirs.request.get(`${ui.url}/api/me`)).status()).toBe(401);
    // Somebody looks at another tab of that browser again.
    await other.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await expect.poll(() => other.locator("#page").textContent()).toContain("You are signed out");
    expect([await other.locator(".nav-link, .account").count(), await other.locator(".notice a").getAttribute("href")]).toEqual([
      0,
      "/sign-in",
    ]);
    await theirs.context().close();
  }

  it("goes back in the log as far as it goes, and leaves no English in Vietnamese", async () => {
    const { page } = ui;
    for (let count = 0; count < 55; count++) await recordAudit(ui.db, { siteId: "shop", actor: "command", action: "person_exported" });
    await ui.open("/sites/shop/access?lang=vi");
    await expect.poll(() => page.locator(".deed").count()).toBe(50);
    await page.getByRole("button", { name: "Xem cũ hơn" }).click();
    await expect.poll(() => page.locator(".deed").count()).toBeGreaterThan(55);
    await page.locator("[aria-labelledby=users-title]").getByRole("button", { name: "Mời" }).click();
    ui.expectStatus(400);
    await expect.poll(() => page.getByRole("alert").allTextContents()).toEqual(["Đó không phải là một địa chỉ e-mail."]);
    await page.getByRole("button", { name: /^Tài khoản của bạn/ }).click();
    const shown = (await page.locator("#page").textContent()) ?? "";
    const english = [ACCESS.en, AUDIT.en, FRAME.en].flatMap((words) =>
      Object.values<string | Names>(words).flatMap((text) => (typeof text === "string" ? [text] : Object.values(text))),
    );
    const left = english.filter((text) => text !== "E-mail" && text.length > 5 && !text.includes("{") && shown.includes(text));
    expect(left).toEqual([]);
  });
});

describe("All of them", () => {
  it("fit a narrow phone, in both languages", async () => {
    await ui.page.setViewportSize({ width: 320, height: 700 });
    const last = { setup: ".settings", quality: ".rejects", access: ".deed", account: ".ways-out" };
    for (const [view, place] of Object.entries(last)) {
      for (const language of ["en", "vi"]) {
        await ui.open(`/sites/shop/${view}?lang=${language}`);
        await ui.page.waitForSelector(place);
        const over = await ui.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        expect(over, `${view} ${language}`).toBeLessThanOrEqual(0);
      }
    }
  });
});
