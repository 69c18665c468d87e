import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addSite, loadStoredIds, pageOf, scriptsOf, sendTo, startCollector, type TestCollector } from "./start-collector.js";

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector({ scripts: scriptsOf("/* waystitch */") });
});
afterAll(() => collector.stop());

const storedIds = (visitor: string, siteId?: string): Promise<string[]> => loadStoredIds(collector, visitor, siteId);

describe("a batch", () => {
  test("is answered with what became of each event, and the good ones are stored beside the bad", async () => {
    const answer = await collector.send([pageOf("answer", "a"), { type: "nope" }, pageOf("answer", "b"), pageOf("answer", "a"), 7]);
    expect(answer).toEqual({
      success: true,
      accepted: 2,
      duplicate: 1,
      rejected: [
        { index: 1, messageId: null, reason: "type_unknown", detail: 'type "nope"' },
        { index: 4, messageId: null, reason: "event_not_object", detail: "an event that is number" },
      ],
    });
    expect(await storedIds("answer")).toEqual(["a", "b"]);
    const rejected = await collector.database.query("select reason, payload from rejected_events order by reason");
    expect(rejected).toEqual([
      { reason: "event_not_object", payload: "7" },
      { reason: "type_unknown", payload: '{"type":"nope"}' },
    ]);
  });

  test("that arrives three times is stored once, and the answers say so", async () => {
    const batch = [pageOf("thrice", "a"), pageOf("thrice", "b"), { nonsense: "thrice" }];
    const answers = [await collector.send(batch), await collector.send(batch), await collector.send(batch)];
    expect(answers.map(({ accepted, duplicate, rejected }) => [accepted, duplicate, rejected.length])).toEqual([
      [2, 0, 1],
      [0, 2, 1],
      [0, 2, 1],
    ]);
    expect(await storedIds("thrice")).toEqual(["a", "b"]);
    const [queue] = await collector.database.query("select count(*)::int as n from stitch_queue where visitor_id = 'thrice'");
    expect(queue).toEqual({ n: 1 });
    const [kept] = await collector.database.query("select count(*)::int as n from rejected_events where payload like '%thrice%'");
    expect(kept).toEqual({ n: 1 });
  });

  test("sent by fifty clients at once is counted as accepted by one of them", async () => {
    const batch = Array.from({ length: 20 }, (_, i) => pageOf(`crowd-${i % 3}`, `c${i}`));
    const answers = await Promise.all(Array.from({ length: 50 }, () => collector.send(batch)));
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(20);
    expect(answers.reduce((sum, { duplicate }) => sum + duplicate, 0)).toBe(49 * 20);
  });

  test("keeps its order by the clients' own times, however it was shuffled", async () => {
    const base = Date.now() - 60_000;
    const events = [3, 0, 2, 1].map((n) => pageOf("order", `o${n}`, { timestamp: new Date(base + n * 1_000).toISOString() }));
    await collector.send(events, { sentAt: new Date().toISOString() });
    expect(await storedIds("order")).toEqual(["o0", "o1", "o2", "o3"]);
  });

  test("lends its context to each of its events", async () => {
    await collector.send([pageOf("lent", "a", { context: { timezone: "Asia/Tokyo" } })], {
      context: { timezone: "UTC", app: { name: "shop" } },
    });
    const [row] = await collector.database.query("select context from events where visitor_id = 'lent'");
    expect(row).toEqual({ context: { timezone: "Asia/Tokyo", app: { name: "shop" } } });
  });

  test("may be empty", async () => {
    expect(await collector.send([])).toEqual({ success: true, accepted: 0, duplicate: 0, rejected: [] });
  });

  test("goes to the site of its key and to no other", async () => {
    const other = await addSite(collector.database, "other");
    expect(await collector.send([pageOf("wall", "a")])).toMatchObject({ accepted: 1 });
    expect(await sendTo(collector.url, other.write)([pageOf("wall", "a")])).toMatchObject({ accepted: 1 });
    expect([await storedIds("wall", "demo"), await storedIds("wall", "other")]).toEqual([["a"], ["a"]]);
  });

  test("with an event that the database refuses loses that one only", async () => {
    await collector.database.query("alter table events add constraint no_dragons check (name is distinct from 'dragon')");
    const batch = [pageOf("dragon", "a"), pageOf("dragon", "b", { name: "dragon", note: "n" }), pageOf("dragon", "c")];
    const answer = await collector.send(batch);
    expect(answer).toMatchObject({ accepted: 2, duplicate: 0, rejected: [{ index: 1, messageId: "b", reason: "storage_refused" }] });
    expect(await storedIds("dragon")).toEqual(["a", "c"]);
    const [kept] = await collector.database.query(
      "select message_id, detail, payload from rejected_events where reason = 'storage_refused'",
    );
    expect(kept).toMatchObject({ message_id: "b", detail: expect.stringContaining("23514"), payload: JSON.stringify(batch[1]) });
  });
});

describe("the key", () => {
  const basic = (key: string) => ({ headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` } });

  test("may stand in the body or in HTTP Basic auth", async () => {
    const response = await collector.post({ batch: [pageOf("basic", "a")] }, basic(collector.keys.write));
    expect(await response.json()).toMatchObject({ accepted: 1 });
  });

  test("of the body counts when a page behind its own sign-in sends another along", async () => {
    const response = await collector.post({ writeKey: collector.keys.write, batch: [pageOf("both", "a")] }, basic("staging"));
    expect(response.status).toBe(200);
  });

  test.each([
    ["is missing", {}, "key_missing"],
    ["is unknown", { writeKey: "wk_nobodys" }, "key_unknown"],
    ["is a thousand characters long", { writeKey: "w".repeat(1_000) }, "key_unknown"],
    ["holds a NUL", { writeKey: "wk_\u0000" }, "key_unknown"],
  ])("that %s is answered with 401 and what to do", async (_, envelope, error) => {
    const response = await collector.post({ batch: [pageOf("nobody", "a")], ...envelope });
    expect(response.status).toBe(401);
    // A browser would ask the visitor of the shop for a password.
    expect(response.headers.get("www-authenticate")).toBeNull();
    expect(await response.json()).toEqual({ error, message: expect.stringMatching(/key/) });
    expect(await storedIds("nobody")).toEqual([]);
  });

  test("that was revoked is unknown", async () => {
    const { write } = await addSite(collector.database, "closed");
    await collector.database.query("update keys set revoked_at = now() where site_id = 'closed'");
    expect((await collector.post({ writeKey: write, batch: [] })).status).toBe(401);
  });

  test("that is secret may say what a public one may not", async () => {
    const alias = { type: "alias", messageId: "alias-1", userId: "u1", previousId: "u2" };
    expect(await collector.send([alias])).toMatchObject({ accepted: 0, rejected: [{ reason: "secret_key_required" }] });
    expect(await sendTo(collector.url, collector.keys.secret)([alias])).toMatchObject({ accepted: 1 });
    const [row] = await collector.database.query("select trusted, visitor_id from events where event_id = 'alias-1'");
    expect(row).toEqual({ trusted: true, visitor_id: "@user:u1" });
  });
});
