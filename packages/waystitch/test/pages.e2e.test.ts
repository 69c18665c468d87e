import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { recordAnalyst, recordSignInLink, removeAnalyst, urlOfLogin } from "@waystitch/store";
import { createTestDatabase, startBrowser, type TestBrowser, type TestDatabase } from "@waystitch/testbed";
import pg from "pg";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planOf, sendStories, tellStories } from "../src/demo/index.js";
import { HOSTILE, sendHostile } from "./hostile-events.js";
import { type Back, createKeys, SITE, startBack } from "./shop-stack.js";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const UNTIL = Date.parse("2026-11-30T10:00:00Z");
const PERIOD = "from=2026-06-01&to=2026-11-30";
const VIEWS = "/map/flows/channels/channels?by=campaign/magnets/carts/orders/people/live/quality/setup/access/account".split("/");
const keys = createKeys();
let database: TestDatabase;
let back: Back;
let browser: TestBrowser;
let page: Page;
let base: string;
const troubles: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  back = await startBack(database, keys);
  await back.startWorker();
  const plan = planOf({ seed: "pages", people: 260, days: 180, until: UNTIL });
  await sendStories({ url: back.collector.url, secretKey: keys.secretKey }, tellStories(plan));
  await sendHostile(back.collector.url, keys);
  await back.drained();
  base = (await back.startDashboard()).url;
  browser = await startBrowser();
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1380, height: 900 } });
  page = await context.newPage();
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("dialog", (dialog) => troubles.push(`dialog: ${dialog.message()}`));
  // A violation of the content security policy is told here as well.
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("request", (request) => !request.url().startsWith(base) && troubles.push(`asked ${request.url()}`));
  await page.goto(`${base}/sign-in?token=${await recordSignInLink(database.db)}`);
  await page.click("button");
  await page.waitForURL(/\/sites\//);
  // The door answers 401 before one is signed in.
  troubles.length = 0;
});

afterAll(async () => {
  await browser?.close();
  await back?.stop();
  await database?.drop();
});

/** Resolves when everything that the page asks for is there. Playwright's waitForFunction is eval, which the page forbids. */
async function settled(): Promise<void> {
  await expect.poll(() => page.locator(".card-wait, .loading, [data-drawn=false]").count()).toBe(0);
}

/** Opens a page of the site and waits until everything that it asks for is there. */
async function open(view: string, language: string): Promise<void> {
  const path = `${view === "" ? "" : `/${view}`}${view.includes("?") ? "&" : "?"}`;
  await page.goto(`${base}/sites/${SITE}${path}${PERIOD}&lang=${language}`);
  await page.waitForSelector("main h1");
  await settled();
}

/** By how many pixels the page is wider than its window. */
const overflow = async (): Promise<unknown> =>
  await page.evaluate("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");

/** Rows of a query that the test says itself. */
async function ask(query: string): Promise<Record<string, unknown>[]> {
  return await database.query(query);
}

/** Entries into a stage of the default model, found without any of the views. */
const ENTRIES = `select * from (
    select s.*, lag(s.stage) over (partition by s.person_id order by s.sequence) as came_from
    from journey_stages s join journeys j using (part, site_id, person_id) where s.model = 'inbound' and not j.is_bot and s.site_id = '${SITE}'
  ) as entries
  where came_from is distinct from stage
    and (entered_at at time zone 'Asia/Ho_Chi_Minh')::date between '2026-06-01' and '2026-11-30'`;

/** Numbers as they stand in the cells of a report's table. */
async function tableOf(report: string): Promise<string[][]> {
  const card = page.locator(`[data-report="${report}"]`);
  if ((await card.locator("table").count()) === 0) await card.getByRole("button", { name: "Table" }).click();
  return await card.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
}

