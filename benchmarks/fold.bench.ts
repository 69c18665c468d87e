import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Fact, foldPerson, type Journey, journeyAt, MODELS, personsOf, type SiteSettings, standingIn } from "@waystitch/journey";
import { AS_OF, factsOf } from "./stitch/people.js";

// How many events a second the rules turn into journeys on one core, what each part of them costs, and how much a
// journey weighs; beside the floor: the same facts only grouped and sorted.
const PEOPLE = 100_000;
const EVENTS = 1_000_000;
/** As many people as a worker takes at a time. */
const BATCH = 200;
const ROUNDS = 3;
const SITE: SiteSettings = { siteId: "bench", currency: "VND", domains: ["shop.example"], models: [] };

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

/** Seconds a part takes over all batches. */
interface Seconds {
  floor: number;
  identity: number;
  fold: number;
  standings: number;
  rest: number;
}

function timed<T>(seconds: Seconds, part: keyof Seconds, work: () => T): T {
  const begin = process.hrtime.bigint();
  const result = work();
  seconds[part] += Number(process.hrtime.bigint() - begin) / 1e9;
  return result;
}

/** One batch, part by part; `rest` is all that is done to show a fold as a journey, less its standings. */
function foldBatch(facts: readonly Fact[], seconds: Seconds): Journey[] {
  timed(seconds, "floor", () => floor(facts));
  const persons = timed(seconds, "identity", () => personsOf(SITE.siteId, facts));
  const folds = timed(seconds, "fold", () => persons.map((person) => foldPerson(person, SITE)));
  const journeys = timed(seconds, "rest", () => folds.map((fold) => journeyAt(fold, SITE, AS_OF)));
  const standings = timed(seconds, "standings", () =>
    journeys.reduce(
      (sum, { milestones }) => sum + MODELS.reduce((entries, model) => entries + standingIn(model, milestones).entries.length, 0),
      0,
    ),
  );
  if (standings < journeys.length * MODELS.length) throw new Error("somebody stands nowhere");
  return journeys;
}

function round(): Seconds {
  const seconds: Seconds = { floor: 0, identity: 0, fold: 0, standings: 0, rest: 0 };
  let people = 0;
  let events = 0;
  for (let first = 0; first < PEOPLE; first += BATCH) {
    const facts = Array.from({ length: BATCH }, (_, index) => factsOf(first + index)).flat();
    const journeys = foldBatch(facts, seconds);
    people += journeys.length;
    events += facts.length;
  }
  if (people !== PEOPLE || events !== EVENTS)
    throw new Error(`expected ${PEOPLE} people with ${EVENTS} events, found ${people} with ${events}`);
  seconds.rest -= seconds.standings;
  return seconds;
}

const total = ({ identity, fold, standings, rest }: Seconds): number => identity + fold + standings + rest;

/** Bytes that a person's facts, folds and journeys keep, each alone. */
function weigh(): Record<"facts" | "fold" | "journey", number> {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  const used = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const people = 5_000;
  const begin = used();
  const facts = Array.from({ length: people }, (_, person) => factsOf(person)).flat();
  const withFacts = used();
  const folds = personsOf(SITE.siteId, facts).map((person) => foldPerson(person, SITE));
  const withFolds = used();
  const journeys = folds.map((fold) => journeyAt(fold, SITE, AS_OF));
  const withJourneys = used();
  if (facts.length !== people * 10 || journeys.length !== people) throw new Error("what is weighed was let go");
  const each = (bytes: number): number => Math.round(bytes / people);
  return { facts: each(withFacts - begin), fold: each(withFolds - withFacts), journey: each(withJourneys - withFolds) };
}

const rate = (seconds: number): number => Math.round(EVENTS / seconds / 1000) * 1000;

/** What one process measures. */
interface Measured {
  readonly floorEventsPerSecond: number;
  readonly journeyEventsPerSecond: number;
  readonly rssMb: number;
  readonly shares: Record<"identity" | "fold" | "standings" | "rest", number>;
}

function measure(): Measured {
  const rounds = Array.from({ length: ROUNDS }, round);
  // The best round: other work on the machine only ever slows one down.
  const best = rounds.reduce((a, b) => (total(b) < total(a) ? b : a));
  const share = (seconds: number): number => Number((seconds / total(best)).toFixed(2));
  return {
    floorEventsPerSecond: rate(best.floor),
    journeyEventsPerSecond: rate(total(best)),
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
    shares: { identity: share(best.identity), fold: share(best.fold), standings: share(best.standings), rest: share(best.rest) },
  };
}

/** Most of the time goes into what is made and soon let go, so Node's room for the young is measured as a contender of its own. */
const NURSERIES_MB = [16, 64] as const;

function measureWith(nurseryMb: number): Measured {
  const args = [...process.execArgv, `--max-semi-space-size=${nurseryMb}`, ...process.argv.slice(1), "--measure"];
  const { stdout, status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1e6 });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measured;
}

function report(): void {
  const bytesAPerson = weigh();
  const measured = NURSERIES_MB.map((nurseryMb) => ({ nurseryMb, ...measureWith(nurseryMb) }));
  for (const { nurseryMb, floorEventsPerSecond, journeyEventsPerSecond, rssMb, shares } of measured) {
    const ratio = (journeyEventsPerSecond / floorEventsPerSecond).toFixed(3);
    console.log(`nursery of ${nurseryMb} MB${nurseryMb === 16 ? " (Node's own)" : ""}: ${rssMb} MB resident`);
    console.log(`  group and sort only  ${floorEventsPerSecond} events/s`);
    console.log(`  journeys             ${journeyEventsPerSecond} events/s, ${ratio} of that`);
    for (const [part, of] of Object.entries(shares)) console.log(`    ${part.padEnd(18)} ${Math.round(of * 100)} %`);
  }
  console.log(
    `a person of ten events keeps: facts ${bytesAPerson.facts} B, fold ${bytesAPerson.fold} B, journey ${bytesAPerson.journey} B`,
  );
  console.log(
    JSON.stringify({
      name: "fold",
      conditions: {
        events: EVENTS,
        people: PEOPLE,
        peopleABatch: BATCH,
        models: MODELS.length,
        rounds: ROUNDS,
        node: process.version,
        cores: cpus().length,
        oneCore: true,
      },
      figures: { measured, bytesAPerson },
      ratios: Object.fromEntries(
        measured.map((one) => [
          `journeysToFloor${one.nurseryMb}`,
          Number((one.journeyEventsPerSecond / one.floorEventsPerSecond).toFixed(3)),
        ]),
      ),
    }),
  );
}

if (process.argv.includes("--measure")) console.log(JSON.stringify(measure()));
else report();
