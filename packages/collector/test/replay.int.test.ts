import { carryOutReplay, createReplayPage, replayRejected, startReplays } from "@waystitch/collector";
import { type Database, loadLatestRejected, loadRejectedCounts, loadReplays, recordReplay } from "@waystitch/store";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addSite, SECRET, sendTo, startCollector, type TestCollector } from "./start-collector.js";

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.stop());

/** A site of its own for each test. */
async function site(siteId: string) {
  const keys = await addSite(collector.database, siteId);
  const replay = (filter = {}, isTrial = false) => replayRejected(collector.database.db, siteId, filter, SECRET, isTrial);
  const rejected = () => collector.database.query<{ reason: string }>("select reason from rejected_events where site_id = $1", [siteId]);
  return { siteId, keys, replay, rejected, send: sendTo(collector.url, keys.write) };
}

/** Makes an event acceptable, as a newer version's rules would: a rejected row's payload is corrected in place. */
async function correct(siteId: string, from: string, to: string): Promise<void> {
  await collector.database.query("update rejected_events set payload = replace(payload, $2, $3) where site_id = $1", [siteId, from, to]);
}

const nope = (id: string, rest: object = {}) => ({ type: "nope", messageId: id, anonymousId: "v1", ...rest });

describe("a rejected event that today's rules accept", () => {
  test("becomes an event as it would have been when it came: time, browser, network, country, hashes", async () => {
    const { siteId, send, replay, rejected } = await site("whole");
    const traits = { email: "lan@shop.vn", phone: "0912 345 678", plan: "pro" };
    const sentAt = new Date().toISOString();
    const originalTimestamp = new Date(Date.now() - 60_000).toISOString();
    const said = { userId: "lan@shop.vn", traits, originalTimestamp, context: { locale: "vi-VN", app: "shop" } };
    await send([{ ...said, type: "identify", messageId: "good", anonymousId: "v1" }], { sentAt, context: { channel: "web" } });
    await send([nope("bad", said)], { sentAt, context: { channel: "web" } });
    await correct(siteId, '"nope"', '"identify"');
    expect(await replay()).toEqual({ accepted: 1, duplicate: 0, rejected: {} });
    expect(await rejected()).toEqual([]);
    const rows = await collector.database.query<Record<string, unknown>>("select * from events where site_id = $1 order by event_id", [
      siteId,
    ]);
    const [replayed, good] = rows.map(({ event_id: _id, received_at: _received, ...row }) => row);
    expect(rows).toHaveLength(2);
    expect(replayed).toEqual(good);
    expect(good?.["identifiers"]).toHaveLength(2);
    const queued = await collector.database.query("select 1 from stitch_queue where site_id = $1", [siteId]);
    expect(queued).toHaveLength(2);
  });

  test("that was sent right meanwhile is not stored twice", async () => {
    const { siteId, send, replay, rejected } = await site("meanwhile");
    await send([nope("m1")]);
    await correct(siteId, '"nope"', '"page"');
    await send([{ type: "page", messageId: "m1", anonymousId: "v1" }]);
    expect(await replay()).toEqual({ accepted: 0, duplicate: 1, rejected: {} });
    expect(await rejected()).toEqual([]);
  });

  test("is only counted in a trial", async () => {
    const { siteId, send, replay, rejected } = await site("trial");
    await send([nope("m1"), nope("m2", { anonymousId: "" })]);
    await correct(siteId, '"nope"', '"page"');
    expect(await replay({}, true)).toEqual({ accepted: 1, duplicate: 0, rejected: { no_visitor: 1 } });
    expect(await rejected()).toHaveLength(2);
    expect(await collector.database.query("select 1 from events where site_id = 'trial'")).toEqual([]);
  });
});

test("what is wrong still, or was too long to keep, stays rejected, and so does another site's", async () => {
  const [one, two] = [await site("one"), await site("two")];
  await one.send([nope("wrong"), nope("long", { note: "x ".repeat(5_000) }), nope("right")]);
  await two.send([nope("theirs")]);
  await collector.database.query(
    `update rejected_events set payload = replace(payload, '"nope"', '"page"') where message_id in ('long', 'right', 'theirs')`,
  );
  expect(await one.replay()).toEqual({ accepted: 1, duplicate: 0, rejected: { type_unknown: 1, cut: 1 } });
  expect(await one.rejected()).toHaveLength(2);
  expect(await two.rejected()).toHaveLength(1);
});

