import { runService } from "@waystitch/service";
import { createDatabase } from "@waystitch/store";
import { LATER } from "@waystitch/testbed/facts";
import { startWorker } from "../../src/index.js";

// Several of the worker's loops in one process, which a test kills; as at a time that stands still, so that a rebuild can say the same.
runService("workers", async () => {
  const db = createDatabase({ url: process.env["DATABASE_URL"] ?? "", applicationName: "workers", maxConnections: 8 });
  const onError = (error: unknown): void => console.error(error);
  const workers = Array.from({ length: Number(process.env["LOOPS"]) }, () =>
    startWorker({ db, now: () => LATER, batchSize: 3, pollMs: 10, onError }),
  );
  return {
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
      await db.destroy();
    },
  };
});
