import { cpus } from "node:os";
import { type Fact, journeysOf, type SiteSettings } from "@waystitch/journey";

// How many events a second the rules turn into journeys, beside the floor: the same facts only grouped and sorted.
const PEOPLE = 20_000;
const EVENTS_EACH = 10;
const ROUNDS = 5;
/** As many people as a worker takes at a time. */
const BATCH = 200;

const START = Date.UTC(2026, 0, 1);
const SITE: SiteSettings = { siteId: "bench", currency: "VND", domains: ["shop.example"], models: [] };
const line = { product_id: "p1", price: 1_290_000, quantity: 1 };

function factsOf(person: number): Fact[] {
  const contact = person % 3 === 0 ? [`email:${person}`] : [];
  return Array.from({ length: EVENTS_EACH }, (_, step): Fact => {
    const [name, properties] =
      step === 4
        ? ["Lead Captured", { lead_magnet: "Quiz" }]
        : step === 6
          ? ["Product Added", line]
          : step === 8
            ? ["Order Completed", { order_id: `o${person}`, total: 1_290_000 }]
            : [null, {}];
    return {
      visitorId: `v${person}`,
      eventId: `e${String(step).padStart(3, "0")}`,
      type: name === null ? "page" : "track",
      name,
      at: START + person * 1000 + step * 60_000,
      trusted: false,
      isBot: false,
      userId: null,
      previousId: null,
      identifiers: step === 4 ? contact : [],
      pageUrl: name === null ? `https://shop.example/${step === 0 ? "?utm_source=zalo&utm_medium=social" : step}` : null,
      referrer: null,
      campaign: null,
      properties,
      device: "mobile",
      browser: "Chrome 143",
    };
  });
}

const batches = Array.from({ length: PEOPLE / BATCH }, (_, batch) =>
  Array.from({ length: BATCH }, (_, index) => factsOf(batch * BATCH + index)).flat(),
);

/** The least anyone can do: put each visitor's facts in order. */
function floor(facts: readonly Fact[]): number {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const group = groups.get(fact.visitorId);
    if (group) group.push(fact);
    else groups.set(fact.visitorId, [fact]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.at - b.at);
  return groups.size;
}

/** Events a second over all batches; the best of some rounds, because other work on the machine only ever slows one down. */
function rateOf(work: (facts: readonly Fact[]) => number): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begin = process.hrtime.bigint();
    let people = 0;
    for (const facts of batches) people += work(facts);
    if (people !== PEOPLE) throw new Error(`expected ${PEOPLE} people, found ${people}`);
    best = Math.max(best, (PEOPLE * EVENTS_EACH) / (Number(process.hrtime.bigint() - begin) / 1e9));
  }
  return best;
}

const floorRate = rateOf(floor);
const journeyRate = rateOf((facts) => journeysOf(facts, SITE, START + 1e9).length);
const round = (rate: number): number => Math.round(rate / 1000) * 1000;
console.log(`group and sort only  ${round(floorRate)} events/s\njourneys             ${round(journeyRate)} events/s`);
console.log(
  JSON.stringify({
    name: "fold",
    conditions: {
      people: PEOPLE,
      eventsEach: EVENTS_EACH,
      peopleABatch: BATCH,
      rounds: ROUNDS,
      node: process.version,
      cores: cpus().length,
      oneCore: true,
    },
    figures: {
      floorEventsPerSecond: round(floorRate),
      journeyEventsPerSecond: round(journeyRate),
      rssMb: Math.round(process.memoryUsage().rss / 1e6),
    },
    ratios: { journeysToFloor: Number((journeyRate / floorRate).toFixed(3)) },
  }),
);
