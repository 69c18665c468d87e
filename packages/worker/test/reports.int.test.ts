import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { journeysOf, staysOf } from "@waystitch/journey";
import { recordAnalyst, recordBatch, recordSite, removeAnalyst, urlOfLogin } from "@waystitch/store";
import { createTestDatabase, rejectedRow, rowOfFact, storeFacts, type TestDatabase } from "@waystitch/testbed";
import { BLANK, HOUR } from "@waystitch/testbed/facts";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stitchBatch } from "../src/index.js";
import { addSite, createHistory, LATER } from "./histories.js";
import { AS_OF, CUSTOMER_FIRST, SHOP_STORY } from "./shop-story.js";

const QUERIES = new URL("../../../docs/queries/", import.meta.url);

let test: TestDatabase;
let analyst: pg.Client;
const name = `analyst_${randomBytes(6).toString("hex")}`;

const stitchAll = async (asOf: number): Promise<void> => {
  while ((await stitchBatch(test.dbOf("worker"), 100, asOf)).visitors > 0);
};

beforeAll(async () => {
  test = await createTestDatabase();
  const profile = { name: "A shop", domains: ["my-shop.example"] };
  await recordSite(test.db, "my-shop", profile);
  // The same people again, behind the wall.
  await recordSite(test.db, "other-shop", { ...profile, timeZone: "UTC" });
  for (const siteId of ["my-shop", "other-shop"]) await storeFacts(test.db, siteId, SHOP_STORY);
  await stitchAll(AS_OF);
  analyst = new pg.Client({ connectionString: urlOfLogin(test.url, await recordAnalyst(test.db, name, ["my-shop"])) });
  await analyst.connect();
});
afterAll(async () => {
  await analyst.end();
  await removeAnalyst(test.db, name);
  await test.drop();
});

const AS_TEXT = { getTypeParser: () => String };

/** What an analyst of the one shop is told, row by row as text: null is -. */
async function ask(text: string): Promise<string[]> {
  const { rows } = await analyst.query<(string | null)[]>({ text, rowMode: "array", types: AS_TEXT });
  return rows.map((row) => row.map((value) => value ?? "-").join(" | "));
}
const askFile = async (file: string): Promise<string[]> => await ask(readFileSync(new URL(file, QUERIES), "utf8"));

/** Yesterday in Vietnam, as a day and as the moment it began. */
function yesterday(): { day: string; began: number } {
  const day = new Date(Date.now() - 24 * HOUR + 7 * HOUR).toISOString().slice(0, 10);
  return { day, began: Date.parse(`${day}T00:00:00+07:00`) };
}

async function receive(receivedAt: number, more: Partial<typeof BLANK> & { delay?: number }): Promise<void> {
  const { delay = 0, ...fact } = more;
  const row = rowOfFact("my-shop", { ...BLANK, ...fact, at: receivedAt - delay });
  await recordBatch(test.db, { events: [{ ...row, received_at: new Date(receivedAt).toISOString() }], rejected: [] });
}

async function reject(receivedAt: number, rejectedId: string, reason: string): Promise<void> {
  const received_at = new Date(receivedAt).toISOString();
  await recordBatch(test.db, { events: [], rejected: [rejectedRow("my-shop", rejectedId, { reason, received_at })] });
}

