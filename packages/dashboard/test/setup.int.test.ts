import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { REJECT_REASONS } from "@waystitch/protocol";
import { type EventRow, loadKey, recordBatch, recordKey, recordSite } from "@waystitch/store";
import { createTestDatabase, eventRow, rejectedRow, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sinceOf } from "../src/setup/check-api.js";
import { type DashboardUnderTest, startDashboardUnderTest } from "./dashboard-under-test.js";

const INTEGRITY = `sha384-${"A".repeat(64)}`;
let database: TestDatabase;
let dashboard: DashboardUnderTest;
let collectorUrl: string;
/** What the collector answers; it can be made to say anything. */
let list: unknown = { scripts: [{ path: "/waystitch.0123456789ab.js", isVersioned: true, integrity: INTEGRITY, bytes: 1 }] };

const collector = createServer((_request, response) => response.end(JSON.stringify(list)));

/** A page view received on a day at noon in Viet Nam, so long after it had happened. */
const seen = (site: string, id: string, day: string, lateMs = 0, columns: Partial<EventRow> = {}): EventRow => {
  const received = Date.parse(`${day}T05:00:00Z`);
  const times = { received_at: new Date(received).toISOString(), occurred_at: new Date(received - lateMs).toISOString() };
  return eventRow(site, `v-${id}`, id, { ...times, ...columns });
};

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  collectorUrl = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  for (const site of ["a", "b"]) await recordSite(db, site, { name: site });
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const rejectedAt = { received_at: `${day}T05:00:00Z` };
  await recordBatch(db, {
    events: [
      seen("a", "1", day),
      seen("a", "2", day, 3_600_001),
      seen("a", "3", day, 3_600_000, { trusted: true }),
      seen("a", "4", day, 0, { bot_reason: "crawler" }),
      seen("a", "old", "2025-01-01"),
      // Half past midnight of the next day in Viet Nam.
      seen("a", "5", day, 0, { received_at: `${day}T17:30:00Z`, occurred_at: `${day}T17:30:00Z` }),
      seen("b", "other", day),
    ],
    rejected: [
      rejectedRow("a", "r1", { ...rejectedAt, reason: "order_id_empty", detail: "the first", payload: '{"a":1}' }),
      rejectedRow("a", "r2", {
        ...rejectedAt,
        reason: "order_id_empty",
        received_at: `${day}T06:00:00Z`,
        detail: "<b>2</b>",
        payload: "x".repeat(2_001),
      }),
      rejectedRow("a", "r3", { ...rejectedAt, reason: "no_visitor" }),
      rejectedRow("b", "r4", { ...rejectedAt, reason: "type_unknown" }),
    ],
  });
  await recordBatch(db, { events: [seen("a", "1", day)], rejected: [] });
  await database.query("insert into ingest_gaps values ('a', $1, 9, 2), ('b', $1, 5, 5)", [day]);
  dashboard = await startDashboardUnderTest(database, { collectorUrl });
});
afterAll(async () => {
  await dashboard.close();
  collector.close();
  await database.drop();
});

/** The parsed answer; the test names what it expects of it. */
async function ask(path: string, method = "GET", body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await dashboard.ask(`/api/sites/${path}`, init);
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
}

describe("The quality of data", () => {
  it("is told by the same rules as the view of the last 92 days, of one site only", async () => {
    const { body } = await ask("a/reports/quality-days");
    const view = await database.query(
      "select day::text, accepted, from_servers, from_robots, late, duplicate, rejected, share_rejected::float8, expected::float8, missing::float8 from data_quality_by_day where site_id = 'a' order by day",
    );
    const rows = body["rows"] as readonly { share_rejected: number; from_browsers: number }[];
    expect(rows.map(({ from_browsers: _, ...row }) => ({ ...row, share_rejected: Number(row.share_rejected.toFixed(4)) }))).toEqual(view);
    expect(rows).toMatchObject([
      { accepted: 4, from_browsers: 2, from_servers: 1, from_robots: 1, late: 1, duplicate: 1, rejected: 3, expected: 9, missing: 2 },
      { accepted: 1, duplicate: 0, rejected: 0, expected: null, missing: null },
    ]);
  });

  it("counts each reason, most first", async () => {
    const { body } = await ask("a/reports/quality-reasons");
    expect(body["rows"]).toMatchObject([
      { reason: "order_id_empty", rejected: 2, days: 1 },
      { reason: "no_visitor", rejected: 1, days: 1 },
    ]);
  });

  it("shows the latest example of a reason, bounded, and never one of another site", async () => {
    const { body } = await ask("a/rejected/order_id_empty");
    expect(body["example"]).toMatchObject({ detail: "<b>2</b>", payload: "x".repeat(2_000), isCut: true });
    expect((await ask("a/rejected/type_unknown")).body).toEqual({ example: null });
    expect((await ask("a/rejected/constructor")).status).toBe(400);
    for (const reason of Object.keys(REJECT_REASONS)) expect((await ask(`a/rejected/${reason}`)).status).toBe(200);
  });
});

