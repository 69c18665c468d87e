import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createKey, recordKey } from "@waystitch/store";
import type { TestCluster, TestDatabase } from "@waystitch/testbed";
import { startSystem } from "../e2e/system.js";

const WAYSTITCH = fileURLToPath(new URL("../../packages/waystitch/dist/main.js", import.meta.url));

/** The site of `startSystem`. */
export const SITE = "bench";

/** Tells the stories of made-up shoppers to a collector and waits until they are stitched; the database stays when the services end. */
export async function seedPeople(cluster: TestCluster, people: number): Promise<TestDatabase> {
  const { database, collector, worker } = await startSystem(cluster);
  const secretKey = createKey("secret");
  await recordKey(database.db, SITE, "secret", secretKey, "bench", { eventsPerSecond: 10_000_000 });
  const where = ["--site", SITE, "--url", collector.url, "--secret-key", secretKey];
  await promisify(execFile)(process.execPath, [WAYSTITCH, "demo", "seed", "--people", String(people), ...where], {
    env: { ...process.env, DATABASE_URL: database.url },
  });
  await Promise.all([collector.stop(), worker.stop()]);
  return database;
}
