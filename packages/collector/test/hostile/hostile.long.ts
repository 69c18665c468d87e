import { parseArgs } from "node:util";
import { type StartedProcess, startProcess, startTestCluster, type TestDatabase } from "@waystitch/testbed";
import { addSite, type Keys, SECRET } from "../start-collector.js";
import type { Attack } from "./attack.js";
import { batchesOf, callsOf } from "./curated.js";
import { ENVELOPES } from "./envelopes.js";
import { heavyAttacks } from "./heavy.js";
import { forget, loadProblems } from "./kept.js";
import { POSITIONS } from "./positions.js";
import { createPoster, type Poster } from "./post.js";
import { type AttackKeys, PER_REQUEST, randomAttack } from "./random-attack.js";
import { type Ran, runAttacks, sumOf } from "./run-attacks.js";
import { bareSuspects, someOf, suspectsAt } from "./suspects.js";
import { type Counts, createTally, hostileIn, since } from "./tally.js";
import { startWatchdog, type Watchdog } from "./watchdog.js";

// Hostile events, among canaries, sent to a collector that is a process of its own: the heaviest, then the curated ones, each value at each
// position with either key, then as many out of chance as `--bodies` says. Request `r7` of a run is the first of `--seed ... --from 7`.
// A body is a hostile event. `--phase` heavy, curated or generated runs only that.
const { values: options } = parseArgs({
  options: {
    bodies: { type: "string", default: "1000000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    from: { type: "string", default: "0" },
    "at-a-time": { type: "string", default: "32" },
    phase: { type: "string", default: "all" },
  },
});
const BODIES = Number(options.bodies);
const SEED = Number(options.seed);
const FROM = Number(options.from);
const AT_A_TIME = Number(options["at-a-time"]);

/** Requests between two looks into the database. */
const CHUNK = 250;
/** Milliseconds from which a request is sent again, alone: it is slow by itself when the collector works on it for as long then. */
const SLOW_MS = 1_000;
const MAX_MEMORY = 600;
const MAX_PROBLEMS = 20;

const tally = createTally();
const problems: string[] = [];

interface Target {
  readonly poster: Poster;
  readonly database: TestDatabase;
  readonly watchdog: Watchdog;
}

/** Sends again, alone, what was slow; it is stored already, and takes the same way until it comes to that. */
async function slowAlone({ poster, watchdog }: Target, ran: readonly Ran[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { attack, ms } of ran.filter((one) => one.ms > SLOW_MS)) {
    tally.countSlow();
    const before = await watchdog.processorSeconds();
    await runAttacks(poster, [attack], 1);
    const worked = 1_000 * ((await watchdog.processorSeconds()) - before);
    if (worked > SLOW_MS) found.push(`${attack.id} took ${ms.toFixed()} ms, and ${worked.toFixed()} ms of processor time alone`);
  }
  return found;
}

async function attackWith(target: Target, attacks: Iterable<Attack>, atATime: number): Promise<void> {
  const { poster, database } = target;
  const ran = await runAttacks(poster, attacks, atATime);
  ran.forEach(tally.count);
  const { told, accepted, problems: answered } = sumOf(ran);
  problems.push(...answered, ...(await loadProblems(database, "demo", told, accepted)), ...(await slowAlone(target, ran)));
  await forget(database);
}

function* slices(attacks: readonly Attack[]): Generator<readonly Attack[]> {
  for (let at = 0; at < attacks.length; at += CHUNK) yield attacks.slice(at, at + CHUNK);
}

function* curatedAttacks(keys: Keys): Generator<readonly Attack[]> {
  for (const [at, position] of POSITIONS.entries()) {
    yield batchesOf(suspectsAt(position, `w${at}`, false), keys.write, `w${at}`);
    yield batchesOf(suspectsAt(position, `s${at}`, true), keys.secret, `s${at}`);
    if (position.where !== "type" && position.where !== "writeKey")
      yield callsOf(suspectsAt(position, `c${at}`, false, someOf(4, at)), keys.write, `c${at}`);
  }
  yield batchesOf(bareSuspects(), keys.write, "bare");
  for (const { attacksWith } of ENVELOPES) yield attacksWith(keys.write);
}

function* randomAttacks(keys: AttackKeys): Generator<readonly Attack[]> {
  for (let first = FROM, left = BODIES; left > 0; first += CHUNK) {
    const requests = Math.min(CHUNK, Math.ceil(left / PER_REQUEST));
    const attacks = Array.from({ length: requests }, (_, at) => randomAttack(SEED, first + at, keys));
    left -= attacks.reduce((sum, { entries }) => sum + hostileIn(entries), 0);
    yield attacks;
  }
}

function progress(phase: string, start: number, { told, untold }: Counts): void {
  const bodies = told + untold;
  const rate = (bodies / (performance.now() - start)) * 1_000;
  const share = phase === "generated" ? `${((100 * bodies) / BODIES).toFixed(1)} %, ` : "";
  process.stderr.write(`\r${phase}: ${share}${bodies} bodies, ${rate.toFixed()} a second, ${problems.length} problems`.padEnd(100));
}

async function runPhase(phase: string, target: Target, chunks: Iterable<readonly Attack[]>, atATime = AT_A_TIME): Promise<void> {
  if (options.phase !== "all" && options.phase !== phase) return;
  const start = performance.now();
  const before = tally.counts;
  for (const chunk of chunks) {
    for (const attacks of slices(chunk)) await attackWith(target, attacks, atATime);
    progress(phase, start, since(before, tally));
    if (problems.length >= MAX_PROBLEMS) break;
  }
  process.stderr.write(`\r${"".padEnd(100)}\r`);
  const { longestPause, mostMemory } = target.watchdog.seen;
  const counted = Object.entries(since(before, tally)).map(([name, number]) => `${name} ${number}`);
  const seconds = ((performance.now() - start) / 1_000).toFixed();
  console.log(
    `${phase}, ${seconds} s: ${counted.join(", ")}; longest pause ${longestPause.toFixed(2)} s, memory ${mostMemory.toFixed()} MB`,
  );
}

async function attackCollector(collector: StartedProcess, database: TestDatabase, keys: AttackKeys): Promise<void> {
  let isRunning = true;
  void collector.ended.then((code) => {
    if (isRunning) problems.push(`the collector ended (${code}): ${collector.output().slice(-2_000)}`);
  });
  const target: Target = { poster: createPoster(collector.url, AT_A_TIME), database, watchdog: startWatchdog(collector.url) };
  await runPhase("heavy", target, slices(heavyAttacks([keys.write, keys.secret])), 1);
  await runPhase("curated", target, curatedAttacks(keys));
  await runPhase("generated", target, randomAttacks(keys));
  const { hangs, starved, mostMemory } = await target.watchdog.stop();
  if (hangs > 0) problems.unshift(`the event loop stood still for over a second ${hangs} times`);
  if (starved > 0) console.log(`${starved} times the machine gave the collector no processor for over a second`);
  if (mostMemory > MAX_MEMORY) problems.unshift(`it took ${mostMemory.toFixed(0)} MB`);
  const errors = collector
    .output()
    .split("\n")
    .filter((line) => /"level":(?:50|60)/.test(line));
  problems.push(...errors.slice(0, MAX_PROBLEMS).map((line) => `the collector logged ${line.slice(0, 500)}`));
  target.poster.close();
  isRunning = false;
}

async function main(): Promise<void> {
  console.log(`--seed ${SEED} --from ${FROM} --bodies ${BODIES}`);
  const cluster = await startTestCluster();
  try {
    const database = await cluster.createTestDatabase();
    const keys = { ...(await addSite(database, "demo")), other: (await addSite(database, "other")).write };
    const limits = { KEY_EVENTS_PER_SECOND: "10000000", ADDRESS_REQUESTS_PER_SECOND: "1000000" };
    const env = { DATABASE_URL: database.urlOf("collector"), WAYSTITCH_SECRET: SECRET, PORT: "0", LOG_LEVEL: "warn", ...limits };
    const proxied = { TRUST_PROXY: "127.0.0.0/8", COUNTRY_HEADER: "cf-ipcountry" };
    const collector = await startProcess(import.meta.resolve("@waystitch/collector/main"), { ...env, ...proxied });
    await attackCollector(collector, database, keys).finally(collector.stop);
    await database.drop();
  } finally {
    await cluster.stop();
  }
  console.log(Array.from(tally.fates, ([fate, events]) => `${fate} ${events}`).join(", "));
  for (const problem of problems.slice(0, MAX_PROBLEMS)) console.log(`PROBLEM ${problem}`);
  console.log(problems.length === 0 ? "No problem." : `${problems.length} problems. --seed ${SEED} finds them again.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

await main();