test("more than a page of them is replayed whole, past those that stay", async () => {
  const { siteId, send, replay } = await site("many");
  for (let i = 0; i < 3; i++) await send(Array.from({ length: 400 }, (_, n) => nope(`m${i}-${n}`)));
  await collector.database.query(
    `update rejected_events set payload = replace(payload, '"nope"', '"page"') where site_id = $1 and message_id like '%7'`,
    [siteId],
  );
  expect(await replay()).toEqual({ accepted: 120, duplicate: 0, rejected: { type_unknown: 1_080 } });
});

test("rejected events are found by reason, time and text, without regard to case or to what patterns mean", async () => {
  const { siteId, send } = await site("search");
  await send([nope("a", { note: "100% Cotton" }), nope("b", { note: "100 Cotton" }), 7]);
  const { db } = collector.database;
  expect((await loadRejectedCounts(db, siteId, {})).map(({ reason, events }) => [reason, events])).toEqual([
    ["type_unknown", 2],
    ["event_not_object", 1],
  ]);
  expect((await loadLatestRejected(db, siteId, { text: "100% cotton" }, 10)).map(({ messageId }) => messageId)).toEqual(["a"]);
  expect(await loadLatestRejected(db, siteId, { reason: "event_not_object" }, 10)).toHaveLength(1);
  expect(await loadLatestRejected(db, siteId, { since: new Date(Date.now() + 60_000) }, 10)).toEqual([]);
  expect(await loadLatestRejected(db, "whole", { text: "cotton" }, 10)).toEqual([]);
});

