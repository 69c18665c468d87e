import type { Fact } from "@waystitch/journey";

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

/** When everything that may come of these events has come. */
export const AS_OF = START + 200 * 24 * 60 * MINUTE;

const ARRIVALS: readonly (readonly [query: string, referrer: string | null])[] = [
  ["", "https://www.google.com/"],
  ["?utm_source=zalo&utm_medium=social&utm_campaign=tet", null],
  ["?gclid=CjwKCAjw", "https://www.google.com/"],
  ["?fbclid=IwAR0", "https://l.facebook.com/"],
  ["", null],
];
const line = { product_id: "p1", name: "Gọng tròn", price: 1_290_000, quantity: 1 };

const NONE: readonly string[] = [];
const NOTHING: Fact["properties"] = {};

type Happening = Partial<Fact> & { readonly wait: number };
const page = (path: string, wait: number, referrer: string | null = "https://shop.example/"): Happening => ({
  type: "page",
  pageUrl: `https://shop.example${path}`,
  referrer,
  wait,
});
const track = (name: string, properties: Fact["properties"], more: Partial<Fact> = {}): Happening => ({
  name,
  properties,
  wait: MINUTE,
  ...more,
});

/** Ten events: of ten people, six look around, two leave a contact, one does so on two devices, and one buys. */
function happeningsOf(person: number): Happening[] {
  const [query, referrer] = ARRIVALS[person % ARRIVALS.length] ?? ["", null];
  const arrive = page(`/${query}`, 0, referrer);
  const look = (count: number): Happening[] =>
    Array.from({ length: count }, (_, index) => page(`/kinh-${index}`, index === 3 ? 26 * 60 * MINUTE : MINUTE));
  const mail = { identifiers: [`email:${person}`] };
  const kind = person % 10;
  if (kind < 6) return [arrive, ...look(6), track("Product Viewed", line), ...look(2)];
  const lead = track("Lead Captured", { lead_magnet: "Quiz" }, mail);
  if (kind < 8) return [arrive, ...look(5), lead, track("Product Added", line), ...look(2)];
  if (kind < 9) {
    const elsewhere = { visitorId: `w${person}` };
    return [
      arrive,
      ...look(4),
      lead,
      ...[page("/?utm_source=newsletter&utm_medium=email", 0, null), ...look(2), lead].map((h) => ({ ...h, ...elsewhere })),
    ];
  }
  const order = { order_id: `o${person}`, total: 1_290_000, currency: "VND", products: [line] };
  const server = { trusted: true, visitorId: `@order:o${person}`, wait: 3 * 24 * 60 * MINUTE };
  return [
    arrive,
    ...look(3),
    lead,
    track("Product Added", line),
    track("Checkout Started", { products: [line] }),
    track("Order Completed", order),
    track("Order Delivered", { order_id: `o${person}`, promised_at: "2026-02-01T00:00:00Z" }, server),
    track("Product Reviewed", { product_id: "p1", rating: 5 }),
  ];
}

/** The ten facts of a person, of one shape, as the database gives them. */
export function factsOf(person: number): Fact[] {
  let at = START + person * 1000;
  return happeningsOf(person).map((happening, index): Fact => {
    at += happening.wait;
    return {
      visitorId: happening.visitorId ?? `v${person}`,
      eventId: `e${String(index).padStart(3, "0")}`,
      type: happening.type ?? "track",
      name: happening.name ?? null,
      at,
      trusted: happening.trusted ?? false,
      isBot: false,
      userId: null,
      previousId: null,
      identifiers: happening.identifiers ?? NONE,
      pageUrl: happening.pageUrl ?? null,
      referrer: happening.referrer ?? null,
      campaign: null,
      properties: happening.properties ?? NOTHING,
      device: "mobile",
      browser: "Chrome 143",
    };
  });
}
