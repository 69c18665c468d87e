import type { Fact } from "@waystitch/journey";
import { BLANK, DAY } from "@waystitch/testbed/facts";

/** A moment of the shop's clock in Vietnam, such as 03-01 01:00, in 2026; Vietnam has one time zone and no summer time. */
export const at = (local: string): number => Date.parse(`2026-${local.replace(" ", "T")}:00+07:00`);

/** A hundredth of a day. */
const SOON = DAY / 100;

type Told = readonly [at: number, name: string, more?: Partial<Fact>];

const page = (moment: number, query = "", more: Partial<Fact> = {}): Told => [
  moment,
  "page",
  { type: "page", name: null, pageUrl: `https://my-shop.example/${query}`, ...more },
];
const added = (moment: number, name: string, price: number, quantity = 1): Told => [
  moment,
  "Product Added",
  { properties: { product_id: name, name, price, quantity } },
];
const lead = (moment: number, magnet: string): Told => [moment, "Lead Captured", { properties: { lead_magnet: magnet } }];
const reviewed = (moment: number, rating: number): Told => [moment, "Product Reviewed", { properties: { product_id: "k1", rating } }];
const ordered = (moment: number, orderId: string, total: number, more: Fact["properties"] = {}): Told => [
  moment,
  "Order Completed",
  { properties: { order_id: orderId, total, ...more } },
];

const factsOf = (visitorId: string, told: readonly Told[], more: Partial<Fact> = {}): Fact[] =>
  told.map(([moment, name, own], index) => ({ ...BLANK, visitorId, eventId: `e${index}`, at: moment, name, ...more, ...own }));
const byServer = (orderId: string, told: readonly Told[], more: Partial<Fact> = {}): Fact[] =>
  factsOf(`@order:${orderId}`, told, { trusted: true, device: null, ...more });
const about = (moment: number, name: string, orderId: string, more: Fact["properties"] = {}): Told => [
  moment,
  name,
  { properties: { order_id: orderId, ...more } },
];
const iso = (moment: number): string => new Date(moment).toISOString();

/** When the shop is looked at: Em's cart has lain there for three hours. */
export const AS_OF = at("04-20 12:00");

/** A small shop in spring. Each line is a person; what is expected of them stands in reports.int.test.ts. */
export const SHOP_STORY: readonly Fact[] = [
  // An comes at one in the morning of 1 March, which is still February in London, and does everything right.
  ...factsOf("an", [
    page(at("03-01 01:00"), "?utm_source=facebook&utm_medium=cpc"),
    lead(at("03-03 01:00"), "Quiz"),
    added(at("03-05 01:00"), "Gọng kính", 500_000),
    ordered(at("03-05 01:00") + SOON, "A1", 500_000, { promised_at: iso(at("03-08 01:00")) }),
    reviewed(at("03-09 01:00"), 5),
  ]),
  ...byServer("A1", [about(at("03-07 01:00"), "Order Delivered", "A1")]),
  // Bình fills a cart on the first visit and is never seen again.
  ...factsOf("binh", [
    page(at("03-02 09:00"), "", { referrer: "https://www.google.com/" }),
    added(at("03-02 09:00") + SOON, "Kính mát", 150_000, 2),
  ]),
  // Chi lets a cart expire, orders two weeks later after an e-mail, gets it late and says so.
  ...factsOf("chi", [
    page(at("03-10 09:00")),
    lead(at("03-11 09:00"), "Quiz"),
    added(at("03-12 09:00"), "Kính cận", 300_000),
    page(at("03-25 09:00"), "?utm_source=newsletter&utm_medium=email"),
    ordered(at("03-25 09:00") + SOON, "C1", 300_000, { promised_at: iso(at("03-28 09:00")) }),
    reviewed(at("04-01 09:00") + SOON, 1),
  ]),
  ...byServer("C1", [about(at("03-30 09:00") + SOON, "Order Delivered", "C1")]),
  // Dũng wants no more e-mails.
  ...factsOf("dung", [
    page(at("03-15 09:00"), "?utm_source=zalo&utm_medium=social"),
    lead(at("03-16 09:00"), "Guide"),
    [at("03-20 09:00"), "Email Unsubscribed"],
  ]),
  // Em has left an address, and a cart this morning.
  ...factsOf("em", [
    page(at("04-01 09:00")),
    [at("04-02 09:00"), "identify", { type: "identify", name: null, identifiers: ["email:em"] }],
    added(at("04-20 09:00"), "Kính áp tròng", 120_000),
  ]),
  ...factsOf("robot", [page(at("03-05 09:00")), added(at("03-05 09:00") + SOON, "Kính mát", 1)], { isBot: true }),
  // Orders that only the cash desk knows: one overdue, one cancelled, a loyal customer's two, an early one, and one in dollars.
  ...byServer("G1", [ordered(at("04-05 09:00"), "G1", 200_000, { promised_at: iso(at("04-10 09:00")) })]),
  ...byServer("H1", [ordered(at("04-06 09:00"), "H1", 250_000), about(at("04-07 09:00"), "Order Cancelled", "H1")]),
  ...byServer("K1", [ordered(at("03-10 10:00"), "K1", 400_000)], { userId: "khoa" }),
  ...byServer("K2", [ordered(at("04-10 10:00"), "K2", 600_000)], { userId: "khoa" }),
  ...byServer("M1", [ordered(at("02-20 10:00"), "M1", 100_000)]),
  ...byServer("L1", [ordered(at("04-08 10:00"), "L1", 20, { currency: "USD" })]),
];

/** Nga, a customer of another shop, leaves her contact after her order, and then a cart; what she ordered last was cancelled. */
export const CUSTOMER_FIRST: readonly Fact[] = [
  ...factsOf("nga", [
    page(at("03-02 09:00")),
    ordered(at("03-02 10:00"), "N1", 100_000),
    lead(at("03-05 09:00"), "Quiz"),
    added(at("03-06 09:00"), "Kính mát", 200_000),
    ordered(at("03-06 12:00"), "N2", 200_000),
  ]),
  ...byServer("N2", [about(at("03-07 09:00"), "Order Cancelled", "N2")]),
];
