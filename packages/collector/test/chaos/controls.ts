import { forgetDurability } from "./asynchronous-commit.js";
import { startEarlyAck } from "./early-ack.js";
import { type ChaosOutcome, runChaos } from "./run-chaos.js";
import { withinThisProcess } from "./running-collector.js";
import { type Server, startSystem } from "./system.js";

const LOAD = { faults: 1, kinds: ["PostgreSQL killed"], events: 1_500, clients: 6, pauseMs: 40, longestMs: 100 } as const;

/** The collector with connections that ask for `synchronous_commit=off`: it has to be found to lose. */
export async function runAsynchronousCommit(server: Server, seed: number): Promise<ChaosOutcome> {
  const system = await startSystem(server, { rewrite: forgetDurability, start: withinThisProcess });
  try {
    return await runChaos(system, { ...LOAD, seed });
  } finally {
    await system.stop();
  }
}

/** What acknowledges before the commit: it has to be found to lose. */
export async function runEarlyAck(server: Server, seed: number): Promise<ChaosOutcome> {
  const system = await startSystem(server, { start: withinThisProcess });
  const early = await startEarlyAck(system.url);
  try {
    return await runChaos(system, { ...LOAD, seed, url: early.url });
  } finally {
    await early.close();
    await system.stop();
  }
}

/** The same load and fault upon the collector as it is: it has to lose nothing. */
export async function runAsItIs(server: Server, seed: number): Promise<ChaosOutcome> {
  const system = await startSystem(server, { start: withinThisProcess });
  try {
    return await runChaos(system, { ...LOAD, seed });
  } finally {
    await system.stop();
  }
}