/** What the story says, worked out by hand. A query that is not here is run only. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  "01-funnel-by-month.sql": [
    // Minh. An's first hour is March in Vietnam.
    "2026-02-01 | Attract | 1 | 1 | 0 | 0 | 1.0000",
    "2026-02-01 | Close | 1 | 0 | 0 | 1 | 0.0000",
    // An, Bình, Chi, Dũng and Khoa come; Bình and Dũng come back to it.
    "2026-03-01 | Attract | 7 | 5 | 0 | 2 | 0.7143",
    // An, Chi twice, and Dũng, who leaves it back.
    "2026-03-01 | Convert | 4 | 3 | 1 | 0 | 0.7500",
    // An, Bình and Chi, whose carts expire, Chi again, and Khoa, who orders again in April.
    "2026-03-01 | Close | 5 | 3 | 2 | 0 | 0.6000",
    "2026-03-01 | Delight | 2 | 0 | 1 | 1 | 0.0000",
    // Em, Giang, Hoa and Lan; Hoa comes back to it.
    "2026-04-01 | Attract | 5 | 4 | 0 | 1 | 0.8000",
    "2026-04-01 | Convert | 1 | 1 | 0 | 0 | 1.0000",
    // Chi, dissatisfied, stands in it again, and so do Em, Giang and Lan.
    "2026-04-01 | Close | 5 | 0 | 1 | 4 | 0.0000",
    "2026-04-01 | Delight | 1 | 0 | 0 | 1 | 0.0000",
  ],
  "02-funnel-by-cohort.sql": [
    "2026-02-01 | Attract | 1 | 1 | 1.0000",
    "2026-02-01 | Convert | 1 | 1 | 1.0000",
    "2026-02-01 | Close | 1 | 1 | 1.0000",
    "2026-02-01 | Delight | 1 | 0 | 0.0000",
    "2026-03-01 | Attract | 5 | 5 | 1.0000",
    "2026-03-01 | Convert | 5 | 5 | 1.0000",
    "2026-03-01 | Close | 5 | 4 | 0.8000",
    "2026-03-01 | Delight | 5 | 3 | 0.6000",
    "2026-04-01 | Attract | 4 | 4 | 1.0000",
    "2026-04-01 | Convert | 4 | 4 | 1.0000",
    "2026-04-01 | Close | 4 | 4 | 1.0000",
    "2026-04-01 | Delight | 4 | 0 | 0.0000",
  ],
  "06-time-in-stage.sql": [
    // Ended stays: 0 for five who only ordered, 0.01 Bình, 1 Chi, Dũng and Em, 2 An.
    "Attract | 13 | 3 | 0.0050 | 1.1000",
    // 1 and 6.01 Chi, 2 An, 4 Dũng, 18 Em.
    "Convert | 5 | 0 | 4.0000 | 13.2040",
    // 1 Hoa, 2 An, 5 and 7 Chi, 7 Bình, 31 Khoa.
    "Close | 11 | 5 | 6.0000 | 19.0000",
    "Delight | 3 | 2 | 2.0000 | 2.0000",
  ],
  "07-moves-back.sql": [
    "Close | Attract | cart_expired | 1 | 1 | 2026-03-09 02:14:24+00 | The cart was left for 7 days without an order.",
    "Close | Convert | cart_expired | 1 | 1 | 2026-03-19 02:00:00+00 | The cart was left for 7 days without an order.",
    "Close | Attract | order_cancelled | 1 | 1 | 2026-04-07 02:00:00+00 | Order “H1” was cancelled, and no order is left.",
    "Convert | Attract | unsubscribed | 1 | 1 | 2026-03-20 02:00:00+00 | Unsubscribed from e-mail.",
    "Delight | Close | dissatisfied | 1 | 1 | 2026-04-01 02:14:24+00 | Reviewed product “k1” with 1 of 5 stars.",
  ],
  "08-time-to-lead-and-order.sql": [
    "2026-02-01 | Unattributed | 1 | 0 | - | 1 | 0.0000 | 0.0000",
    "2026-03-01 | Direct | 1 | 1 | 1.0000 | 1 | 15.0100 | 15.0100",
    "2026-03-01 | Organic Search | 1 | 0 | - | 0 | - | -",
    "2026-03-01 | Organic Social | 1 | 1 | 1.0000 | 0 | - | -",
    "2026-03-01 | Paid Social | 1 | 1 | 2.0000 | 1 | 4.0100 | 4.0100",
    "2026-03-01 | Unattributed | 1 | 0 | - | 1 | 0.0000 | 0.0000",
    "2026-04-01 | Direct | 1 | 1 | 1.0000 | 0 | - | -",
    "2026-04-01 | Unattributed | 3 | 0 | - | 2 | 0.0000 | 0.0000",
  ],
  "10-recovered-carts.sql": ["2026-03-01 | VND | 2 | 600000 | 1 | 1 | 0.5000", "2026-04-01 | VND | 1 | 120000 | 0 | 0 | 0.0000"],
  "11-lead-magnets.sql": [
    "1 | Quiz | 2 | 2 | 1.0000 | 2 | 800000 | VND | 8.0100",
    "2 | Guide | 1 | 0 | 0.0000 | 0 | 0 | VND | -",
    "2 | - | 1 | 0 | 0.0000 | 0 | 0 | VND | -",
  ],
  "12-order-paths.sql": [
    "1 | Unattributed | 1 | 1 | 20 | USD | -",
    "1 | Unattributed | 4 | 3 | 1300000 | VND | -",
    "2 | Paid Social > Direct | 1 | 1 | 500000 | VND | 4.0100",
    "3 | Direct > Email | 1 | 1 | 300000 | VND | 15.0100",
  ],
  "16-satisfaction-by-stage.sql": ["Attract | 3 | 0 | -", "Close | 5 | 1 | 0.0", "Delight | 2 | 1 | 100.0"],
};

/** Queries with a column that depends on today; without it they are told below. */
const WITH_TODAY = [
  "03-funnel-by-channel.sql",
  "04-entries-of-a-period.sql",
  "05-where-people-stand.sql",
  "09-abandoned-carts.sql",
  "13-rfm-segments.sql",
  "14-deliveries.sql",
  "15-late-orders.sql",
  "17-data-quality.sql",
];

