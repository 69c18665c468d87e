/** A process that has started. */
export interface Running {
  /** Where it listens; absent for one that does not. */
  readonly url?: string;
  /** Stops taking work, finishes what it has, frees everything. */
  close(): Promise<void>;
}

/** What a child process tells its parent once it works. */
export interface ReadyMessage {
  readonly type: "ready";
  readonly url?: string;
}

/** Ends the process of a service that must not run, with the reason on stderr. */
export function endService(name: string, error: unknown): never {
  process.stderr.write(`${name} could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

/** How long `close` may take before the process ends anyway. */
const CLOSE_MS = 10_000;

/**
 * Runs a service as the whole process: starts it, tells the parent that it is ready, and stops it on SIGINT,
 * SIGTERM, or when the parent is gone. A failed start prints the reason and exits with 1.
 */
export function runService(name: string, start: () => Promise<Running>): void {
  let stopping = false;
  const started = start();
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), CLOSE_MS).unref();
    const running = await started.catch(() => undefined);
    await running?.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
  // A parent that ended while this process was loading is noticed here: its event has passed. Without a parent this is undefined.
  if (process.connected === false) void stop();
  else process.on("disconnect", () => void stop());
  started.then(
    ({ url }) => {
      const message: ReadyMessage = url === undefined ? { type: "ready" } : { type: "ready", url };
      if (process.connected) process.send?.(message);
    },
    (error: unknown) => endService(name, error),
  );
}
