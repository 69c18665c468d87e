import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Customer, rfmOf } from "../src/segments/rfm.js";
import { RFM_SEGMENTS, type Score, type Scores, segmentOf, worthOf } from "../src/segments/rfm-segments.js";
import { DAY, START } from "./story.js";

const SCORES: readonly Score[] = [1, 2, 3, 4, 5];
const ALL: readonly Scores[] = SCORES.flatMap((recency) =>
  SCORES.flatMap((frequency) => SCORES.map((monetary) => ({ recency, frequency, monetary }))),
);

/** Recency and worth of each segment as published; see the sources in `rfm-segments.ts`. */
const PUBLISHED: Readonly<Record<string, readonly [recency: readonly [number, number], worth: readonly [number, number]]>> = {
  champions: [
    [4, 5],
    [4, 5],
  ],
  loyal: [
    [2, 5],
    [3, 5],
  ],
  potential_loyalists: [
    [3, 5],
    [1, 3],
  ],
  new_customers: [
    [4, 5],
    [1, 1],
  ],
  promising: [
    [3, 4],
    [1, 1],
  ],
  need_attention: [
    [2, 3],
    [2, 3],
  ],
  about_to_sleep: [
    [2, 3],
    [1, 2],
  ],
  at_risk: [
    [1, 2],
    [2, 5],
  ],
  cant_lose_them: [
    [1, 1],
    [4, 5],
  ],
  hibernating: [
    [1, 2],
    [1, 2],
  ],
  lost: [
    [1, 2],
    [1, 2],
  ],
};

describe("the named segments", () => {
  it("hold every score exactly once", () => {
    expect(ALL).toHaveLength(125);
    for (const scores of ALL) {
      const worth = worthOf(scores);
      const places = RFM_SEGMENTS.flatMap((segment) => segment.places).filter(
        (place) =>
          place.recency[0] <= scores.recency && scores.recency <= place.recency[1] && place.worth[0] <= worth && worth <= place.worth[1],
      );
      expect(places, JSON.stringify(scores)).toHaveLength(1);
    }
  });

  it("are eleven, and each is reached", () => {
    expect(new Set(ALL.map((scores) => segmentOf(scores).id))).toEqual(new Set(RFM_SEGMENTS.map((segment) => segment.id)));
    expect(RFM_SEGMENTS).toHaveLength(11);
  });

  it("lie within the ranges that are published for their names", () => {
    for (const scores of ALL) {
      const [recency, worth] = PUBLISHED[segmentOf(scores).id] ?? [
        [0, 0],
        [0, 0],
      ];
      expect(scores.recency >= recency[0] && scores.recency <= recency[1], JSON.stringify(scores)).toBe(true);
      expect(worthOf(scores) >= worth[0] && worthOf(scores) <= worth[1], JSON.stringify(scores)).toBe(true);
    }
  });

  it("have a name of their own in English and Vietnamese", () => {
    for (const language of ["en", "vi"] as const)
      expect(new Set(RFM_SEGMENTS.map((segment) => segment.label[language])).size).toBe(RFM_SEGMENTS.length);
  });

  it("say what a marketer expects", () => {
    const named = (code: string) => {
      const [recency, frequency, monetary] = [...code].map(Number) as [Score, Score, Score];
      return segmentOf({ recency, frequency, monetary }).label.en;
    };
    expect(["555", "355", "533", "512", "411", "333", "322", "255", "155", "222", "111"].map(named)).toEqual(
      RFM_SEGMENTS.map((segment) => segment.label.en),
    );
  });
});

const UNIT = 1_000_000n;
const customer = (personId: string, daysAgo: number, orders: number, revenue: number, more: Partial<Customer> = {}): Customer => ({
  personId,
  lastOrderAt: START - daysAgo * DAY,
  orders,
  revenue: BigInt(revenue) * UNIT,
  ...more,
});
const codes = (customers: readonly Customer[]): Record<string, string> =>
  Object.fromEntries(
    [...rfmOf(customers, "VND", START).customers].map(([id, { recency, frequency, monetary }]) => [
      id,
      `${recency}${frequency}${monetary}`,
    ]),
  );

it("docs/segments.md has the same table", () => {
  const page = readFileSync(new URL("../../../docs/segments.md", import.meta.url), "utf8");
  const range = ([least, most]: readonly [number, number]): string => (least === most ? String(least) : `${least} to ${most}`);
  for (const { label, places } of RFM_SEGMENTS)
    expect(page).toContain(
      `| ${label.en} | ${label.vi} | ${places.map((place) => range(place.recency)).join(", or ")} | ${places.map((place) => range(place.worth)).join(", or ")} |`,
    );
});

