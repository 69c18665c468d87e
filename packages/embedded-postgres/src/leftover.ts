import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** Who keeps a server; written beside its data. */
export interface KeeperRecord {
  readonly keeper: number;
  /** The process that asked for the server. */
  readonly owner: number;
  readonly port: number;
}

/** A server that runs on the data of a folder. */
export interface Leftover {
  readonly pid: number;
  /** Who keeps it, when keeper and owner both live. */
  readonly kept: KeeperRecord | undefined;
}

/** How long a leftover may take to shut down before it is told to hurry, and before giving up. */
const HURRY_MS = 15_000;
const GIVE_UP_MS = 25_000;

export const recordFileOf = (folder: string): string => `${folder}/keeper.json`;

/** Ended, but not yet collected by its parent; in a container whose first process collects nobody, for ever. */
function isZombie(pid: number): boolean {
  try {
    return process.platform === "linux" && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The command line of a process; empty when it is gone. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform !== "linux") return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return text.replaceAll("\0", " ");
}

async function parentOf(pid: number): Promise<number> {
  if (process.platform !== "linux") return Number(spawnSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }).stdout);
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0);
}

async function readRecord(folder: string): Promise<KeeperRecord | undefined> {
  try {
    // Written by a keeper of ours; a half-written one does not parse.
    return JSON.parse(await readFile(recordFileOf(folder), "utf8")) as KeeperRecord;
  } catch {
    return undefined;
  }
}

/**
 * Looks for a server that runs on `<folder>/data`. Process ids are used again by other programs, so the one that
 * PostgreSQL wrote down counts only when it is a postgres on this very folder.
 */
export async function findLeftover(folder: string): Promise<Leftover | undefined> {
  const text = await readFile(`${folder}/data/postmaster.pid`, "utf8").catch(() => "");
  const pid = Number(text.split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return undefined;
  const command = await commandOf(pid);
  if (!/\bpostgres\b/.test(command) || !command.includes(`${folder}/data`)) return undefined;
  const record = await readRecord(folder);
  const isKept = record !== undefined && record.keeper === (await parentOf(pid)) && isAlive(record.owner);
  return { pid, kept: isKept ? record : undefined };
}

/**
 * Stops a server that nobody keeps any more.
 * @throws when somebody does, or when it does not end
 */
export async function stopLeftover(leftover: Leftover | undefined, folder: string): Promise<void> {
  if (!leftover) return;
  const { pid, kept } = leftover;
  if (kept) {
    throw new Error(`The PostgreSQL in ${folder} is in use: process ${kept.owner} runs it on port ${kept.port}. Stop that one first.`);
  }
  for (let waited = 0, step = 50; isAlive(pid); waited += step) {
    if (waited >= GIVE_UP_MS) throw new Error(`A PostgreSQL left over in ${folder} (process ${pid}) does not stop.`);
    if (waited === 0) process.kill(pid, "SIGINT");
    if (waited === HURRY_MS) process.kill(pid, "SIGQUIT");
    await sleep(step);
  }
}