describe("a replay that was asked for in the dashboard", () => {
  let asking: Database;
  let carrying: Database;
  let client: pg.Client;
  beforeAll(async () => {
    asking = collector.database.dbOf("dashboard");
    carrying = collector.database.dbOf("collector");
    client = new pg.Client({ connectionString: collector.database.urlOf("collector") });
    await client.connect();
  });
  afterAll(() => client.end());
  const carryOut = (now = Date.now()) => carryOutReplay(carrying, createReplayPage(carrying, SECRET), now);
  async function asked(siteId: string, rest: { reason?: string; isTrial?: boolean } = {}): Promise<string> {
    const { reason = null, isTrial = false } = rest;
    return (await recordReplay(asking, siteId, { reason, isTrial, askedBy: "an@shop.example" }))?.requestId ?? "none";
  }
  const latest = async (siteId: string) => (await loadReplays(asking, siteId, 1))[0];
  const eventsOf = (siteId: string) => collector.database.query("select event_id from events where site_id = $1 order by 1", [siteId]);
  const told = (siteId: string) => collector.database.query("select action, actor, detail from audit_log where site_id = $1", [siteId]);
  const rejectedIds = async (siteId: string): Promise<string[]> =>
    (await collector.database.query<{ id: string }>("select rejected_id as id from rejected_events where site_id = $1", [siteId])).map(
      ({ id }) => id,
    );

  test("is carried out with a collector's rights by the collector that runs, page after page, and told of in the audit log", async () => {
    const { siteId, send, rejected } = await site("asked");
    for (let i = 0; i < 2; i++) await send(Array.from({ length: 300 }, (_, n) => nope(`m${i}-${n}`)));
    await send([nope("other", { anonymousId: "" }), 7]);
    await correct(siteId, '"nope"', '"page"');
    const request = await asked(siteId, { reason: "type_unknown" });
    expect(await asked(siteId)).toBe("none");
    const replays = startReplays({ db: carrying, secret: SECRET, now: Date.now, pollMs: 20, pauseMs: 1 });
    await expect.poll(async () => (await latest(siteId))?.state).toBe("done");
    await replays.close();
    expect(await latest(siteId)).toMatchObject({
      requestId: request,
      accepted: 600,
      duplicate: 0,
      rejected: { no_visitor: 1 },
      problem: null,
    });
    expect(await eventsOf(siteId)).toHaveLength(600);
    expect((await rejected()).map(({ reason }) => reason).sort()).toEqual(["event_not_object", "type_unknown"]);
    expect(await told(siteId)).toEqual([{ action: "rejected_replayed", actor: "an@shop.example", detail: { accepted: 600, request } }]);
  });

  test("changes nothing as a trial", async () => {
    const { siteId, send, rejected } = await site("asked-trial");
    await send([nope("m1"), nope("m2", { anonymousId: "" })]);
    await correct(siteId, '"nope"', '"page"');
    await asked(siteId, { isTrial: true });
    expect(await carryOut()).toMatchObject({ siteId, isEnded: true });
    expect(await latest(siteId)).toMatchObject({ isTrial: true, state: "done", accepted: 1, rejected: { no_visitor: 1 } });
    expect([await rejected(), await eventsOf(siteId), await told(siteId)]).toMatchObject([{ length: 2 }, [], []]);
  });

  test("is carried out by one of two that look at once, and by another once the one was killed at its end", async () => {
    const { siteId, send, rejected } = await site("asked-killed");
    await send([nope("m1")]);
    await correct(siteId, '"nope"', '"page"');
    await asked(siteId);
    const locking = new pg.Client({ connectionString: collector.database.url });
    await locking.connect();
    await locking.query("begin; lock table audit_log in exclusive mode");
    const first = carryOut();
    const waiting = async () =>
      (
        await collector.database.query<{ pid: number }>(
          "select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%end_replay%'",
        )
      )[0];
    await expect.poll(waiting).toBeDefined();
    expect(await carryOut()).toBeNull();
    await collector.database.query("select pg_terminate_backend($1)", [(await waiting())?.pid]);
    const killed = await first;
    await locking.end();
    expect(killed).toMatchObject({ siteId, isEnded: false, error: expect.anything() });
    expect(await latest(siteId)).toMatchObject({ state: "waiting", problem: "busy", accepted: 0 });
    expect(await rejected()).toHaveLength(1);
    expect(await carryOut()).toBeNull();
    expect(await carryOut(Date.now() + 60_000)).toMatchObject({ siteId, isEnded: true });
    // What the killed one stored is found again.
    expect(await latest(siteId)).toMatchObject({ state: "done", problem: null, accepted: 0, duplicate: 1 });
    expect([await rejected(), await eventsOf(siteId)]).toMatchObject([[], { length: 1 }]);
  });

  test("is given up when it fails again and again", async () => {
    const { siteId, send } = await site("asked-vain");
    await send([nope("m1")]);
    await asked(siteId);
    const fail = () => Promise.reject(new Error("a fault"));
    const states: (string | undefined)[] = [];
    for (let tries = 0; tries < 9; tries++) {
      await carryOutReplay(carrying, fail, Date.now() + tries * 3_600_000);
      states.push((await latest(siteId))?.state);
    }
    expect(states).toEqual([...Array(8).fill("waiting"), "failed"]);
    expect(await latest(siteId)).toMatchObject({ problem: "error" });
  });

  test("opens to the collector's role the events that it is about, as long as it waits, and no others", async () => {
    const [one, two] = [await site("open-one"), await site("open-two")];
    await one.send([nope("a"), 7]);
    await two.send([nope("b")]);
    const ids = [...(await rejectedIds("open-one")), ...(await rejectedIds("open-two"))];
    const open = async (request: string) => (await client.query("select reason from rejected_to_replay($1, '', 500)", [request])).rows;
    const remove = (request: string) => client.query("select remove_replayed($1, $2)", [request, ids]);
    const left = async () => (await rejectedIds("open-one")).length + (await rejectedIds("open-two")).length;
    const trial = await asked("open-one", { isTrial: true });
    expect(await open(trial)).toHaveLength(2);
    await remove(trial);
    expect(await left()).toBe(3);
    await carryOut();
    expect(await open(trial)).toEqual([]);
    const request = await asked("open-one", { reason: "type_unknown" });
    expect(await open(request)).toEqual([{ reason: "type_unknown" }]);
    await remove(request);
    expect(await left()).toBe(2);
    await carryOut();
    expect(await open(request)).toEqual([]);
    for (const attempt of [
      "update replay_requests set state = 'waiting', ended_at = null",
      "update replay_requests set site_id = 'open-two'",
      "select payload from rejected_events",
      "insert into replay_requests (site_id, is_trial, asked_by) values ('open-two', false, 'me')",
    ])
      await expect(client.query(attempt)).rejects.toMatchObject({ code: "42501" });
  });
});