describe("recency, frequency and money", () => {
  it("are the fifth of the customers in which one stands", () => {
    const five = [1, 2, 3, 4, 5].map((rank) => customer(`p${rank}`, 100 - rank, rank, rank * 100_000));
    expect(codes(five)).toEqual({ p1: "111", p2: "222", p3: "333", p4: "444", p5: "555" });
    expect(codes([...five, customer("p6", 90, 6, 600_000)])).toMatchObject({ p4: "444", p5: "555", p6: "555" });
    const hundred = Array.from({ length: 100 }, (_, rank) => customer(`p${rank}`, 200 - rank, 1 + rank, rank));
    const counts = new Map<string, number>();
    for (const code of Object.values(codes(hundred))) counts.set(code, (counts.get(code) ?? 0) + 1);
    expect([...counts].sort()).toEqual([
      ["111", 20],
      ["222", 20],
      ["333", 20],
      ["444", 20],
      ["555", 20],
    ]);
  });

  it("of equal customers are equal: most buy once, and that is not frequent", () => {
    const shop = [
      ...Array.from({ length: 7 }, (_, index) => customer(`once${index}`, index, 1, 100_000)),
      customer("twice", 8, 2, 200_000),
      customer("thrice", 9, 3, 300_000),
      customer("often", 10, 9, 900_000),
    ];
    expect(codes(shop)).toMatchObject({ once0: "511", once6: "211", twice: "244", thrice: "155", often: "155" });
  });

  it("of orders imported with one date share the middle, so that nobody is called lost for it", () => {
    const imported = Array.from({ length: 6 }, (_, index) => customer(`p${index}`, 10, index + 1, index));
    expect(Object.values(codes(imported)).map((code) => code[0])).toEqual(["3", "3", "3", "3", "3", "3"]);
  });

  it("say something sensible of one customer, two and four", () => {
    const segments = (...customers: Customer[]) => [...rfmOf(customers, "VND", START).customers.values()].map(({ segment }) => segment);
    expect(segments(customer("an", 1, 1, 390_000))).toEqual(["new_customers"]);
    expect(segments(customer("an", 1, 7, 9_000_000))).toEqual(["champions"]);
    expect(segments(customer("an", 400, 1, 390_000))).toEqual(["lost"]);
    expect(segments(customer("an", 1, 1, 1), customer("binh", 181, 5, 5))).toEqual(["new_customers", "cant_lose_them"]);
    expect(segments(customer("an", 30, 2, 1), customer("binh", 60, 3, 5), customer("chi", 120, 3, 3), customer("dung", 180, 1, 1))).toEqual(
      ["potential_loyalists", "potential_loyalists", "need_attention", "hibernating"],
    );
    expect(segments()).toEqual([]);
  });

  it("leave out, by name, who has no order, pays in another currency or bought after the moment asked for", () => {
    const { customers, leftOut } = rfmOf(
      [
        customer("an", 1, 1, 390_000, { currency: "VND" }),
        customer("binh", 1, 1, 20, { currency: "USD" }),
        customer("chi", 1, 0, 0),
        { personId: "dung", lastOrderAt: null, orders: 1, revenue: 0n },
        customer("em", -1, 1, 390_000),
        customer("giang", 0, 1, 390_000),
      ],
      "VND",
      START,
    );
    expect([...customers.keys()]).toEqual(["an", "giang"]);
    expect(Object.fromEntries(leftOut)).toEqual({ binh: "other_currency", chi: "no_order", dung: "no_order", em: "order_after_as_of" });
  });

  it("compare exact amounts, not rounded ones", () => {
    const exact = Array.from({ length: 5 }, (_, index) => ({ ...customer(`p${index}`, 1, 1, 0), revenue: 10n ** 21n + BigInt(index) }));
    expect(Object.values(codes(exact)).map((code) => code[2])).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("do not depend on the order of the customers, never rank the better below, and use the whole scale", () => {
    const shop = fc.uniqueArray(
      fc.record({
        personId: fc.uuid(),
        lastOrderAt: fc.integer({ min: 0, max: 40 }).map((days) => START - days * DAY),
        orders: fc.integer({ min: 1, max: 6 }),
        revenue: fc.bigInt({ min: 0n, max: 50n }),
      }),
      { selector: ({ personId }) => personId, maxLength: 40 },
    );
    const scrambled = shop.chain((customers) =>
      fc.tuple(fc.constant(customers), fc.shuffledSubarray(customers, { minLength: customers.length })),
    );
    fc.assert(
      fc.property(scrambled, ([customers, again]) => {
        const scores = codes(customers);
        expect(codes(again)).toEqual(scores);
        for (const a of customers)
          for (const b of customers) {
            const [x = "", y = ""] = [scores[a.personId], scores[b.personId]];
            if (a.lastOrderAt > b.lastOrderAt) expect(Number(x[0])).toBeGreaterThanOrEqual(Number(y[0]));
            if (a.lastOrderAt === b.lastOrderAt) expect(x[0]).toBe(y[0]);
            if (a.orders >= b.orders) expect(Number(x[1])).toBeGreaterThanOrEqual(Number(y[1]));
          }
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
  });

  it("of 50,000 customers take less than ten seconds", { timeout: 10_000 }, () => {
    const many = Array.from({ length: 50_000 }, (_, index) =>
      customer(`p${index}`, (index * 7919) % 1000, 1 + (index % 4), (index * 104_729) % 1_000_003),
    );
    const { customers } = rfmOf(many, "VND", START);
    expect(customers.size).toBe(50_000);
  });
});