describe("the queries of docs/sql.md, asked by an analyst of one shop,", () => {
  it("are these, and each has a title in English and Vietnamese", () => {
    const files = readdirSync(QUERIES).sort();
    expect(files).toEqual([...Object.keys(EXPECTED), ...WITH_TODAY].sort());
    for (const file of files) expect(readFileSync(new URL(file, QUERIES), "utf8")).toMatch(/^-- en: .+\?\n-- vi: .+\?\nselect /);
  });

  it.each(Object.keys(EXPECTED))("%s tells what happened", async (file) => {
    expect(await askFile(file)).toEqual(EXPECTED[file]);
  });

  it("that look at single people name the right ones", async () => {
    const close = (await askFile("04-entries-of-a-period.sql")).map((row) => row.replace(/\| \S+ \|/, "|"));
    expect(close).toEqual([
      "2026-03-02 | Attract | cart_added | Organic Search | 7.0000 | Attract | Put a product into the cart.",
      "2026-03-05 | Convert | cart_added | Paid Social | 2.0000 | Delight | Put a product into the cart.",
      "2026-03-10 | Attract | order_completed | Unattributed | 31.0000 | Delight | Placed order “K1” for 400,000 VND.",
      "2026-03-12 | Convert | cart_added | Direct | 7.0000 | Convert | Put a product into the cart.",
    ]);
    expect((await askFile("03-funnel-by-channel.sql")).filter((row) => row.includes("Delight"))).toEqual([
      "Direct | Delight | 2 | 1 | 0.5000",
      "Organic Search | Delight | 1 | 0 | 0.0000",
      "Organic Social | Delight | 1 | 0 | 0.0000",
      "Paid Social | Delight | 1 | 1 | 1.0000",
      // Khoa's first order of 2026 is in it, and Minh's.
      "Unattributed | Delight | 5 | 1 | 0.2000",
    ]);
    const [em] = await test.query<{ person_id: string }>(
      "select person_id from person_visitors where site_id = 'my-shop' and visitor_id = 'em'",
    );
    expect(await askFile("09-abandoned-carts.sql")).toEqual([
      `2026-04-20 03:00:00+00 | 120000 | VND | Kính áp tròng × 1 | - | {email:em} | ${em?.person_id}`,
    ]);
  });

  it("that depend on today say the rest right", async () => {
    const without = (rows: readonly string[], column: number): string[] =>
      rows.map((row) => row.split(" | ").toSpliced(column, 1).join(" | "));
    expect(without(await askFile("05-where-people-stand.sql"), 3)).toEqual([
      "Attract | Thu hút | 3",
      "Convert | Chuyển đổi | 0",
      "Close | Chốt đơn hàng | 5",
      "Delight | Hài lòng | 2",
    ]);
    expect(without(await askFile("13-rfm-segments.sql"), 5)).toEqual([
      "About to Sleep | Khách hàng sắp ngủ đông | 1 | 300000 | VND",
      "Champions | Khách hàng VIP | 1 | 1000000 | VND",
      "Hibernating | Khách hàng ngủ đông | 1 | 500000 | VND",
      "Lost | Khách hàng đã rời bỏ | 1 | 100000 | VND",
      "Promising | Khách hàng triển vọng | 1 | 200000 | VND",
    ]);
    // Days late on average: in March C1 alone; in April G1, whose parcel has not come to this day.
    expect(without(await askFile("14-deliveries.sql"), 8)).toEqual([
      "2026-02-01 | 1 | 0 | 0 | 0 | 0 | - | -",
      "2026-03-01 | 3 | 2 | 1 | 1 | 0 | 0.5000 | 3.4950",
      "2026-04-01 | 4 | 0 | 0 | 0 | 1 | 0.0000 | -",
    ]);
    expect(without(await askFile("15-late-orders.sql"), 4)).toEqual([
      "C1 | late | 2026-03-28 02:00:00+00 | 2026-03-30 02:14:24+00 | 0",
      "G1 | overdue | 2026-04-10 02:00:00+00 | - | -",
    ]);
    expect(await ask("select days_late from delivery_performance where order_id = 'C1'")).toEqual(["2.0100"]);
  });
});

