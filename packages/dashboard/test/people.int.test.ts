import { explain, journeysOf } from "@waystitch/journey";
import { createNaming } from "@waystitch/naming";
import {
  loadExplainable,
  loadPeopleNamed,
  loadSettings,
  recordSession,
  recordSite,
  recordUserRole,
  replacePassword,
} from "@waystitch/store";
import { createTestDatabase, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, DAY, HOUR, MINUTE, START } from "@waystitch/testbed/facts";
import { carryOutRequest, stitchBatch } from "@waystitch/worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DashboardUnderTest, ownHeaders, startDashboardUnderTest } from "./dashboard-under-test.js";

const SECRET = "a secret of this test";
const naming = createNaming(SECRET);
const [EMAIL, PHONE] = [naming.email("lan@shop.vn") ?? "", naming.phone("0912 345 678") ?? ""];

const page = (visitorId: string, eventId: string, at: number) =>
  ({ ...BLANK, visitorId, eventId, type: "page", at, pageUrl: "https://shop.example/kinh?utm_source=zalo&utm_medium=social" }) as const;
const track = (visitorId: string, eventId: string, at: number, name: string, properties = {}) =>
  ({ ...BLANK, visitorId, eventId, at, name, properties }) as const;

/** Lan leaves her address and buys; a colleague signs in on her browser; An looks into the cart; a robot passes by. */
const FACTS = [
  page("lan-1", "e1", START),
  { ...track("lan-1", "e2", START + MINUTE, "Lead Captured", { lead_magnet: "=1+1" }), identifiers: [EMAIL, PHONE] },
  { ...track("lan-1", "e3", START + 2 * MINUTE, "Order Completed", { order_id: "MK-77", total: 1_290_000 }), userId: "lan" },
  {
    ...track("@order:MK-77", "e4", START + 4 * DAY, "Order Delivered", {
      order_id: "MK-77",
      promised_at: new Date(START + DAY).toISOString(),
    }),
    trusted: true,
  },
  { ...page("lan-1", "e5", START + 5 * DAY), userId: "binh" },
  page("an-1", "e1", START + HOUR),
  track("an-1", "e2", START + HOUR + MINUTE, "Product Added", { product_id: "k1", price: 590_000, quantity: 1 }),
  { ...page("bot-1", "e1", START + 2 * HOUR), isBot: true },
];

let database: TestDatabase;
let dashboard: DashboardUnderTest;
let blind: DashboardUnderTest;

beforeAll(async () => {
  database = await createTestDatabase();
  for (const site of ["shop", "other"]) {
    await recordSite(database.db, site, { name: site });
    await storeFacts(database.db, site, FACTS);
  }
  while ((await stitchBatch(database.dbOf("worker"), 50, START + 6 * DAY)).visitors > 0);
  dashboard = await startDashboardUnderTest(database, { naming });
  blind = await startDashboardUnderTest(database);
});
afterAll(async () => {
  await dashboard.close();
  await blind.close();
  await database.drop();
});

interface Found {
  readonly people: readonly { readonly line: { readonly userId: string | null; readonly personId: string }; readonly as: string[] }[];
  readonly needsSecret: boolean;
}

async function search(text: unknown, on = dashboard, site = "shop"): Promise<Found> {
  const init = { method: "POST", body: JSON.stringify({ text }), headers: { "content-type": "application/json" } };
  return (await (await on.ask(`/api/sites/${site}/people/search`, init)).json()) as Found;
}
const told = ({ people }: Found) => people.map(({ line, as }) => [line.userId, ...as]);

async function list(query: string) {
  const response = await dashboard.ask(`/api/sites/shop/journeys?${query}`);
  return (await response.json()) as { journeys: { userId: string | null; personId: string; stage: string }[]; next: string | null };
}

