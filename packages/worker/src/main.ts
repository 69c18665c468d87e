import { createLog, endService, openEnvironment, runService } from "@waystitch/service";
import { createDatabase, guardRole, watchChannel } from "@waystitch/store";
import { parseConfig } from "./config.js";
import { startWorker } from "./loop.js";

runService("worker", async () => {
  const config = parseConfig(openEnvironment(process.env));
  const log = createLog("worker", config.logLevel);
  const onError = (error: unknown): void => log.warn({ err: error }, "the database did not answer; trying again");
  const db = createDatabase({ url: config.databaseUrl, applicationName: "waystitch worker", plans: "generic", onError });
  const stopGuard = await guardRole({
    db,
    service: "worker",
    isAllowed: config.allowSuperuser,
    onRefused: (error) => endService("worker", error),
  });
  const worker = startWorker({
    db,
    now: Date.now,
    batchSize: config.batchSize,
    pollMs: config.pollMs,
    onError,
    onBatch: ({ visitors, journeys, parked }) => {
      log.debug({ visitors, journeys }, "stitched");
      for (const { visitor, error } of parked) log.error({ siteId: visitor.siteId, visitorId: visitor.visitorId, error }, "set aside");
    },
  });
  // A hint that there is work; the worker looks by itself when none comes.
  const watch = watchChannel({
    url: config.databaseUrl,
    applicationName: "waystitch worker",
    channel: "waystitch_stitch",
    onChange: worker.wake,
    onStart: worker.wake,
    onError,
  });
  log.info("ready");
  return {
    close: async () => {
      stopGuard();
      await watch.close();
      await worker.close();
      await db.destroy();
    },
  };
});
