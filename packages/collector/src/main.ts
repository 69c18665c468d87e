import { createLog, listenFrom, runService } from "@waystitch/service";
import { createDatabase } from "@waystitch/store";
import { buildApp } from "./app.js";
import { parseConfig } from "./config.js";
import { loadScripts } from "./load-scripts.js";

/** Two inserts at a time, and one connection each for keys and for readiness. */
const CONNECTIONS = 4;
/** The sender waits for the answer; what takes longer is told to come again. */
const QUERY_TIMEOUT_MS = 5_000;

runService("collector", async () => {
  const config = parseConfig(process.env);
  const log = createLog("collector", config.logLevel);
  const scripts = await loadScripts(config.sdkFile);
  const db = createDatabase({
    url: config.databaseUrl,
    applicationName: "waystitch collector",
    maxConnections: CONNECTIONS,
    queryTimeoutMs: QUERY_TIMEOUT_MS,
    onError: (error) => log.warn({ name: error.name }, "an idle database connection broke"),
  });
  const app = await buildApp({
    db,
    log,
    secret: config.secret,
    scripts,
    trustProxy: config.trustProxy,
    maxInFlight: config.maxInFlight,
    maxConnections: config.maxConnections,
    now: Date.now,
    random: Math.random,
  });
  const url = await listenFrom(app, config.host, config.port);
  return {
    url,
    close: async () => {
      await app.close();
      await db.destroy();
    },
  };
});
