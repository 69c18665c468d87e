import { checksumDerived } from "@waystitch/store";
import {
  createTestDatabase,
  eventually,
  type RecordedRequest,
  startBrowser,
  type TestBrowser,
  type TestDatabase,
} from "@waystitch/testbed";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AD, addToCart, becomeLead, openProfile, order, receiveAndReview, subscribe } from "./customer.js";
import { type Back, createKeys, type ShopStack, SITE, startBack, startShop } from "./shop-stack.js";

const keys = createKeys();
let browser: TestBrowser;
let database: TestDatabase;
let back: Back;
let shop: ShopStack;
let orderId: string;

/** What one person did, in two browsers, told to the real processes once for all tests of this file. */
beforeAll(async () => {
  browser = await startBrowser();
  database = await createTestDatabase();
  back = await startBack(database, keys);
  await back.startWorker();
  shop = await startShop(back.collector.url, keys);
  const page = await openProfile(browser, shop.shopUrl + AD);
  await becomeLead(page, shop.shopUrl);
  await addToCart(page, shop.shopUrl);
  orderId = await order(page);
  await receiveAndReview(page, shop.shopUrl, orderId);
  await subscribe(await openProfile(browser, `${shop.shopUrl}/?utm_source=facebook&utm_medium=social`));
  await eventually(async () => {
    const rows = await database.query(
      "select 1 from events where name in ('Product Reviewed', 'Order Delivered') or properties->>'lead_magnet' like '%10%'",
    );
    expect(rows).toHaveLength(3);
  });
  await back.drained();
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
  await back?.stop();
  await database?.drop();
});

const batches = (): RecordedRequest[] => shop.proxy.requests.filter(({ method, path }) => method === "POST" && path.startsWith("/v1/"));

/** Every request three times, in an order that is the same at every run. */
function thriceShuffled(): RecordedRequest[] {
  let state = 20_261_122;
  const next = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state;
  };
  return [...batches(), ...batches(), ...batches()]
    .map((request) => ({ request, rank: next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ request }) => request);
}

/** Sends requests to another database's collector. */
async function send(to: Back, requests: readonly RecordedRequest[]): Promise<void> {
  shop.proxy.retarget(to.collector.url);
  for (const request of requests) expect(await shop.proxy.replay(request)).toBe(200);
}

describe("one customer in two browsers", () => {
  it("is one person with one journey, from the advertisement to the late delivery and the five stars", async () => {
    const journeys = await database.query("select * from journeys where site_id = $1 and not is_bot", [SITE]);
    expect(journeys).toMatchObject([
      {
        stage: "Delight",
        step: "advocate",
        stage_milestone: "reviewed",
        furthest_step: "advocate",
        moves_back: 0,
        status: "active",
        first_channel: "Paid Search",
        first_source: "google",
        first_campaign: "kinh-ram-he",
        last_channel: "Organic Social",
        deciding_channel: "Paid Search",
        lead_magnet: "Gương mặt bạn hợp mẫu kính nào?",
        devices: 2,
        sessions: 2,
        orders: 1,
        late_deliveries: 1,
        satisfaction: "100",
        currency: "VND",
        open_cart: false,
      },
    ]);
    expect(await database.query("select count(*)::int as people from persons")).toEqual([{ people: 1 }]);
    expect(await database.query("select rule from person_visitors where visitor_id not like '@%' order by rule")).toMatchObject([
      { rule: "email" },
      { rule: "own" },
    ]);
  });

  it("entered every stage by an event that exists, in this order", async () => {
    const stages = await database.query(`
      select s.stage, s.step, s.direction, coalesce(e.name, e.type) as evidence
      from journey_stages s join events e on e.site_id = s.site_id and e.visitor_id = s.evidence_visitor_id and e.event_id = s.evidence_event_id
      where s.model = 'inbound' order by s.sequence`);
    expect(stages).toEqual(
      [
        ["Attract", "aware", expect.anything()],
        ["Attract", "engaged", expect.anything()],
        ["Convert", "lead", "Lead Captured"],
        ["Close", "cart", "Product Added"],
        ["Close", "checkout", "Checkout Started"],
        ["Close", "customer", "Order Completed"],
        ["Delight", "served", "Order Delivered"],
        ["Delight", "advocate", "Product Reviewed"],
      ].map(([stage, step, evidence]) => ({ stage, step, direction: "forward", evidence })),
    );
    expect(await database.query("select count(*)::int as stages from journey_stages where model = 'inbound'")).toEqual([{ stages: 8 }]);
  });

  it("has its order, promised and delivered late, and an ordered cart", async () => {
    expect(await database.query("select order_id, status, is_late, total > 0 as paid from orders")).toEqual([
      { order_id: orderId, status: "delivered", is_late: true, paid: true },
    ]);
    expect(await database.query("select status, order_id from carts")).toEqual([{ status: "ordered", order_id: orderId }]);
  });

  it("left no plain e-mail or phone in any table", async () => {
    const tables = await database.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    for (const { name } of tables) {
      const leaks = await database.query(`select 1 from "${name}" t where t::text ~* 'lan\\.anh@|912 ?345 ?678'`);
      expect(leaks, name).toEqual([]);
    }
    expect(batches().length).toBeGreaterThan(5);
  });
});

describe("the same requests in another database", () => {
  it("leave identical tables when each arrives three times, in shuffled order", async () => {
    const other = await createTestDatabase();
    const there = await startBack(other, keys);
    try {
      await there.startWorker();
      await send(there, thriceShuffled());
      await there.drained();
      expect(await checksumDerived(other.db, SITE)).toEqual(await checksumDerived(database.db, SITE));
      expect(await other.query("select count(*)::int as n from events")).toEqual(
        await database.query("select count(*)::int as n from events"),
      );
    } finally {
      await there.stop();
      await other.drop();
    }
  });

  it("leave identical tables when the worker is killed in the middle, again and again", async () => {
    const other = await createTestDatabase();
    const there = await startBack(other, keys);
    try {
      const requests = batches();
      const pieces = 4;
      for (let piece = 0; piece < pieces; piece++) {
        const worker = await there.startWorker();
        await send(there, requests.slice((piece * requests.length) / pieces, ((piece + 1) * requests.length) / pieces));
        await worker.kill("SIGKILL");
      }
      await there.startWorker();
      await there.drained();
      expect(await checksumDerived(other.db, SITE)).toEqual(await checksumDerived(database.db, SITE));
    } finally {
      await there.stop();
      await other.drop();
    }
  });
});
