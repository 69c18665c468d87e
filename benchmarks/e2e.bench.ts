import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { loadLag } from "@waystitch/store";
import { startTestCluster, type TestCluster } from "@waystitch/testbed";
import { sampleFreshness } from "./e2e/freshness.js";
import { type System, startSystem } from "./e2e/system.js";
import { processorSeconds } from "./ingest/processor-time.js";
import { sendLoad } from "./ingest/send-load.js";

// How many events a second a collector, PostgreSQL and one worker sustain together on one machine, which the load shares: the highest rate at
// which nobody waits longer at the end than two seconds. Batches of 20, five events a visitor. First short runs look for the rate, then a
// long one confirms it; then, at a fifth of it, how long after its answer an event stands in a journey.
const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "300" },
    trial: { type: "string", default: "20" },
    fresh: { type: "string", default: "60" },
  },
});
const BATCH = 20;
const CONNECTIONS = 50;
const LATE_S = 2;
const FIRST_RATE = 2_000;
const STEP = 1.25;

interface Run {
  readonly rate: number;
  readonly stored: number;
  /** Seconds that the visitor who waits longest has waited at the end. */
  readonly lag: number;
  readonly p99: number;
  /** Processor seconds per million events. */
  readonly processor: { readonly collector: number; readonly worker: number; readonly database: number };
}

const percentile = (numbers: readonly number[], part: number): number =>
  Math.round([...numbers].sort((a, b) => a - b)[Math.floor(part * (numbers.length - 1))] ?? Number.NaN);

async function runAt(system: System, postmaster: number, rate: number, seconds: number): Promise<Run> {
  const read = () => [processorSeconds(system.collector.pid), processorSeconds(system.worker.pid), processorSeconds(postmaster)] as const;
  const before = read();
  const requestsPerSecond = rate / BATCH;
  const load = { url: system.collector.url, writeKey: system.writeKey, batchSize: BATCH, connections: CONNECTIONS, requestsPerSecond };
  const { eventsPerSecond, answered, p99 } = await sendLoad({ ...load, seconds });
  const { seconds: lag } = await loadLag(system.database.db);
  const spent = read().map((after, at) => Math.round(((after - (before[at] ?? 0)) / answered) * 1_000_000));
  const [collector = 0, worker = 0, database = 0] = spent;
  return { rate, stored: Math.round(eventsPerSecond), lag, p99, processor: { collector, worker, database } };
}

/** Until nobody waits, so that one run does not weigh on the next. */
async function catchUp({ database }: System): Promise<void> {
  while ((await loadLag(database.db)).visitors > 0) await new Promise((resolve) => setTimeout(resolve, 200));
}

const isSustained = ({ rate, stored, lag }: Run): boolean => lag <= LATE_S && stored >= 0.95 * rate;

const say = ({ rate, stored, lag, p99, processor }: Run): void =>
  console.log(
    `${String(Math.round(rate)).padStart(7)} asked ${String(stored).padStart(7)} stored a second   lag ${lag.toFixed(1).padStart(5)} s   answer p99 ${String(p99).padStart(5)} ms   processor s/million: collector ${processor.collector}, worker ${processor.worker}, PostgreSQL ${processor.database}`,
  );

async function findRate(system: System, postmaster: number): Promise<number> {
  let best = 0;
  for (let rate = FIRST_RATE; ; rate *= STEP) {
    const run = await runAt(system, postmaster, rate, Number(options.trial));
    say(run);
    await catchUp(system);
    if (!isSustained(run)) return best;
    best = rate;
  }
}

/** The long run; where the rate was too high for so long, a lower one. */
async function confirm(system: System, postmaster: number, found: number): Promise<Run> {
  for (let rate = found; ; rate /= STEP) {
    const run = await runAt(system, postmaster, rate, Number(options.seconds));
    say(run);
    await catchUp(system);
    if (isSustained(run)) return run;
  }
}

async function measure(cluster: TestCluster): Promise<void> {
  const system = await startSystem(cluster);
  const postmaster = cluster.pid();
  try {
    console.log("Looking for the rate:");
    const found = await findRate(system, postmaster);
    if (found === 0) throw new Error(`not even ${FIRST_RATE} events a second are sustained`);
    console.log(`For ${options.seconds} seconds:`);
    const sustained = await confirm(system, postmaster, found);
    const seconds = Number(options.fresh);
    const [fresh] = await Promise.all([sampleFreshness(system, seconds), runAt(system, postmaster, sustained.rate / 5, seconds)]);
    const [p50, p99] = [percentile(fresh, 0.5), percentile(fresh, 0.99)];
    console.log(`At a fifth of it, from answer to journey: p50 ${p50} ms, p99 ${p99} ms, of ${fresh.length} events`);
    const conditions = {
      node: process.version,
      cores: cpus().length,
      batch: BATCH,
      eventsAVisitor: 5,
      seconds: Number(options.seconds),
      worker: 1,
    };
    console.log(JSON.stringify({ name: "e2e", conditions, sustained, freshness: { p50, p99 } }));
  } finally {
    await system.stop();
  }
}

const cluster = await startTestCluster({ isDurable: true });
try {
  await measure(cluster);
} finally {
  await cluster.stop();
}
