import { parseConfig, type RunningDashboard, startDashboard } from "@waystitch/dashboard";
import { type Database, recordSignInLink, recordSite } from "@waystitch/store";
import { createTestDatabase, startBrowser, type TestBrowser, type TestDatabase } from "@waystitch/testbed";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { BUYER, lead, visitor } from "./people.js";
import { seedPerson } from "./seed.js";

/** When the people of these tests were seeded. */
export const NOW = new Date();

/** The dashboard in a browser that is signed in; every test has a page of its own. */
export interface PageUnderTest {
  readonly page: Page;
  readonly db: Database;
  readonly url: string;
  readonly browser: TestBrowser;
  /** Id of the person who bought. */
  readonly buyer: string;
  open(path: string): Promise<void>;
  /** Text of the first element that is found. */
  text(selector: string): Promise<string>;
  /** Tells the dashboard, as the worker does, that journeys of a site were replaced. */
  announce(site: string): Promise<void>;
  signIn(page: Page): Promise<void>;
  /** The browser reports answers of this status as errors; here they are expected. */
  expectStatus(status: number): void;
}

interface Started {
  readonly database: TestDatabase;
  readonly dashboard: RunningDashboard;
  readonly browser: TestBrowser;
  readonly context: BrowserContext;
  readonly buyer: string;
}

async function seedShop(db: Database): Promise<string> {
  await recordSite(db, "shop", { name: "Mắt Kính" });
  await recordSite(db, "empty", { name: "Cửa hàng mới" });
  for (const person of [visitor("v1", 300), visitor("v2", 200), lead("l1", 100), { ...visitor("bot", 9), isBot: true }]) {
    await seedPerson(db, "shop", person, NOW);
  }
  return await seedPerson(db, "shop", BUYER, NOW);
}

async function start(): Promise<Started> {
  const database = await createTestDatabase();
  const buyer = await seedShop(database.db);
  const settings = { DATABASE_URL: database.urlOf("dashboard"), PORT: "0", LOG_LEVEL: "silent", SHOP_URL: "http://127.0.0.1:4102/" };
  const dashboard = await startDashboard(parseConfig(settings));
  const browser = await startBrowser();
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 } });
  await signIn(await context.newPage(), dashboard.url, database.db);
  return { database, dashboard, browser, context, buyer };
}

async function signIn(page: Page, url: string, db: Database): Promise<void> {
  await page.goto(`${url}/sign-in?token=${await recordSignInLink(db)}`);
  await page.click("button");
  await page.waitForURL(/\/sites\//);
}

/** Collects what goes wrong in a page, and what it asks of others. */
function watchTroubles(page: Page, url: string): string[] {
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`${message.text()} ${message.location().url}`.trim());
  });
  page.on("dialog", (dialog) => troubles.push(dialog.message()));
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) troubles.push(request.url());
  });
  return troubles;
}

/** Starts the real dashboard and a real browser for a test file; each test fails when its page reports an error or asks anybody else. */
export function preparePage(): PageUnderTest {
  let started: Started;
  let page: Page;
  let troubles: string[] = [];
  let status = 0;
  beforeAll(async () => {
    started = await start();
  });
  afterAll(async () => {
    await started.browser.close();
    await started.dashboard.close();
    await started.database.drop();
  });
  beforeEach(async () => {
    status = 0;
    page = await started.context.newPage();
    troubles = watchTroubles(page, started.dashboard.url);
  });
  afterEach(async () => {
    await page.close();
    expect(troubles.filter((trouble) => status === 0 || !trouble.includes(`status of ${status}`))).toEqual([]);
  });
  const open = async (path: string): Promise<void> => {
    await page.goto(`${started.dashboard.url}${path}`);
    await page.waitForSelector("h1");
  };
  const announce = async (site: string): Promise<void> => {
    const { db } = started.database;
    await db.selectNoFrom(({ fn, val }) => fn("pg_notify", [val("waystitch_journeys"), val(site)]).as("told")).execute();
  };
  return {
    get page() {
      return page;
    },
    get db() {
      return started.database.db;
    },
    get url() {
      return started.dashboard.url;
    },
    get browser() {
      return started.browser;
    },
    get buyer() {
      return started.buyer;
    },
    open,
    announce,
    text: async (selector) => ((await page.locator(selector).first().textContent()) ?? "").trim(),
    signIn: async (other) => await signIn(other, started.dashboard.url, started.database.db),
    expectStatus: (expected) => {
      status = expected;
    },
  };
}