describe("A replay of what was rejected", () => {
  it("is asked for once at a time and site, by reason or of all, and what is no such question is refused", async () => {
    for (const body of [{}, { isTrial: 1 }, { isTrial: true, reason: "constructor" }, { isTrial: true, since: "2026-01-01" }])
      expect((await ask("a/replays", "POST", body)).status, JSON.stringify(body)).toBe(400);
    const asked = await ask("a/replays", "POST", { isTrial: true, reason: "no_visitor" });
    expect([asked.status, asked.body]).toMatchObject([202, { isTrial: true, reason: "no_visitor", state: "waiting", accepted: 0 }]);
    expect((await ask("a/replays", "POST", { isTrial: false })).status).toBe(409);
    expect((await ask("b/replays", "POST", { isTrial: false })).status).toBe(202);
    expect((await ask("a/replays")).body["replays"]).toMatchObject([{ requestId: asked.body["requestId"] }]);
  });
});

describe("Keys", () => {
  it("are made, send at once, are listed without the secret, and are revoked by their id", async () => {
    const made = await ask("a/keys", "POST", { kind: "secret", label: " server " });
    expect(made.status).toBe(201);
    const key = String(made.body["key"]);
    expect(await loadKey(database.db, key)).toMatchObject({ siteId: "a", kind: "secret" });
    const keys = (await ask("a/keys")).body["keys"] as readonly { keyId: string; label: string; kind: string }[];
    expect(JSON.stringify(keys)).not.toContain(key);
    const [line] = keys.filter(({ label }) => label === "server");
    expect(line).toMatchObject({ kind: "secret", writeKey: null, revokedAt: null });
    expect((await ask(`b/keys/${line?.keyId}`, "DELETE")).status).toBe(404);
    expect((await ask(`a/keys/${line?.keyId}`, "DELETE")).status).toBe(204);
    expect(await loadKey(database.db, key)).toBeNull();
    expect((await ask(`a/keys/${line?.keyId}`, "DELETE")).status).toBe(404);
    expect(await database.query("select action, detail from audit_log where action like 'key%' order by at")).toEqual([
      { action: "key_made", detail: { kind: "secret", label: "server" } },
      { action: "key_revoked", detail: { key: line?.keyId } },
    ]);
  });

  it.each([
    ["no object", []],
    ["a kind of its own", { kind: "master" }],
    ["a field of its own", { kind: "write", eventsPerSecond: 1 }],
    ["a label of two lines", { kind: "write", label: "a\nb" }],
    ["a label that turns what follows it", { kind: "write", label: "\u202Eabc" }],
    ["a long label", { kind: "write", label: "x".repeat(101) }],
    ["an origin with a path", { kind: "write", origins: ["https://shop.example/x"] }],
    ["an origin that is no text", { kind: "write", origins: [1] }],
    ["many origins", { kind: "write", origins: Array(21).fill("https://shop.example") }],
    ["a secret key of an origin", { kind: "secret", origins: ["https://shop.example"] }],
  ])("are not made of %s", async (_what, body) => {
    const before = await database.query("select 1 from keys");
    expect((await ask("a/keys", "POST", body)).status).toBe(400);
    expect(await database.query("select 1 from keys")).toHaveLength(before.length);
  });

  it.each(["%25%25%25%25%25%25%25%25%25%25", "__________", "ABCDEF0123", "wk_x"])("are not revoked by %s", async (id) => {
    await recordKey(database.db, "a", "write", "wk_kept", "kept");
    expect((await ask(`a/keys/${id}`, "DELETE")).status).toBe(404);
    expect(await loadKey(database.db, "wk_kept")).not.toBeNull();
  });
});

