import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "./random.js";
import { killServer } from "./server-processes.js";
import { type System, terminateBackends, waitForServer } from "./system.js";

/**
 * One thing that goes wrong: it happens, lasts, and is over when the promise resolves.
 * @param longestMs how long it may last
 */
export type Fault = (system: System, random: Random, longestMs: number) => Promise<void>;

/** Mostly short; one in four as long as may be. Milliseconds. */
const lasting = (random: Random, longestMs: number): number =>
  random.between(1, 4) === 1 ? longestMs : random.between(100, Math.min(longestMs, 2_000));

async function killPostgres({ server }: System): Promise<void> {
  killServer(server.cluster.pid());
  await waitForServer(server);
}

async function terminate(system: System, random: Random): Promise<void> {
  for (let times = random.between(1, 5); times > 0; times--) {
    // The server may be down because of another fault: then there is nothing to end.
    await terminateBackends(system).catch(() => undefined);
    await sleep(random.between(0, 200));
  }
}

async function disturb({ proxy }: System, how: "freeze" | "cutAnswer", ms: number): Promise<void> {
  proxy.disturb(how);
  await sleep(ms);
  proxy.disturb("pass");
}

async function fillDisk({ server: { disk } }: System, random: Random, longestMs: number): Promise<void> {
  await disk?.fill();
  await sleep(lasting(random, longestMs));
  await disk?.free();
}

export const FAULTS = {
  "collector killed": (system, random) => system.restartCollector(() => sleep(random.between(0, 500))),
  "PostgreSQL killed": killPostgres,
  "backends terminated": terminate,
  "cut at COMMIT": (system, random) => disturb(system, "cutAnswer", random.between(100, 500)),
  "connections frozen": (system, random, longestMs) => disturb(system, "freeze", lasting(random, longestMs)),
  "disk full": fillDisk,
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof FAULTS;

// The keys of a literal.
export const FAULT_NAMES = Object.keys(FAULTS) as [FaultName, ...FaultName[]];

/** Where the collector and the server run, what cannot happen to them. */
export const impossibleFaults = ({ server }: System): readonly FaultName[] => (server.disk === null ? ["disk full"] : []);