describe("The search", () => {
  it.each(["lan@shop.vn", " LAN@Shop.vn ", "0912345678", "+84 912 345 678", "84912345678"])("finds a person by %j", async (text) => {
    expect(told(await search(text))).toEqual([["lan", text.includes("@") ? "email" : "phone"]]);
  });

  it("finds a person by account, order, visitor and person id, and nobody by what nobody has", async () => {
    expect(told(await search("lan"))).toEqual([["lan", "user"]]);
    expect(told(await search("MK-77"))).toEqual([["lan", "order"]]);
    expect(told(await search("an-1"))).toEqual([[null, "visitor"]]);
    const id = (await search("lan")).people[0]?.line.personId ?? "";
    expect(told(await search(id))).toEqual([["lan", "person"]]);
    for (const text of ["nobody@shop.vn", "MK-78", "", "   ", "x".repeat(300), 7, null]) expect((await search(text)).people).toEqual([]);
  });

  it("does not take another user of the same browser for whoever left the address, and finds both by the browser", async () => {
    expect(told(await search("lan@shop.vn"))).toEqual([["lan", "email"]]);
    expect(
      told(await search("lan-1"))
        .map(([user]) => user)
        .sort(),
    ).toEqual(["binh", "lan"]);
  });

  it("stays within the site", async () => {
    await recordSite(database.db, "empty", { name: "Empty" });
    expect((await search("lan@shop.vn", dashboard, "empty")).people).toEqual([]);
    const ids = [await search("lan"), await search("lan", dashboard, "other")].map(({ people }) => people[0]?.line.personId);
    expect(new Set(ids).size).toBe(2);
    expect(await loadPeopleNamed(database.dbOf("dashboard"), "empty", [EMAIL])).toEqual([]);
  });

  it("says so where it does not know the secret, and finds accounts all the same", async () => {
    expect(await search("lan@shop.vn", blind)).toEqual({ people: [], needsSecret: true });
    expect(await search("0912345678", blind)).toEqual({ people: [], needsSecret: true });
    expect(told(await search("lan", blind))).toEqual([["lan", "user"]]);
  });

  it("is not answered to GET, whose address would hold what was typed", async () => {
    expect((await dashboard.ask("/api/sites/shop/people/search?text=lan@shop.vn")).status).toBe(404);
  });
});

describe("The list", () => {
  it("is narrowed by stage, step, status, cart, late delivery, channel and segment", async () => {
    const users = async (query: string) => (await list(query)).journeys.map(({ userId }) => userId ?? "-").sort();
    expect(await users("")).toEqual(["-", "binh", "lan"]);
    expect(await users("bots=1")).toEqual(["-", "-", "binh", "lan"]);
    expect(await users("stage=Delight")).toEqual(["lan"]);
    expect([await users("stage=Close&step=cart"), await users("stage=Close&step=customer")]).toEqual([["-"], []]);
    expect([await users("cart=open"), await users("cart=abandoned"), await users("late=1")]).toEqual([["-"], ["-"], ["lan"]]);
    expect([await users("status=active"), await users("status=lapsed")]).toEqual([["-", "binh", "lan"], []]);
    const { rows } = {
      rows: await database.db.selectFrom("rfm_segments").select(["person_id", "segment"]).where("site_id", "=", "shop").execute(),
    };
    expect(await users(`segment=${rows[0]?.segment}`)).toEqual(["lan"]);
    expect(await users("segment=nonsense")).toEqual([]);
    const first = (await list("")).journeys[0] as unknown as { firstChannel: string };
    expect((await users(`channel=${encodeURIComponent(first.firstChannel)}`)).length).toBeGreaterThan(0);
    expect(await users("channel=Nowhere")).toEqual([]);
  });

  it.each(["seen", "since", "revenue"])("by %s goes through everybody once, page by page", async (order) => {
    const whole = (await list(`order=${order}&bots=1&limit=50`)).journeys.map(({ personId }) => personId);
    const paged: string[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const answer: Awaited<ReturnType<typeof list>> = await list(`order=${order}&bots=1&limit=1${next === "" ? "" : `&before=${next}`}`);
      paged.push(...answer.journeys.map(({ personId }) => personId));
      next = answer.next;
    }
    expect(paged).toEqual(whole);
    expect(whole).toHaveLength(order === "revenue" ? 1 : 4);
  });

  it("is had as a file that holds no contact and no formula, and the audit log says who took it", async () => {
    const response = await dashboard.ask("/api/sites/shop/csv/people?order=seen&limit=1");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="shop-people.csv"');
    const text = await response.text();
    const [head, ...rows] = text.trim().split("\r\n");
    expect(head).toMatch(/^\ufeff?person_id,user_id,stage,step,/);
    // The page's size narrows no file.
    expect(rows.map((row) => row.split(",").slice(1, 3)).sort()).toEqual([
      ["", "Close"],
      ["binh", "Attract"],
      ["lan", "Delight"],
    ]);
    for (const secret of [EMAIL, PHONE, "lan@shop.vn"]) expect(text).not.toContain(secret);
    expect(text).toContain(",'=1+1,");
    const narrowed = await (await dashboard.ask("/api/sites/shop/csv/people?stage=Close&cart=abandoned")).text();
    expect(narrowed.trim().split("\r\n")).toHaveLength(2);
    const { entries } = (await (await dashboard.ask("/api/sites/shop/audit")).json()) as { entries: { action: string; detail: object }[] };
    expect(entries.slice(0, 2)).toMatchObject([
      { action: "exported", detail: { what: "people", rows: 1, is_whole: true, filters: "stage=Close cart=abandoned" } },
      { action: "exported", detail: { what: "people", rows: 3, is_whole: true, filters: "order=seen" } },
    ]);
    expect((await dashboard.ask("/api/sites/shop/csv/people?stage=Nowhere")).status).toBe(400);
  });

  it("refuses what it does not know, and a cursor of another order", async () => {
    const { next } = await list("order=seen&limit=1");
    for (const query of ["order=name", "cart=full", "status=gone", "stage=Nowhere", `order=since&before=${next}`])
      expect((await dashboard.ask(`/api/sites/shop/journeys?${query}`)).status).toBe(400);
  });
});

