import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "@waystitch/testbed";
import { type Answered, type LoadClients, startLoad } from "./load.js";
import { continueServer, residentBytes, stopServer } from "./server-processes.js";
import type { System } from "./system.js";

/** How the database hangs: nothing passes on its connections, or all its processes are stopped. */
export type Stall = "connections frozen" | "processes stopped";

export interface StallOptions {
  readonly stall: Stall;
  readonly stallMs: number;
  readonly warmUpMs: number;
  readonly clients: number;
}

/** What was seen from outside. Times in milliseconds, memory in bytes. */
export interface StallOutcome {
  /** Memory of the collector: the median before, and the most while the database hung. */
  readonly baseBytes: number;
  readonly peakBytes: number;
  /** How long each 503 took that was answered while the database hung. */
  readonly refusedAfterMs: readonly number[];
  /** What else was answered meanwhile, but for the requests under way. */
  readonly otherAnswers: readonly string[];
  /** From the thaw to the first 200. */
  readonly firstSuccessMs: number;
}

const SAMPLE_MS = 100;
/** Answers that were under way when the database stopped. */
const UNDER_WAY_MS = 1_000;

/** Watches what a process holds, for so long and until it is told; from the least to the most that was seen. */
async function watchMemory(pid: number, forMs: number, until: Promise<void> = Promise.resolve()): Promise<number[]> {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(residentBytes(pid)), SAMPLE_MS);
  try {
    await Promise.all([sleep(forMs), until]);
    // Those who were answered last are seen, too.
    await sleep(2 * SAMPLE_MS);
  } finally {
    clearInterval(timer);
  }
  return samples.sort((a, b) => a - b);
}

function setStalled({ proxy, server }: System, stall: Stall, isStalled: boolean): void {
  if (stall === "connections frozen") proxy.disturb(isStalled ? "freeze" : "pass");
  else if (isStalled) stopServer(server.cluster.pid());
  else continueServer(server.cluster.pid());
}

async function firstSuccessAfter(load: LoadClients, at: number): Promise<number> {
  return await eventually(() => {
    const success = load.answers.find((answer) => answer.at >= at && answer.status === "200");
    if (success === undefined) throw new Error("no event is taken since the database is back");
    return success.at - at;
  });
}

/** Waits until every client has had an answer with this status since then. */
async function allAnsweredSince(load: LoadClients, at: number, status: "200" | "503", clients: number): Promise<void> {
  const check = () => {
    const answered = new Set(load.answers.filter((answer) => answer.at >= at && answer.status === status).map(({ client }) => client));
    if (answered.size < clients) throw new Error(`${clients - answered.size} clients of ${clients} are not answered with ${status}`);
  };
  await eventually(check, { withinMs: 40_000, everyMs: 200 });
}

/**
 * Lets a database hang under a collector that has load, at least until every client was refused, and come back.
 * @throws when a client is not refused while it hangs, or not taken when it is back
 */
export async function runStall(system: System, { stall, stallMs, warmUpMs, clients }: StallOptions): Promise<StallOutcome> {
  const load = startLoad({ url: system.url, writeKeys: system.keys.map(({ write }) => write), clients });
  try {
    await allAnsweredSince(load, 0, "200", clients);
    await sleep(warmUpMs / 2);
    const before = await watchMemory(system.collectorPid(), warmUpMs / 2);
    setStalled(system, stall, true);
    const stalledAt = Date.now();
    const during = await watchMemory(system.collectorPid(), stallMs, allAnsweredSince(load, stalledAt, "503", clients));
    const answered: readonly Answered[] = load.answers.filter(({ at }) => at >= stalledAt + UNDER_WAY_MS);
    setStalled(system, stall, false);
    const thawedAt = Date.now();
    const firstSuccessMs = await firstSuccessAfter(load, thawedAt);
    await allAnsweredSince(load, thawedAt, "200", clients);
    const refused = answered.filter(({ status }) => status === "503");
    return {
      baseBytes: before[Math.floor(before.length / 2)] ?? 0,
      peakBytes: during.at(-1) ?? 0,
      refusedAfterMs: refused.map(({ tookMs }) => tookMs),
      otherAnswers: answered.map(({ status }) => status).filter((status) => status !== "503"),
      firstSuccessMs,
    };
  } finally {
    setStalled(system, stall, false);
    await load.stop();
  }
}