describe("what was ordered before", () => {
  it("is no success of a lead magnet, and recovers no cart; nor does an order that was cancelled", async () => {
    await addSite(test.db, "third-shop");
    await storeFacts(test.db, "third-shop", CUSTOMER_FIRST);
    await stitchAll(AS_OF);
    expect(await test.query("select leads, customers, orders, revenue from lead_magnets where site_id = 'third-shop'")).toEqual([
      { leads: 1, customers: 0, orders: 0, revenue: "0" },
    ]);
    expect(await test.query("select value, recovered, recovered_at from abandoned_carts where site_id = 'third-shop'")).toEqual([
      { value: "200000", recovered: false, recovered_at: null },
    ]);
  });
});

describe("a day's data quality", () => {
  it("is that of the shop's day, with the reasons for what was rejected", async () => {
    const { day, began } = yesterday();
    // Half past midnight in Vietnam is the day before in London.
    await receive(began + HOUR / 2, { eventId: "q1", delay: HOUR + 1 });
    await receive(began + HOUR, { eventId: "q2", isBot: true, delay: HOUR });
    await receive(began + 2 * HOUR, { eventId: "q3", trusted: true });
    await receive(began - 1, { eventId: "q4" });
    await receive(began + 3 * HOUR, { eventId: "q3", trusted: true });
    for (const [id, reason] of [
      ["r1", "bad_type"],
      ["r2", "bad_name"],
      ["r3", "bad_name"],
    ] as const)
      await reject(began + HOUR, id, reason);
    expect((await askFile("17-data-quality.sql")).filter((row) => row.startsWith(day))).toEqual([
      `${day} | 3 | 1 | 1 | 1 | 1 | 3 | bad_name 2, bad_type 1 | -`,
    ]);
    expect(await ask(`select accepted, rejected, share_rejected from data_quality_by_day where day = date '${day}' - 1`)).toEqual([
      "1 | 0 | 0.0000",
    ]);
  });

  it("ends 92 days ago, before which whole days are left out", async () => {
    const { day, began } = yesterday();
    await receive(began - 90 * 24 * HOUR, { eventId: "q5" });
    await receive(began - 91 * 24 * HOUR, { eventId: "q6" });
    expect(await ask(`select date '${day}' - min(day) from data_quality_by_day`)).toEqual(["90"]);
  });
});

describe("stays in stages", () => {
  it("of random people are those that the rules make, in both views", async () => {
    await addSite(test.db, "random");
    const facts = createHistory(23, 30);
    await storeFacts(test.db, "random", facts);
    await stitchAll(LATER);
    const journeys = journeysOf(facts, { siteId: "random", currency: "VND", domains: ["shop.example"], models: [] }, LATER).filter(
      ({ isBot }) => !isBot,
    );
    const expected = journeys.flatMap(({ person, standings }) =>
      standings.flatMap((standing) =>
        staysOf(standing, LATER).map(({ stage, enteredAt, leftAt, left }) =>
          [person.personId, standing.current.model, stage, enteredAt, leftAt ?? "-", left ?? "-"].join(" "),
        ),
      ),
    );
    expect(expected.length).toBeGreaterThan(500);
    for (const view of ["stage_entries", "stage_stays"]) {
      const rows = await test.query<{ stay: string }>(
        `select concat_ws(' ', person_id, model, stage, (extract(epoch from entered_at) * 1000)::bigint,
           coalesce((extract(epoch from left_at) * 1000)::bigint::text, '-'), coalesce(left_direction, '-')) as stay
         from ${view} where site_id = 'random'`,
      );
      expect(rows.map(({ stay }) => stay).sort(), view).toEqual(expected.toSorted());
    }
    const different = `select count(*)::int as n from ((select * from stage_entries except all select * from stage_stays)
      union all (select * from stage_stays except all select * from stage_entries)) d`;
    expect(await test.query(different)).toEqual([{ n: 0 }]);
  });

  it("that go on are where people stand now, since the stay began", async () => {
    const different = `select count(*)::int as n from stage_now n full join (select * from stage_stays where left_at is null) s
      on s.site_id = n.site_id and s.person_id = n.person_id and s.model = n.model and s.stage = n.stage and s.entered_at = n.since
      where n.person_id is null or s.person_id is null`;
    expect(await test.query(different)).toEqual([{ n: 0 }]);
  });
});
