/** The database hangs for a minute under a collector that has load, in two ways and under two loads. `STALL_MS` changes how long. */
import { fileURLToPath } from "node:url";
import { runStall, type Stall, type StallOutcome } from "./run-stall.js";
import { asProcess } from "./running-collector.js";
import { numberOf } from "./settings-of-run.js";
import { type Server, startForgetfulServer, startSystem, stopOnSignal } from "./system.js";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const MB = 1024 * 1024;
const BOUNDS = { moreMemory: 128 * MB, refusedMs: 20, firstSuccessMs: 2_000 };
const STALLS: readonly Stall[] = ["connections frozen", "processes stopped"];
/** More than the collector lets in at a time, and far fewer. */
const CLIENTS = [600, 60];
const stallMs = numberOf("STALL_MS", 60_000);
const WARM_UP_MS = 10_000;
const problems: string[] = [];

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

function judge(name: string, outcome: StallOutcome): void {
  const { baseBytes, peakBytes, refusedAfterMs, otherAnswers, firstSuccessMs } = outcome;
  const median = quantile(refusedAfterMs, 0.5);
  const [base, more] = [baseBytes, peakBytes - baseBytes].map((bytes) => Math.round(bytes / MB));
  console.log(`${name}
  memory: ${base} MB under load before (median), ${more} MB more at most while it hung (bound: ${BOUNDS.moreMemory / MB})
  ${refusedAfterMs.length} times 503, and to every client: after ${median.toFixed(1)} ms at the median (bound: ${BOUNDS.refusedMs}), ${quantile(refusedAfterMs, 0.9).toFixed(0)} at p90, ${quantile(refusedAfterMs, 0.99).toFixed(0)} at p99
  first 200: ${firstSuccessMs} ms after it came back (bound: ${BOUNDS.firstSuccessMs}), and then every client`);
  const bounds = {
    "memory is within its bound": peakBytes - baseBytes <= BOUNDS.moreMemory,
    "503 comes at once at the median": median < BOUNDS.refusedMs,
    "the first 200 comes soon": firstSuccessMs <= BOUNDS.firstSuccessMs,
    "nothing but 503 is answered meanwhile": otherAnswers.length === 0,
  };
  for (const [bound, isKept] of Object.entries(bounds)) if (!isKept) problems.push(`${name}: not so: ${bound}`);
}

async function stallOnce(server: Server, stall: Stall, clients: number): Promise<void> {
  const system = await startSystem(server, { start: asProcess(MAIN) });
  try {
    const outcome = await runStall(system, { stall, stallMs, warmUpMs: WARM_UP_MS, clients });
    judge(`${stall} for ${stallMs / 1000} s, ${clients} clients`, outcome);
  } finally {
    await system.stop();
  }
}

const server = await startForgetfulServer();
stopOnSignal(server);
try {
  for (const clients of CLIENTS) for (const stall of STALLS) await stallOnce(server, stall, clients);
} finally {
  await server.stop();
}
for (const problem of problems) console.log(`FAILED: ${problem}`);
console.log(problems.length === 0 ? "All bounds were kept." : "Failed.");
process.exitCode = problems.length === 0 ? 0 : 1;