describe("What explains a person", () => {
  it("is the same from the derived rows as from the events, in both languages", async () => {
    const settings = await loadSettings(database.db, "shop");
    if (settings === null) throw new Error("no site");
    const journeys = journeysOf(FACTS, settings, START + 6 * DAY);
    expect(journeys.length).toBe(4);
    for (const journey of journeys) {
      const read = await loadExplainable(database.dbOf("dashboard"), "shop", journey.person.personId);
      if (read === null) throw new Error("nobody");
      for (const language of ["en", "vi"] as const) expect(explain(read, language)).toEqual(explain(journey, language));
    }
  });

  it("is told by the API in the page's language, and nobody's is null", async () => {
    const id = (await search("lan")).people[0]?.line.personId;
    const read = async (path: string) =>
      (await (await dashboard.ask(`/api/sites/shop/journeys/${path}`)).json()) as Record<string, unknown>;
    expect(JSON.stringify(await read(`${id}/explanation?lang=vi`))).toContain("Hài lòng");
    expect(await read("0aa-nobody/explanation")).toEqual({ explanation: null });
  });
});

describe("The activity", () => {
  it("tells the latest events with the step each caused, of nobody's shared browser what is another's", async () => {
    const response = await dashboard.ask("/api/sites/shop/activity");
    const { events } = (await response.json()) as { events: Record<string, unknown>[] };
    const of = (visitorId: string, eventId: string) =>
      events.find((event) => event["visitorId"] === visitorId && event["eventId"] === eventId);
    expect(of("an-1", "e2")).toMatchObject({
      name: "Product Added",
      move: { fromStage: "Attract", stage: "Close", step: "cart", milestone: "cart_added" },
    });
    expect(of("@order:MK-77", "e4")).toMatchObject({ userId: "lan", move: { fromStage: "Close", stage: "Delight" } });
    expect(of("bot-1", "e1")).toMatchObject({ isBot: true });
    const times = events.map((event) => Date.parse(String(event["occurredAt"])));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(of("lan-1", "e5")).toMatchObject({ userId: "binh" });
    expect(of("lan-1", "e3")).toMatchObject({ userId: "lan" });
  });

  it("is what came later, where a time is given, and refuses what is none", async () => {
    const after = new Date(START + 3 * DAY).toJSON();
    const { events } = (await (await dashboard.ask(`/api/sites/shop/activity?after=${after}`)).json()) as { events: { eventId: string }[] };
    expect(events.map(({ eventId }) => eventId).sort()).toEqual(["e4", "e5"]);
    expect((await dashboard.ask("/api/sites/shop/activity?after=infinity")).status).toBe(400);
  });
});

