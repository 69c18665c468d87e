import { inviteUser, recordSignInLink, recordSite } from "@waystitch/store";
import { createTestDatabase, startBrowser, type TestBrowser, type TestDatabase } from "@waystitch/testbed";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DashboardUnderTest, startDashboardUnderTest } from "./dashboard-under-test.js";

const PASSWORD = "mấy con cá vàng bơi";
let database: TestDatabase;
let dashboard: DashboardUnderTest;
let browser: TestBrowser;

beforeAll(async () => {
  database = await createTestDatabase();
  await recordSite(database.db, "a", { name: "A" });
  dashboard = await startDashboardUnderTest(database);
  browser = await startBrowser({ hosts: ["stats.test"] });
});
afterAll(async () => {
  await browser.close();
  await dashboard.close();
  await database.drop();
});

async function open(url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  return page;
}

const fill = async (page: Page, fields: Record<string, string>): Promise<void> => {
  for (const [name, value] of Object.entries(fields)) await page.fill(`input[name=${name}]`, value);
};

// To a name that is not this machine's and without https, browsers do not say Sec-Fetch-Site: Origin has to do.
it.each(["127.0.0.1", "stats.test"])(
  "people set a password, and sign in by it, in a browser that knows the dashboard as %s",
  async (host) => {
    const url = dashboard.url.replace("127.0.0.1", host);
    const email = `an@${host}.example`;
    const invitation = await inviteUser(database.db, "a", { email, role: "viewer" }, () => true);
    const token = invitation.kind === "given" ? invitation.link : "";
    const first = await open(`${url}/sign-in?token=${token}`);
    await fill(first, { password: PASSWORD, again: `${PASSWORD}!` });
    await first.click("button");
    expect(await first.locator("[role=alert]").textContent()).toContain("The two passwords differ.");
    await fill(first, { password: PASSWORD, again: PASSWORD });
    await first.click("button");
    expect([await first.title(), new URL(first.url()).pathname]).toEqual(["The page", "/"]);
    const second = await open(`${url}/`);
    await fill(second, { email, password: `${PASSWORD}?` });
    await second.click("button");
    expect(await second.locator("[role=alert]").textContent()).toContain("not right");
    await fill(second, { email, password: PASSWORD });
    await second.click("button");
    expect(await second.title()).toBe("The page");
  },
);

it("the first owner sets a password on the page of the link, below the button that goes on without", async () => {
  const page = await open(`${dashboard.url}/sign-in?token=${await recordSignInLink(database.db)}`);
  await page.click("summary");
  await fill(page, { email: "owner@shop.example", password: PASSWORD, again: PASSWORD });
  await page.click("button.quiet");
  expect(await page.title()).toBe("The page");
});
