import { fileURLToPath } from "node:url";
import { createKey, recordKey, recordSite } from "@waystitch/store";
import { type StartedProcess, startProcess, type TestCluster, type TestDatabase } from "@waystitch/testbed";

/** A server with a database of its own. */
export interface RunningContender {
  readonly process: StartedProcess;
  readonly database: TestDatabase;
  readonly writeKey: string;
  /** Where its events are; `null` for one that stores none. */
  readonly table: "events" | "minimal" | null;
}

export interface Contender {
  readonly name: string;
  start(cluster: TestCluster): Promise<RunningContender>;
}

const minimal = (name: string, kind: string): Contender => ({
  name,
  async start(cluster) {
    const database = await cluster.createTestDatabase();
    const file = fileURLToPath(new URL("minimal-server.ts", import.meta.url));
    const process = await startProcess(file, { DATABASE_URL: database.url, KIND: kind });
    return { process, database, writeKey: "wk_any", table: kind === "parse" ? null : "minimal" };
  },
});

/** As it is installed, but for the limits of a key and of what waits, which are there to be reached. */
const ours: Contender = {
  name: "Waystitch",
  async start(cluster) {
    const database = await cluster.createTestDatabase();
    const writeKey = createKey("write");
    await recordSite(database.db, "bench", { name: "Bench" });
    await recordKey(database.db, "bench", "write", writeKey, "bench", { eventsPerSecond: 10_000_000 });
    const env = { DATABASE_URL: database.urlOf("collector"), WAYSTITCH_SECRET: "a secret of this benchmark", PORT: "0" };
    // The build, as it is installed: the source would take its time to be read.
    const file = fileURLToPath(new URL("../../packages/collector/dist/main.js", import.meta.url));
    return { process: await startProcess(file, env), database, writeKey, table: "events" };
  },
};

export const GROUPING = "group commit only";
export const OURS = ours.name;
export const CONTENDERS: readonly Contender[] = [
  minimal("parse and answer", "parse"),
  minimal("insert per request", "insert"),
  minimal(GROUPING, "group"),
  ours,
];