describe("What is asked for about a person", () => {
  const confirmed = (personId: string, confirm = personId.slice(-4)) => ({
    method: "POST",
    body: JSON.stringify({ confirm }),
    headers: { "content-type": "application/json" },
  });
  const requestOf = async (response: Response) => (await response.json()) as { requestId: string; state: string; problem: string | null };
  const carryOut = () => carryOutRequest(database.dbOf("worker"), naming.erasedKey, START + 6 * DAY);
  const audited = async (): Promise<unknown[]> =>
    await database.query("select action, actor, detail from audit_log where site_id = 'other' and action like 'person_%' order by at");

  it("is a file for whoever asked: to an owner with everything, to an analyst without contacts and rejected events", async () => {
    const [person] = (await search("an-1", dashboard, "other")).people;
    const path = `/api/sites/other/journeys/${person?.line.personId}/export`;
    const { userId } = await recordUserRole(database.db, "other", "an@x.example", "analyst");
    await replacePassword(database.db, userId, "no password has this hash");
    const analyst = { headers: { cookie: `waystitch=${await recordSession(database.db, userId)}` } };
    const byAnalyst = async (url: string, method = "GET") =>
      await fetch(`${dashboard.url}${url}`, { method, headers: { ...ownHeaders(dashboard.url), ...analyst.headers } });
    const whole = await requestOf(await dashboard.ask(path, { method: "POST" }));
    const part = await requestOf(await byAnalyst(path, "POST"));
    const fileOf = ({ requestId }: { requestId: string }) => `/api/sites/other/requests/${requestId}/file`;
    expect((await dashboard.ask(fileOf(whole))).status).toBe(404);
    expect([await carryOut(), await carryOut()]).toMatchObject([{ problem: null }, { problem: null }]);
    const response = await dashboard.ask(fileOf(whole));
    expect(response.headers.get("content-disposition")).toBe("attachment");
    const document = JSON.parse(await response.text());
    expect([document.events.length, document.rejected_events, document.contacts]).toEqual([2, [], []]);
    expect(JSON.parse(await (await byAnalyst(fileOf(part))).text())).toMatchObject({ left_out: ["rejected_events", "contacts"] });
    expect([(await byAnalyst(fileOf(whole))).status, (await dashboard.ask(fileOf(part))).status]).toEqual([404, 404]);
    expect((await dashboard.ask(fileOf(whole).replace("other", "shop"))).status).toBe(404);
    expect(await audited()).toMatchObject([
      { action: "person_exported", actor: "link", detail: { request: whole.requestId, whole: true } },
      { action: "person_exported", actor: "an@x.example", detail: { request: part.requestId, whole: false } },
    ]);
  });

  it("is their erasure, by the last characters of their id, once, and the dashboard itself erases nobody", async () => {
    const [person] = (await search("an-1", dashboard, "other")).people;
    const personId = person?.line.personId ?? "";
    const path = `/api/sites/other/journeys/${personId}`;
    expect((await dashboard.ask(`${path}/erasure`, confirmed(personId, "nope"))).status).toBe(400);
    expect(await (await dashboard.ask(`${path}/requests`)).json()).toEqual({ mayExport: true, mayErase: true, erasure: null });
    const asked = await requestOf(await dashboard.ask(`${path}/erasure`, confirmed(personId)));
    expect(await requestOf(await dashboard.ask(`${path}/erasure`, confirmed(personId)))).toEqual(asked);
    expect(await (await dashboard.ask(`${path}/requests`)).json()).toMatchObject({ erasure: { ...asked, state: "waiting" } });
    await expect(database.dbOf("dashboard").deleteFrom("events").execute()).rejects.toThrow("permission denied");
    await carryOut();
    expect(await requestOf(await dashboard.ask(`/api/sites/other/requests/${asked.requestId}`))).toMatchObject({ state: "done" });
    expect((await dashboard.ask(path)).status).toBe(404);
    expect((await dashboard.ask(`${path}/erasure`, confirmed(personId))).status).toBe(404);
    expect((await audited()).slice(2)).toEqual([
      { action: "person_erasure_asked", actor: "link", detail: { request: asked.requestId } },
      { action: "person_erased", actor: "link", detail: { events: 2, request: asked.requestId } },
    ]);
  });
});
