import { createDatabase, recordSite } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayIn } from "../src/reports/parse-question.js";
import { type DashboardUnderTest, startDashboardUnderTest } from "./dashboard-under-test.js";
import { type SeededPerson, seedPerson } from "./seed.js";

const NOW = new Date("2026-11-22T05:00:00Z");
let database: TestDatabase;
let dashboard: DashboardUnderTest;
let buyer: string;

const visitor = (name: string, ago: number): SeededPerson => ({
  visitor: name,
  arrivals: [{ ago, channel: "Direct" }],
  moves: [{ ago, event: "page", milestone: "first_touch", stage: "Attract", step: "aware", page: "/" }],
});

const BUYER: SeededPerson = {
  visitor: "buyer",
  userId: "linh",
  leadMagnet: "Quiz",
  arrivals: [{ ago: 90, channel: "Paid Search", source: "google", medium: "cpc", campaign: "tet" }],
  moves: [
    { ago: 90, event: "page", milestone: "first_touch", stage: "Attract", step: "aware", page: "/", title: "Home" },
    { ago: 80, event: "Lead Captured", milestone: "lead_captured", stage: "Convert", step: "lead", attributes: { lead_magnet: "Quiz" } },
    { ago: 70, event: "Order Completed", milestone: "order_completed", stage: "Close", step: "customer", page: "/cam-on" },
  ],
  orders: [{ id: "O1", total: 1_290_000, ago: 70, status: "placed", product: "Gọng" }],
};

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await recordSite(db, "a", { name: "Site A" });
  await recordSite(db, "b", { name: "Site B", timeZone: "Europe/Berlin", currency: "EUR" });
  buyer = await seedPerson(db, "a", BUYER, NOW);
  for (const [name, ago] of [
    ["v1", 30],
    ["v2", 20],
    ["v3", 10],
  ] as const)
    await seedPerson(db, "a", visitor(name, ago), NOW);
  await seedPerson(db, "a", { ...visitor("robot", 5), isBot: true }, NOW);
  await seedPerson(db, "b", visitor("v1", 30), NOW);
  dashboard = await startDashboardUnderTest(database, { shopUrl: "http://127.0.0.1:4102" });
});
afterAll(async () => {
  await dashboard.close();
  await database.drop();
});

/** The parsed answer; the test names what it expects of it. */
async function read(path: string): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const response = await dashboard.ask(path);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe("/api/sites", () => {
  it("lists every site and where the shop is", async () => {
    const { body } = await read("/api/sites");
    expect(body).toEqual({
      sites: [
        { siteId: "a", name: "Site A", timeZone: "Asia/Ho_Chi_Minh", currency: "VND", domains: [], role: "owner" },
        { siteId: "b", name: "Site B", timeZone: "Europe/Berlin", currency: "EUR", domains: [], role: "owner" },
      ],
      shopUrl: "http://127.0.0.1:4102",
    });
  });
});

describe("/api/sites/:site/overview", () => {
  it("counts the site's people in the four stages, the empty ones too, and leaves robots out", async () => {
    const { body } = await read("/api/sites/a/overview");
    expect(body).toMatchObject({ people: 4, active: 4, lapsed: 0, bots: 1, newestActivity: "2026-11-22T04:50:00.000Z", movesBack: [] });
    expect(body["stages"]).toMatchObject([
      {
        stage: "Attract",
        people: 3,
        reached: 4,
        steps: [
          { step: "aware", people: 3 },
          { step: "engaged", people: 0 },
        ],
      },
      { stage: "Convert", people: 0, reached: 1 },
      { stage: "Close", people: 1, reached: 1 },
      { stage: "Delight", people: 0, reached: 0 },
    ]);
    expect((await read("/api/sites/b/overview")).body).toMatchObject({ people: 1, bots: 0 });
    expect((await read("/api/sites/a/overview?bots=1")).body).toMatchObject({ people: 5 });
  });
});

describe("/api/sites/:site/journeys", () => {
  const people = (body: Record<string, unknown>): unknown[] => (body["journeys"] as { personId: string }[]).map(({ personId }) => personId);

  it("lists the site's people, the latest first, page by page", async () => {
    const whole = await read("/api/sites/a/journeys");
    expect([people(whole.body).length, people(whole.body).at(-1), whole.body["next"]]).toEqual([4, buyer, null]);
    const first = await read("/api/sites/a/journeys?limit=3");
    const second = await read(`/api/sites/a/journeys?limit=3&before=${String(first.body["next"])}`);
    expect([...people(first.body), ...people(second.body)]).toEqual(people(whole.body));
    expect(people((await read("/api/sites/b/journeys")).body)).toHaveLength(1);
  });

  it("is compressed on its way", async () => {
    const response = await dashboard.ask("/api/sites/a/journeys", { headers: { "accept-encoding": "gzip, br" } });
    expect([response.headers.get("content-encoding"), people((await response.json()) as Record<string, unknown>).length]).toEqual([
      "br",
      4,
    ]);
  });

  it("lists one stage, and robots when asked", async () => {
    expect(people((await read("/api/sites/a/journeys?stage=Close")).body)).toEqual([buyer]);
    expect(people((await read("/api/sites/a/journeys?bots=1")).body)).toHaveLength(5);
  });

  it.each(["stage=close", "stage=", "stage=Close&stage=Attract", "limit=0", "limit=201", "limit=1.5", "limit=x", "before=x", "before="])(
    "says what is wrong with %s",
    async (query) => {
      const { status, body } = await read(`/api/sites/a/journeys?${query}`);
      expect([status, body["error"]]).toEqual([400, "bad_request"]);
      expect(body["message"]).toContain(query.split("=")[0]);
    },
  );
});

