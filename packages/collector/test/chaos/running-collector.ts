import { buildApp } from "@waystitch/collector";
import { createDatabase } from "@waystitch/store";
import { startProcess } from "@waystitch/testbed";
import { pino } from "pino";
import { SECRET } from "../start-collector.js";

/** A collector that can be killed. */
export interface RunningCollector {
  readonly pid: number;
  readonly url: string;
  /** It ends without a word. */
  kill(): Promise<unknown>;
  stop(): Promise<unknown>;
}

/**
 * Starts a collector for a site that is there.
 * @param port the first to try
 */
export type StartCollector = (databaseUrl: string, port: number) => Promise<RunningCollector>;

const NO_LIMIT = 10_000_000;

/**
 * A process of its own.
 * @param main its file; by default what tests run
 */
export const asProcess =
  (main = import.meta.resolve("@waystitch/collector/main")): StartCollector =>
  async (databaseUrl, port) => {
    const started = await startProcess(main, {
      DATABASE_URL: databaseUrl,
      WAYSTITCH_SECRET: SECRET,
      PORT: String(port),
      KEY_EVENTS_PER_SECOND: String(NO_LIMIT),
    });
    return { ...started, kill: () => started.kill("SIGKILL") };
  };

/** Within this process, which is quick to start and cannot be killed. */
export const withinThisProcess: StartCollector = async (databaseUrl) => {
  const db = createDatabase({ url: databaseUrl, applicationName: "waystitch collector", queryTimeoutMs: 5_000 });
  const log = pino({ level: "silent" });
  const app = await buildApp({ db, log, secret: SECRET, now: Date.now, random: Math.random, keyEventsPerSecond: NO_LIMIT });
  return {
    pid: process.pid,
    url: await app.listen({ host: "127.0.0.1", port: 0 }),
    kill: () => Promise.reject(new Error("this collector is no process of its own")),
    stop: () => app.close().then(() => db.destroy()),
  };
};
