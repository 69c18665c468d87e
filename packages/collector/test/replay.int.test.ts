import { replayRejected } from "@waystitch/collector";
import { loadLatestRejected, loadRejectedCounts } from "@waystitch/store";
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
