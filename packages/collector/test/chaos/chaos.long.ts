/**
 * Clients send a million events to a collector while it, its PostgreSQL, the disk and the connections between them break fifty times, and
 * keep a log of what was acknowledged. `CHAOS_SEED`, `CHAOS_FAULTS`, `CHAOS_EVENTS` and `CHAOS_CLIENTS` change the run.
 */
import { fileURLToPath } from "node:url";
import { runAsItIs, runAsynchronousCommit, runEarlyAck } from "./controls.js";
import { impossibleFaults } from "./faults.js";
import { type ChaosOutcome, runChaos } from "./run-chaos.js";
import { asProcess } from "./running-collector.js";
import { numberOf } from "./settings-of-run.js";
import { type Server, startForgetfulServer, startSystem, stopOnSignal } from "./system.js";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const seed = numberOf("CHAOS_SEED", Date.now() % 1_000_000);
const load = {
  seed,
  faults: numberOf("CHAOS_FAULTS", 60),
  events: numberOf("CHAOS_EVENTS", 1_000_000),
  clients: numberOf("CHAOS_CLIENTS", 24),
  pauseMs: 0,
  longestMs: 7_000,
};
const startedAt = Date.now();
const problems: string[] = [];

const say = (line: string): void => console.log(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}`);
const expectThat = (isSo: boolean, otherwise: string): void => {
  if (!isSo) problems.push(otherwise);
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const counts = (numbers: object): string =>
  Object.entries(numbers)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");

function printOutcome({ verdict, ...outcome }: ChaosOutcome): void {
  say(`events: ${outcome.sent} sent, ${outcome.acked} acknowledged, ${outcome.rejected} rejected, ${outcome.stored} stored`);
  say(`requests by answer: ${counts(outcome.answers)}; ${outcome.givenUp} batches given up`);
  const [load, faults, recovery] = Object.values(outcome.spent).map((ms) => (ms / 1000).toFixed(1));
  say(`time: ${load} s of load between faults, ${faults} s of faults, ${recovery} s until events flowed again`);
  say(`faults: ${counts(outcome.struck)}`);
  say(
    `from the end of a fault to the next acknowledgement: ${median(outcome.recoveries)} ms at the median, ${Math.max(...outcome.recoveries)} ms at most`,
  );
  for (const [what, ids] of Object.entries(verdict))
    say(`${what}: ${ids.length}${ids.length > 0 ? ` (${ids.slice(0, 5).join(" ")} ...)` : ""}`);
}

async function breakThings(server: Server): Promise<void> {
  const system = await startSystem(server, { start: asProcess(MAIN) });
  try {
    for (const fault of impossibleFaults(system))
      say(`SKIPPED: ${fault}. This process may not mount a file system, so that disk cannot be filled.`);
    const outcome = await runChaos(system, { ...load, report: say });
    printOutcome(outcome);
    for (const [what, ids] of Object.entries(outcome.verdict)) expectThat(ids.length === 0, `${ids.length} events: ${what}`);
    const odd = Object.keys(outcome.answers).filter((answer) => !["200", "503", "none"].includes(answer));
    expectThat(odd.length === 0, `answers that no fault explains: ${odd.join(", ")}`);
    expectThat(outcome.sent >= load.events, `only ${outcome.sent} events were sent`);
  } finally {
    await system.stop();
  }
}

async function runControls(server: Server): Promise<void> {
  const controls = {
    "as it is": runAsItIs,
    "with synchronous_commit=off": runAsynchronousCommit,
    "acknowledged before the commit": runEarlyAck,
  };
  for (const [name, run] of Object.entries(controls)) {
    const { verdict, acked } = await run(server, seed);
    say(`control, PostgreSQL killed, ${name}: ${verdict.lost.length} of ${acked} acknowledged events lost`);
    expectThat(verdict.lost.length > 0 === (run !== runAsItIs), `the control ${name} lost ${verdict.lost.length}`);
  }
}

say(`CHAOS_SEED=${seed} CHAOS_FAULTS=${load.faults} CHAOS_EVENTS=${load.events} CHAOS_CLIENTS=${load.clients}`);
const server = await startForgetfulServer({ hasSmallDisk: true });
stopOnSignal(server);
try {
  await breakThings(server);
  await runControls(server);
} finally {
  await server.stop();
}
for (const problem of problems) say(`FAILED: ${problem}`);
say(problems.length === 0 ? "Nothing was lost, nothing was stored twice, and the controls were found to lose." : "Failed.");
process.exitCode = problems.length === 0 ? 0 : 1;
