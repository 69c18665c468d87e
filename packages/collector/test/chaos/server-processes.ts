import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Process ids and their parents. */
function listProcesses(): [pid: number, parent: number][] {
  if (process.platform !== "linux") {
    const lines = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).stdout.trim().split("\n");
    return lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  }
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid): [number, number][] => {
    try {
      // The name stands in parentheses and may hold any of them.
      const [, parent] = /\) \S (\d+) [^)]*$/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
      return parent === undefined ? [] : [[Number(pid), Number(parent)]];
    } catch {
      return [];
    }
  });
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  // 0 would be this process and all beside it.
  for (const pid of pids.filter((one) => one > 1))
    try {
      process.kill(pid, name);
    } catch {
      // It has ended meanwhile.
    }
}

const childrenOf = (parent: number): number[] =>
  listProcesses()
    .filter(([, ofThat]) => ofThat === parent && parent > 1)
    .map(([pid]) => pid);

/** Stops every process of a PostgreSQL, its first one before it can start another. */
export function stopServer(first: number): void {
  signal([first], "SIGSTOP");
  signal(childrenOf(first), "SIGSTOP");
}

export function continueServer(first: number): void {
  signal([...childrenOf(first), first], "SIGCONT");
}

/** Kills every process of a PostgreSQL at the same time, as when the machine goes down but for what the disk's cache holds. */
export function killServer(first: number): void {
  stopServer(first);
  signal([...childrenOf(first), first], "SIGKILL");
}

/** Memory that a process holds, in bytes. */
export function residentBytes(pid: number): number {
  const kilobytes =
    process.platform === "linux"
      ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
      : spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  return Number(kilobytes) * 1024;
}
