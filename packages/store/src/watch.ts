import pg from "pg";

/** What is announced: events were stored and wait to be stitched; journeys of a site were replaced. */
export type Channel = "waystitch_stitch" | "waystitch_journeys";

/** How to watch, and whom to tell. */
export interface WatchOptions {
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  readonly channel: Channel;
  /** Something was announced. A hint: it may come twice, late, or not at all. `about` is the site on `waystitch_journeys`. */
  readonly onChange: (about: string) => void;
  /** Watching began, or began again after a break in which announcements may have been missed. */
  readonly onStart: () => void;
  /** The connection broke or could not be made; another is being made. */
  readonly onError?: (error: Error) => void;
}

export interface Watch {
  close(): Promise<void>;
}

/** Waits between attempts, in milliseconds: doubling from the first to the last. */
const WAIT = { first: 250, last: 5_000 };

/** How often a silent connection is asked whether it still lives. */
const CHECK_MS = 30_000;

function createClient(options: WatchOptions): pg.Client {
  return new pg.Client({
    connectionString: options.url,
    application_name: options.applicationName,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
}

/** Listens on one connection until it breaks. Resolves when it has; rejects when it could not begin. */
async function listenOnce(client: pg.Client, options: WatchOptions): Promise<void> {
  const broken = new Promise<void>((resolve) => {
    client.on("error", (error) => {
      options.onError?.(error);
      resolve();
    });
    client.on("end", () => resolve());
  });
  client.on("notification", ({ payload }) => options.onChange(payload ?? ""));
  await client.connect();
  await client.query(`listen ${options.channel}`);
  options.onStart();
  const check = setInterval(() => client.query("select 1").catch(() => client.end().catch(() => undefined)), CHECK_MS);
  await broken.finally(() => clearInterval(check));
}

/** A pause that a signal cuts short. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => resolve(clearTimeout(timer)), { once: true });
  });

/**
 * Tells what is announced on a channel, on one connection that is made anew whenever it breaks. Starts at once and never throws.
 */
export function watchChannel(options: WatchOptions): Watch {
  const stop = new AbortController();
  let client = createClient(options);
  let wait = WAIT.first;
  const told: WatchOptions = {
    ...options,
    onStart: () => {
      wait = WAIT.first;
      options.onStart();
    },
  };
  const run = async (): Promise<void> => {
    for (;;) {
      await listenOnce(client, told).catch((error: unknown) =>
        options.onError?.(error instanceof Error ? error : new Error(String(error))),
      );
      await client.end().catch(() => undefined);
      if (stop.signal.aborted) return;
      await pause(wait, stop.signal);
      if (stop.signal.aborted) return;
      wait = Math.min(wait * 2, WAIT.last);
      client = createClient(options);
    }
  };
  const running = run();
  return {
    close: async () => {
      stop.abort();
      await client.end().catch(() => undefined);
      await running;
    },
  };
}
