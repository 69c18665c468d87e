import { type Customer, MODELS, RFM_SEGMENTS, rfmOf, type StageModel } from "@waystitch/journey";
import { recordSite, replaceModel } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

describe("model_stages", () => {
  it("has the built-in models' stages in their order, and a site's own beside them", async () => {
    await recordSite(test.db, "one", { name: "One" });
    await recordSite(test.db, "two", { name: "Two" });
    const own: StageModel = { ...MODELS[0], id: "own", stages: MODELS[0].stages.slice(0, 2).toReversed() };
    await test.db.transaction().execute((trx) => replaceModel(trx, "two", own));
    const expected = [...MODELS, own].flatMap((model) =>
      model.stages.map((stage, index) => `${model.id} ${index + 1} ${stage.id} ${stage.label.vi}`),
    );
    const stagesOf = async (siteId: string) =>
      (
        await test.query<{ row: string }>(
          "select concat_ws(' ', model, position, stage, stage_vi) as row from model_stages where site_id = $1",
          [siteId],
        )
      )
        .map(({ row }) => row)
        .sort();
    expect(await stagesOf("two")).toEqual(expected.toSorted());
    expect(await stagesOf("one")).toEqual(expected.filter((row) => !row.startsWith("own ")).sort());
  });
});

const UNIT = 1_000_000n;
const DAY = 24 * 60 * 60 * 1000;

/** Ties are likely in everything, and so are the borders of the fixed steps. */
const customer = fc.record({
  daysAgo: fc.oneof(fc.constantFrom(0, 1, 29, 30, 31, 60, 61, 120, 121, 180, 181), fc.integer({ min: -2, max: 400 })),
  orders: fc.oneof(fc.constantFrom(1, 1, 1, 2), fc.integer({ min: 1, max: 9 })),
  revenue: fc.integer({ min: 0, max: 30 }),
  isForeign: fc.constantFrom(false, false, false, false, true),
});
type RandomCustomer = typeof customer extends fc.Arbitrary<infer Value> ? Value : never;
const shops = fc.sample(fc.array(customer, { maxLength: 14 }), { numRuns: 150, seed: 20_261_130 });

/** A minute past each border, so that none is crossed while the test runs. */
const lastOrderAt = ({ daysAgo }: RandomCustomer, now: number): number => now - daysAgo * DAY - 60_000;

/** A person's orders: the last one brings everything, with a refund in it; one that was cancelled is worth nothing. */
function ordersOf(siteId: string, personId: string, one: RandomCustomer, now: number) {
  const last = lastOrderAt(one, now);
  const row = (index: number, placedAt: number, status: string, total: number, refunded: number) => ({
    ...{ part: 1, site_id: siteId, person_id: personId, order_id: `o${index}`, status, total, refunded },
    placed_at: new Date(placedAt).toISOString(),
    currency: one.isForeign && index === 0 ? "USD" : "VND",
    ...{ products: [], is_tripwire: false, evidence_visitor_id: "v", evidence_event_id: "e" },
  });
  return [
    row(0, last, "placed", one.revenue + 5, 5),
    ...Array.from({ length: one.orders - 1 }, (_, index) => row(index + 1, last - index * DAY, "delivered", 0, 0)),
    row(99, last + DAY, "cancelled", 900, 0),
    row(100, last - DAY, "refunded", 900, 900),
  ];
}

const JOURNEY = `insert into journeys (part, site_id, person_id, stage, step, stage_since, stage_milestone, stage_evidence_visitor_id,
    stage_evidence_event_id, furthest_stage, furthest_step, moves_back, status, model_version, sessions, page_views, devices, open_cart, orders,
    revenue, refunds, currency, late_deliveries, referrals, is_bot, first_seen_at, last_seen_at)
  select distinct 1, site_id, person_id, '', '', now(), '', '', '', '', '', 0, 'active', 1, 0, 0, 0, false, 0, 0, 0, 'VND', 0, 0, false, now(), now()
  from orders on conflict do nothing`;

interface Scored {
  readonly site_id: string;
  readonly person_id: string;
  readonly scores: string;
}

/** The view's answer, and the moment for which it was given. */
async function askView(): Promise<{ asOf: number; rows: Scored[] }> {
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  try {
    await client.query("begin");
    const [clock] = (await client.query<{ now: Date }>("select now()")).rows;
    const { rows } = await client.query<Scored>(
      `select site_id, person_id, concat_ws(' ', recency, frequency, monetary, segment, segment_en, segment_vi, orders, revenue::int) as scores
       from rfm_segments`,
    );
    return { asOf: clock?.now.getTime() ?? 0, rows };
  } finally {
    await client.end();
  }
}

describe("rfm_segments", () => {
  it("says of random shops what rfmOf says: ties, fewer than five customers, other currencies, orders yet to come", async () => {
    const now = Date.now();
    const orders = shops.flatMap((shop, index) => shop.flatMap((one, person) => ordersOf(`shop-${index}`, `p${person}`, one, now)));
    for (const index of shops.keys()) await recordSite(test.db, `shop-${index}`, { name: "A shop" });
    await test.query("insert into orders select * from jsonb_populate_recordset(null::orders, $1)", [JSON.stringify(orders)]);
    await test.query(JOURNEY);
    const { asOf, rows } = await askView();
    const labels = new Map(RFM_SEGMENTS.map(({ id, label }) => [id, label]));
    const expected = shops.flatMap((shop, index) => {
      const customers: Customer[] = shop.map((one, person) => ({
        personId: `p${person}`,
        lastOrderAt: lastOrderAt(one, now),
        orders: one.orders,
        revenue: BigInt(one.revenue) * UNIT,
        currency: one.isForeign ? "USD" : "VND",
      }));
      return [...rfmOf(customers, "VND", asOf).customers.values()].map(({ personId, recency, frequency, monetary, segment }) => {
        const one = shop[Number(personId.slice(1))];
        const label = labels.get(segment);
        return `shop-${index} ${personId} ${recency} ${frequency} ${monetary} ${segment} ${label?.en} ${label?.vi} ${one?.orders} ${one?.revenue}`;
      });
    });
    expect(rows.map(({ site_id, person_id, scores }) => `${site_id} ${person_id} ${scores}`).sort()).toEqual(expected.sort());
    expect(new Set(expected.map((line) => line.split(" ")[5])).size).toBe(RFM_SEGMENTS.length);
    expect(shops.filter((shop) => shop.length > 0 && shop.length < 5).length).toBeGreaterThan(10);
  });
});
