import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const EVERY_MS = 200;
/** As long as nobody may hang. */
const HANG_S = 1;

/** What was seen of a process while it was watched. */
export interface Watched {
  /** The longest time, in seconds, in which its event loop did not turn, by its own clock. */
  readonly longestPause: number;
  /** Pauses of more than a second in which it was at work. */
  readonly hangs: number;
  /** Pauses of more than a second for most of which the machine gave it no processor. */
  readonly starved: number;
  /** Megabytes, resident. */
  readonly mostMemory: number;
}

export interface Watchdog {
  readonly seen: Watched;
  /** Takes a look, and says how many seconds of processor time the process has had so far. */
  processorSeconds(): Promise<number>;
  /** Takes one more look, and ends. */
  stop(): Promise<Watched>;
}

interface Sample {
  readonly pause: number;
  readonly memory: number;
  /** Seconds of processor time so far. */
  readonly worked: number;
}

function parseSample(text: string): Sample {
  const read = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
  return {
    pause: read("nodejs_eventloop_lag_max_seconds"),
    memory: read("process_resident_memory_bytes") / 1024 ** 2,
    worked: read("process_cpu_seconds_total"),
  };
}

/**
 * Asks a collector five times a second how long its event loop has stood still since the last time it was asked.
 * @param url where it listens
 */
export function startWatchdog(url: string): Watchdog {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (): Promise<string> =>
    new Promise((resolve, reject) => {
      get(new URL("/metrics", url), { agent }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve(text)).on("error", reject);
      }).on("error", reject);
    });
  let seen: Watched = { longestPause: 0, hangs: 0, starved: 0, mostMemory: 0 };
  let workedBefore = Number.NaN;
  const look = async (): Promise<number> => {
    const { pause, memory, worked } = parseSample(await ask());
    // The first pause is that of its own start.
    const isFirst = Number.isNaN(workedBefore);
    const isLong = !isFirst && pause > HANG_S;
    const isAtWork = worked - workedBefore > HANG_S;
    workedBefore = worked;
    seen = {
      longestPause: isFirst ? 0 : Math.max(seen.longestPause, pause),
      hangs: seen.hangs + Number(isLong && isAtWork),
      starved: seen.starved + Number(isLong && !isAtWork),
      mostMemory: Math.max(seen.mostMemory, memory),
    };
    return worked;
  };
  let isOver = false;
  const watching = (async () => {
    for (; !isOver; await sleep(EVERY_MS)) await look();
    // A collector that has gone is seen by those who send to it.
  })().catch(() => undefined);
  return {
    get seen() {
      return seen;
    },
    processorSeconds: look,
    async stop() {
      isOver = true;
      await watching;
      await look().catch(() => undefined);
      agent.destroy();
      return seen;
    },
  };
}