describe("The set-up of a site", () => {
  it("has the write keys in use, the collector's address and the version of the script with its hash", async () => {
    await recordKey(database.db, "b", "write", "wk_b", "shop", { origins: ["https://shop.example"] });
    await recordKey(database.db, "b", "secret", "sk_b", "server");
    const { body } = await ask("b/setup");
    expect(body).toMatchObject({
      collectorUrl,
      pinned: { path: "/waystitch.0123456789ab.js", integrity: INTEGRITY },
      writeKeys: [{ writeKey: "wk_b", label: "shop", origins: ["https://shop.example"], lastUsedOn: null }],
      settings: { keepsContacts: false },
    });
    expect(JSON.stringify(body)).not.toContain("server");
  });

  it("takes nothing from a collector that is no path and hash of a script", async () => {
    for (const each of [
      { path: '/x.js" onload="alert(1)', integrity: INTEGRITY },
      { path: "/waystitch.0123456789ab.js", integrity: '"' },
    ]) {
      list = { scripts: [{ ...each, isVersioned: true }] };
      const other = await startDashboardUnderTest(database, { collectorUrl });
      const answer = (await (await other.ask("/api/sites/b/setup")).json()) as Record<string, unknown>;
      await other.close();
      expect(answer["pinned"]).toBeNull();
    }
  });
});

describe("The check of a tag", () => {
  it("sees the marked visit first, and what was rejected, of the site alone and since it began", async () => {
    const now = new Date().toISOString();
    const view = (site: string, id: string, url: string, columns: Partial<EventRow> = {}): EventRow =>
      eventRow(site, `check-${id}`, id, { page_url: url, occurred_at: now, received_at: now, ...columns });
    await recordBatch(database.db, {
      events: [
        view("a", "m", "https://shop.example/?waystitch-check=cabcdefgh", { browser: "Chrome 143", page_title: "Shop" }),
        ...Array.from({ length: 9 }, (_, at) =>
          view("a", `o${at}`, "https://shop.example/", { received_at: new Date(Date.now() + 1_000).toISOString() }),
        ),
        view("a", "server", "https://shop.example/?cabcdefgh", { trusted: true }),
        view("b", "m", "https://b.example/?waystitch-check=cabcdefgh"),
      ],
      rejected: [rejectedRow("a", "fresh", { reason: "name_missing", received_at: now })],
    });
    const since = new Date(Date.now() - 60_000).toISOString();
    const { body } = await ask(`a/check?marker=cabcdefgh&since=${since}`);
    const pages = body["pages"] as readonly unknown[];
    expect(pages).toHaveLength(5);
    expect(pages[0]).toMatchObject({ isMarked: true, browser: "Chrome 143", pageTitle: "Shop" });
    expect(pages.slice(1)).toEqual(Array(4).fill(expect.objectContaining({ isMarked: false })));
    expect(body["rejected"]).toMatchObject([{ reason: "name_missing" }]);
    expect((await ask("a/check?marker=cabcdefgh&since=2099-01-01T00:00:00Z")).status).toBe(200);
    expect((await ask("a/check?marker=%27%3B--")).status).toBe(400);
  });

  it("reads the last three minutes at most, whatever is asked", () => {
    const now = Date.parse("2026-11-30T12:00:00Z");
    const read = (asked: unknown): string => sinceOf(asked, now).toISOString().slice(11, 19);
    expect(["2020-01-01", "2026-11-30T11:59:00Z", "2099-01-01", "tomorrow", ["x"], undefined].map(read)).toEqual([
      "11:57:00",
      "11:59:00",
      "12:00:00",
      "12:00:00",
      "12:00:00",
      "12:00:00",
    ]);
  });
});
