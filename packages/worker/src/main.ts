import { createLog, endService, openEnvironment, runService } from "@waystitch/service";
import { createDatabase, guardRole, watchChannel } from "@waystitch/store";
import type { BatchResult } from "./batch.js";
import { parseConfig } from "./config.js";
import { startWorker } from "./loop.js";

runService("worker", async () => {
  const config = parseConfig(openEnvironment(process.env));
  const log = createLog("worker", config.logLevel);
  const onError = (error: unknown): void => log.warn({ err: error }, "the database did not answer; trying again");
  const db = createDatabase({
    url: config.databaseUrl,
    applicationName: "waystitch worker",
    // One beside those of the loops, for the guard.
    maxConnections: config.loops + 1,
    plans: "generic",
    onError,
  });
  const stopGuard = await guardRole({
    db,
    service: "worker",
    isAllowed: config.allowSuperuser,
    onRefused: (error) => endService("worker", error),
  });
  const onBatch = ({ visitors, journeys, parked }: BatchResult): void => {
    log.debug({ visitors, journeys }, "stitched");
    for (const { visitor, error } of parked) log.error({ siteId: visitor.siteId, visitorId: visitor.visitorId, error }, "set aside");
  };
  const { batchSize, pollMs } = config;
  const workers = Array.from({ length: config.loops }, () => startWorker({ db, now: Date.now, batchSize, pollMs, onError, onBatch }));
  const wake = (): void => {
    for (const worker of workers) worker.wake();
  };
  // A hint that there is work; the worker looks by itself when none comes.
  const watch = watchChannel({
    url: config.databaseUrl,
    applicationName: "waystitch worker",
    channel: "waystitch_stitch",
    onChange: wake,
    onStart: wake,
    onError,
  });
  log.info("ready");
  return {
    close: async () => {
      stopGuard();
      await watch.close();
      await Promise.all(workers.map((worker) => worker.close()));
      await db.destroy();
    },
  };
});
