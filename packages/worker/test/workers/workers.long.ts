/**
 * Twenty thousand random histories, with one, two and eight workers that are killed, against a rebuild; and a thousand pairs of people who
 * become one at the same moment. `WORKERS_SEED` and
 * `WORKERS_HISTORIES` change the run.
 */
import { startTestCluster } from "@waystitch/testbed";
import { mergeOpposites } from "./opposite-merges.js";
import { runHistories } from "./run-histories.js";

const seed = Number(process.env["WORKERS_SEED"] ?? Date.now() % 1_000_000);
const histories = Number(process.env["WORKERS_HISTORIES"] ?? 20_000);
const A_ROUND = 500;
const CREWS = [
  { processes: 1, loops: 1, kills: 4 },
  { processes: 2, loops: 1, kills: 8 },
  { processes: 2, loops: 4, kills: 8 },
] as const;

const startedAt = Date.now();
const say = (line: string): void => console.log(`${((Date.now() - startedAt) / 1000).toFixed(0).padStart(6)} s  ${line}`);

say(`seed ${seed}`);
const cluster = await startTestCluster();
const problems: string[] = [];
let kills = 0;
let events = 0;
for (let done = 0, round = 0; done < histories; done += A_ROUND, round++) {
  const crew = CREWS[round % CREWS.length] ?? CREWS[0];
  const database = await cluster.createTestDatabase();
  const settings = { ...crew, seed: seed + round, histories: Math.min(A_ROUND, histories - done) };
  const outcome = await runHistories(database, settings);
  const { comparison, broken } = outcome;
  kills += outcome.kills;
  events += outcome.events;
  if (comparison.checksumNow !== comparison.checksumBefore) problems.push(`seed ${settings.seed}: ${comparison.changed} journeys differ`);
  problems.push(...broken.map((what) => `seed ${settings.seed}: ${what}`));
  await database.drop();
  const workers = crew.processes * crew.loops;
  say(`${done + settings.histories} histories, ${events} events, ${kills} kills; last with ${workers} workers: ${comparison.checksumNow}`);
}
const PAIRS = 1_000;
const database = await cluster.createTestDatabase();
const merged = await mergeOpposites(database, PAIRS);
say(`${PAIRS} pairs who became one at the same moment: ${merged.persons} persons, ${merged.aliases} aliases`);
if (merged.persons !== PAIRS || merged.aliases !== PAIRS) problems.push("not every pair is one person");
problems.push(...merged.broken);
await database.drop();
await cluster.stop();
for (const problem of problems) say(`PROBLEM: ${problem}`);
say(problems.length === 0 ? "Every table was that of a rebuild." : `${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