describe("/api/sites/:site/journeys/:person", () => {
  it("tells one journey with the event of every entry", async () => {
    const { body } = await read(`/api/sites/a/journeys/${buyer}`);
    expect(body["journey"]).toMatchObject({ personId: buyer, userId: "linh", stage: "Close", revenue: "1290000" });
    expect(body["stages"]).toMatchObject([
      { stage: "Attract", evidence: { type: "page", pageTitle: "Home", occurredAt: "2026-11-22T03:30:00.000Z" } },
      { stage: "Convert", evidence: { name: "Lead Captured" } },
      { stage: "Close", evidence: { name: "Order Completed", pageUrl: "https://mat-kinh.example/cam-on" } },
    ]);
    expect(body["sessions"]).toMatchObject([{ channel: "Paid Search", campaign: "tet", pages: [{ title: "Home" }] }]);
    expect(body["orders"]).toMatchObject([{ orderId: "O1", total: "1290000", currency: "VND" }]);
    for (const part of ["touchpoints", "milestones", "carts", "identifiers", "visitors"]) expect(body[part]).toBeInstanceOf(Array);
  });

  it("finds a person by an id of former times", async () => {
    const old = `0${"0b"}-${"x".repeat(20)}`;
    await database.db.insertInto("person_aliases").values({ part: 0x00b, site_id: "a", old_person_id: old, person_id: buyer }).execute();
    expect((await read(`/api/sites/a/journeys/${old}`)).body["journey"]).toMatchObject({ personId: buyer });
    expect((await read(`/api/sites/b/journeys/${old}`)).status).toBe(404);
  });

  it.each(["x", "%00", "..%2f..%2f", "000-xxxxxxxxxxxxxxxxxxxx", "'"])("knows nobody called %s, and says so", async (person) => {
    const { status, body } = await read(`/api/sites/a/journeys/${person}`);
    expect([status, body["error"]]).toEqual([404, "unknown_person"]);
  });

  it("does not show a person to another site", async () => {
    expect((await read(`/api/sites/b/journeys/${buyer}`)).status).toBe(404);
  });
});

describe("/api/sites/:site/reports/:report", () => {
  it("says which day it is at the site, whose clock is not the browser's", async () => {
    // 25 hours apart: it is never the same day in both.
    const zones = { east: "Pacific/Kiritimati", west: "Pacific/Pago_Pago" };
    for (const [site, timeZone] of Object.entries(zones)) {
      await recordSite(database.db, site, { name: site, timeZone });
      const before = dayIn(timeZone, new Date());
      const period = (await read(`/api/sites/${site}/reports/cart-trend?from=2026-03-01&to=2026-03-07`)).body["period"];
      // Midnight may have come meanwhile.
      expect([before, dayIn(timeZone, new Date())]).toContain((period as { today: string }).today);
      expect(period).toMatchObject({ from: "2026-03-01", to: "2026-03-07" });
    }
  });
});

describe("An unknown site", () => {
  it.each(["overview", "journeys", "journeys/x", "live"])("is not found by %s", async (rest) => {
    for (const site of ["c", "%00", "A", "..", "a%20"]) {
      const { status, body } = await read(`/api/sites/${site}/${rest}`);
      expect(status).toBe(404);
      expect(["unknown_site", "unknown_route"]).toContain(body["error"]);
    }
  });
});

describe("/health", () => {
  it("is well while the database answers", async () => {
    for (const method of ["GET", "HEAD"]) expect((await fetch(`${dashboard.url}/health`, { method })).status).toBe(200);
  });

  it("is not put to the database when something is wrong with us: no stage can be told of whom no milestone leads to one", async () => {
    const lost = { ...visitor("lost", 5), moves: [{ ago: 5, event: "Product Added", milestone: "cart_added" }] };
    const id = await seedPerson(database.db, "b", lost, NOW);
    const answer = await dashboard.ask(`/api/sites/b/journeys/${id}/explanation`);
    expect([answer.status, await answer.json()]).toEqual([500, { error: "failed", message: expect.any(String) }]);
  });

  it("is not well without the database, and the API says to come back", async () => {
    const db = createDatabase({ url: "postgres://nobody@127.0.0.1:1/none", applicationName: "test" });
    const alone = await startDashboardUnderTest({ db, dbOf: () => db });
    const health = await fetch(`${alone.url}/health`);
    expect([health.status, health.headers.get("retry-after")]).toEqual([503, "2"]);
    const api = await fetch(`${alone.url}/api/sites`, { headers: { cookie: "waystitch=some-token" } });
    expect([api.status, await api.json()]).toEqual([503, { error: "unavailable", message: expect.any(String) }]);
    await alone.close();
    await db.destroy();
  });
});
