import { fileURLToPath } from "node:url";
import { createKey, recordKey, recordSite } from "@waystitch/store";
import { type StartedProcess, startProcess, type TestCluster, type TestDatabase } from "@waystitch/testbed";

/** A collector, one worker and their database, as they are installed. */
export interface System {
  readonly database: TestDatabase;
  readonly collector: StartedProcess;
  readonly worker: StartedProcess;
  readonly writeKey: string;
  stop(): Promise<void>;
}

const mainOf = (service: string): string => fileURLToPath(new URL(`../../packages/${service}/dist/main.js`, import.meta.url));

export async function startSystem(cluster: TestCluster): Promise<System> {
  const database = await cluster.createTestDatabase();
  const writeKey = createKey("write");
  await recordSite(database.db, "bench", { name: "Bench" });
  await recordKey(database.db, "bench", "write", writeKey, "bench", { eventsPerSecond: 10_000_000 });
  const collector = await startProcess(mainOf("collector"), {
    DATABASE_URL: database.urlOf("collector"),
    WAYSTITCH_SECRET: "a secret of this benchmark",
    PORT: "0",
  });
  const worker = await startProcess(mainOf("worker"), { DATABASE_URL: database.urlOf("worker") });
  const stop = async (): Promise<void> => {
    await Promise.all([collector.stop(), worker.stop()]);
    await database.drop();
  };
  return { database, collector, worker, writeKey, stop };
}
