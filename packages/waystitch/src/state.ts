import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, mkdir, readFile, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** Everything a script needs to know of a running Waystitch. */
export interface RunningState {
  readonly shopUrl: string;
  readonly dashboardUrl: string;
  readonly signInUrl: string;
  readonly collectorUrl: string;
  readonly databaseUrl: string;
  readonly siteId: string;
  readonly writeKey: string;
  readonly secretKey: string;
  /** `database` is absent when it is not ours. */
  readonly ports: Readonly<Record<string, number>>;
  readonly pids: Readonly<Record<string, number>>;
  readonly dataDir: string;
  /** Where the built-in database is; elsewhere than `dataDir` when PostgreSQL's user may not enter that. */
  readonly databaseDir?: string;
}

/** What stands in the state file: who runs, and once all is ready, what. */
interface StateFile {
  readonly pid: number;
  readonly identity: string;
  readonly running?: RunningState;
}

/** A running Waystitch's claim on its data. */
export interface Claim {
  publish(running: RunningState): Promise<void>;
  release(): Promise<void>;
}

/** How long taking over may last before it counts as dead itself. */
const TURN_MS = 10_000;

/** Tells a process from a later one of the same id; empty when it has ended, collected by its parent or not. */
function identityOf(pid: number): string {
  if (process.platform !== "linux") return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The command in parentheses may hold spaces; the time of the start is the twentieth field after it.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(")").at(-1)?.trim().split(" ");
    return fields?.[0] === "Z" ? "" : `${boot} ${fields?.[19] ?? ""}`;
  } catch {
    return "";
  }
}

async function readState(file: string): Promise<StateFile | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  try {
    // Written by `claimState` below.
    const state = JSON.parse(text) as StateFile;
    return state.identity !== "" && state.identity === identityOf(state.pid) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** The Waystitch that runs on this data and is ready, if there is one. */
export async function readRunning(file: string): Promise<RunningState | undefined> {
  return (await readState(file))?.running;
}

function describeOther(other: StateFile): string {
  const where = other.running
    ? [`  shop       ${other.running.shopUrl}`, `  dashboard  ${other.running.dashboardUrl}`]
    : ["  (it is starting or stopping)"];
  return [
    `Waystitch is running on this data already, as process ${other.pid}:`,
    ...where,
    "Stop that one first, or give this one its own --data-dir.",
  ].join("\n");
}

/** Whether the file could be made; it appears whole or not at all. */
async function tryClaim(file: string, own: StateFile): Promise<boolean> {
  const draft = `${file}.${process.pid}-${randomUUID()}`;
  await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes what a process that is gone has left; one at a time, since the next moment somebody else's claim may stand there. */
async function removeStale(file: string): Promise<void> {
  const turn = `${file}.turn`;
  try {
    await mkdir(turn);
  } catch {
    // Whoever took the turn is quick, unless it was killed.
    const taken = await stat(turn).catch(() => undefined);
    if (taken && Date.now() - taken.mtimeMs > TURN_MS) await rmdir(turn).catch(() => {});
    await sleep(20);
    return;
  }
  try {
    if (!(await readState(file))) await rm(file, { force: true });
  } finally {
    await rmdir(turn);
  }
}

/**
 * Claims the data for this process; one that was left by a process that is gone is taken over.
 * @throws when another process has it; the message says where that one listens
 */
export async function claimState(file: string): Promise<Claim> {
  const own: StateFile = { pid: process.pid, identity: identityOf(process.pid) };
  while (!(await tryClaim(file, own))) {
    const other = await readState(file);
    if (other) throw new Error(describeOther(other));
    await removeStale(file);
  }
  return {
    async publish(running) {
      await writeFile(`${file}.new`, JSON.stringify({ ...own, running }, null, 2), { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
    release: () => rm(file, { force: true }),
  };
}
