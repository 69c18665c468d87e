import { createKey, recordKey, recordSite } from "@waystitch/store";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendTo, startCollector, type TestCollector } from "./start-collector.js";

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.stop());

const identify = (id: string, traits: object) => ({ type: "identify", messageId: id, anonymousId: id, traits });

test("a site that keeps contacts finds them by the hashes of its events, in one table only, and another site keeps none", async () => {
  const key = createKey("write");
  await recordSite(collector.database.db, "keeper", { name: "Keeper", keepsContacts: true });
  await recordKey(collector.database.db, "keeper", "write", key, "test");
  const traits = { email: "Lan@Shop.VN ", phone: "0912 345 678" };
  expect(await sendTo(collector.url, key)([identify("a", traits), identify("b", { email: "lan@shop.vn" })])).toMatchObject({ accepted: 2 });
  expect(await collector.send([identify("c", traits)])).toMatchObject({ accepted: 1 });
  const kept = await collector.database.query(
    `select c.site_id, c.value, count(*)::int as events from contacts c
     join events e on e.site_id = c.site_id and c.identifier = any (e.identifiers) group by 1, 2 order by 2`,
  );
  expect(kept).toEqual([
    { site_id: "keeper", value: "+84912345678", events: 1 },
    { site_id: "keeper", value: "lan@shop.vn", events: 2 },
  ]);
  const events = await collector.database.query<{ text: string }>("select e::text as text from events e");
  for (const { text } of events) expect(text).not.toMatch(/lan@shop|912345678|912 345/i);
});

test("a contact that came hashed is kept hashed", async () => {
  const key = createKey("write");
  await recordSite(collector.database.db, "hashed", { name: "Hashed", keepsContacts: true });
  await recordKey(collector.database.db, "hashed", "write", key, "test");
  await sendTo(collector.url, key)([identify("h", { email_sha256: "a".repeat(64) })]);
  expect(await collector.database.query("select 1 from contacts where site_id = 'hashed'")).toEqual([]);
});
