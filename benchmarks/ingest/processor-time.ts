import { readdirSync, readFileSync } from "node:fs";

/** Ticks of the kernel's clock in a second: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICKS = 100;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly seconds: number;
}

function readStat(pid: string): Stat[] {
  try {
    // The command in parentheses may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    // Its own, and that of those it had started and has seen end.
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return [{ pid: Number(pid), parent: Number(fields[1]), seconds: ticks / TICKS }];
  } catch {
    return [];
  }
}

/** Seconds on the processor that a process and those it has started have taken so far; on Linux, and 0 elsewhere. */
export function processorSeconds(pid: number): number {
  if (process.platform !== "linux") return 0;
  const stats = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readStat);
  const below = (parent: number): number =>
    stats.filter((stat) => stat.parent === parent).reduce((sum, stat) => sum + stat.seconds + below(stat.pid), 0);
  return (stats.find((stat) => stat.pid === pid)?.seconds ?? 0) + below(pid);
}