describe("Every page of the dashboard, on made-up shoppers and hostile ones", () => {
  beforeAll(async () => await page.addInitScript({ path: AXE }));

  it.each(VIEWS)(
    "opens in both languages without an error, anything executed, anybody else asked, or a serious fault that axe finds: /%s",
    async (view) => {
      const nothing = { faults: [], troubles: [], hit: null, markup: 0, wide: 0 };
      for (const language of ["en", "vi"]) {
        await open(view, language);
        const faults = await page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations
        .filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => id + ": " + nodes[0].html.slice(0, 160)))`);
        const markup = await page.locator("main img, iframe, [onerror], script:not([src])").count();
        const hit = await page.evaluate("window.hit ?? null");
        expect({ language, faults, troubles: troubles.splice(0), hit, markup, wide: await overflow() }).toEqual({ language, ...nothing });
      }
    },
  );

  it("needs less than 200 kB of files for the first of them, charts and all", async () => {
    const sizes = new Map<string, number>();
    const context = await browser.newContext({ storageState: await page.context().storageState() });
    const fresh = await context.newPage();
    fresh.on("response", (response) => sizes.set(response.url(), Number(response.headers()["content-length"] ?? 0)));
    await fresh.goto(`${base}/sites/${SITE}?${PERIOD}`);
    await expect.poll(() => fresh.locator("[data-drawn=true]").count()).toBe(1);
    await expect.poll(() => [...sizes].filter(([url]) => url.includes("/assets/engine-")).length).toBe(1);
    const files = [...sizes].filter(([url]) => !url.includes("/api/"));
    const total = files.reduce((sum, [, size]) => sum + size, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThan(200_000);
    await context.close();
  });

  it("fits a phone", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const view of VIEWS) {
      await open(view, "vi");
      const wide = await overflow();
      expect({ view, wide }).toEqual({ view, wide: 0 });
    }
    await page.setViewportSize({ width: 1380, height: 900 });
  });
});

describe("What hostile events say", () => {
  it("is shown, as text", async () => {
    await open("", "en");
    await expect.poll(() => page.locator("main").textContent()).toContain(HOSTILE);
  });
});

describe("The numbers on the pages", () => {
  it("are those that SQL counts in the tables: who came into each stage", async () => {
    await open("", "en");
    const expected = await ask(`select stage, count(*)::int as entered from (${ENTRIES}) as e group by stage`);
    expect(expected.length).toBe(4);
    for (const { stage, entered } of expected) {
      expect(await page.locator(`.stage-facts[data-stage="${stage}"] [data-entered]`).textContent()).toBe(
        Number(entered).toLocaleString("en-GB"),
      );
    }
  });

  it("are those that SQL counts in the tables: moves, those back with their reasons, and ways", async () => {
    await open("flows", "en");
    const [back] = await ask(`select count(*)::int as moves from (${ENTRIES}) as e where direction = 'back'`);
    const [moves] = await ask(`select count(*)::int as moves from (${ENTRIES}) as e`);
    const sum = (rows: string[][], column: number): number =>
      rows.reduce((total, row) => total + Number(row[column]?.replaceAll(",", "")), 0);
    expect(Number(back?.["moves"])).toBeGreaterThan(5);
    expect(sum(await tableOf("moves-back"), 3)).toBe(back?.["moves"]);
    expect(sum(await tableOf("stage-moves"), 4)).toBe(moves?.["moves"]);
    const [people] = await ask(`select count(*)::int as people from journeys where not is_bot and site_id = '${SITE}'`);
    expect(sum(await tableOf("stage-ways"), 1)).toBe(people?.["people"]);
  });

  it("are those that SQL counts in the tables: the journey map's sessions, and in every model as many", async () => {
    const [expected] = await ask(`select count(*)::int as sessions from touchpoints t join journeys j using (part, site_id, person_id)
      where not j.is_bot and t.site_id = '${SITE}' and t.kind = 'session'`);
    await open("map", "en");
    const models = await page
      .locator(".model-choice option")
      .evaluateAll((options) => options.map((option) => option.getAttribute("value")));
    expect(models).toHaveLength(6);
    await page.locator("summary").click();
    for (const model of models) {
      await page.selectOption(".model-choice select", model);
      await page.waitForURL(new RegExp(`model=${model}`));
      await settled();
      const rows = await tableOf("map-touchpoints");
      const sessions = rows.filter((row) => row[1] === "Session").reduce((total, row) => total + Number(row[3]?.replaceAll(",", "")), 0);
      expect({ model, sessions }).toEqual({ model, sessions: expected?.["sessions"] });
    }
  });

  it("come with the query that gives them", async () => {
    await open("flows", "en");
    const card = page.locator('[data-report="moves-back"]');
    await card.getByRole("button", { name: "Show the SQL" }).click();
    const text = (await card.locator(".sql").textContent()) ?? "";
    const rows = await database.query(text);
    expect(rows.map((row) => String(row["moves"]))).toEqual((await tableOf("moves-back")).map((row) => row[3]));
  });
});

describe("The questions of docs/questions.md", () => {
  it("are each answered by one short query of an analyst who sees this site only", async () => {
    const text = await readFile(new URL("../../../docs/questions.md", import.meta.url), "utf8");
    const questions = [...text.matchAll(/^## \d+\. (.+)\n[\s\S]*?^```sql\n([\s\S]*?)^```/gm)];
    expect(questions).toHaveLength(12);
    const unanswered: unknown[] = [];
    const login = await recordAnalyst(database.db, `analyst_${randomBytes(6).toString("hex")}`, [SITE]);
    const analyst = new pg.Client({ connectionString: urlOfLogin(database.url, login) });
    await analyst.connect();
    try {
      for (const [, title, query = ""] of questions) {
        const { rows } = await analyst.query(query);
        if (rows.length === 0) unanswered.push(title);
        expect({ title, isShort: query.trim().split("\n").length <= 3 }).toEqual({ title, isShort: true });
      }
      // Open carts of these shoppers expire a week after they were made up.
      expect(unanswered.filter((title) => title !== "What lies in abandoned carts?")).toEqual([]);
    } finally {
      await analyst.end();
      await removeAnalyst(database.db, login.name);
    }
  });
});
