import { createNaming } from "@waystitch/naming";
import { createLog, endService, openEnvironment, runService } from "@waystitch/service";
import { createDatabase, guardRole, watchChannel } from "@waystitch/store";
import type { BatchResult } from "./batch.js";
import { parseConfig } from "./config.js";
import { startWorker } from "./loop.js";
import { type CarriedOut, startRequests } from "./requests.js";

runService("worker", async () => {
  const config = parseConfig(openEnvironment(process.env));
  const log = createLog("worker", config.logLevel);
  const onError = (error: unknown): void => log.warn({ err: error }, "the database did not answer; trying again");
  const db = createDatabase({
    url: config.databaseUrl,
    applicationName: "waystitch worker",
    // Two beside those of the loops: for the guard, and for what people ask for.
    maxConnections: config.loops + 2,
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
  const onCarriedOut = ({ error, ...carriedOut }: CarriedOut): void => {
    if (carriedOut.problem === null) log.info(carriedOut, "carried out what was asked for");
    else log.error({ ...carriedOut, err: error }, "could not carry out what was asked for");
  };
  const erasedKey = config.secret === null ? null : createNaming(config.secret).erasedKey;
  const requests = startRequests({ db, now: Date.now, pollMs, erasedKey, onCarriedOut, onError });
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
      await Promise.all([...workers, requests].map((worker) => worker.close()));
      await db.destroy();
    },
  };
});
