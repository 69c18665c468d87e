import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createNaming } from "@waystitch/naming";
import { createLog, endService, listenFrom } from "@waystitch/service";
import { createDatabase, guardRole, watchChannel } from "@waystitch/store";
import { createDashboard } from "./app.js";
import type { DashboardConfig } from "./config.js";
import { createLive } from "./live.js";

/** The built page, as seen from `src/` and from `dist/`. */
const PAGE_FOLDER = fileURLToPath(new URL("../dist/page", import.meta.url));

/** A dashboard that listens. */
export interface RunningDashboard {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens the database, watches it and listens.
 * @param pageFolder where the built page is
 * @throws when the page is not built, no port is free, or the role may do more than a dashboard needs
 */
export async function startDashboard(config: DashboardConfig, pageFolder: string = PAGE_FOLDER): Promise<RunningDashboard> {
  if (!existsSync(`${pageFolder}/index.html`))
    throw new Error(`The page is not built: ${pageFolder} has no index.html. Type npm run build.`);
  const logger = createLog("dashboard", config.logLevel);
  const onError = (error: Error): void =>
    logger.warn({ code: (error as { code?: unknown }).code, reason: error.message }, "the database connection broke");
  const live = createLive();
  // A page asks for up to a dozen reports at once, and none of them may wait so long for a connection that it is told to come again.
  const db = createDatabase({
    url: config.databaseUrl,
    applicationName: "waystitch-dashboard",
    maxConnections: 12,
    queryTimeoutMs: 10_000,
    onError,
  });
  const stopGuard = await guardRole({
    db,
    service: "dashboard",
    isAllowed: config.allowSuperuser,
    onRefused: (error) => endService("dashboard", error),
  });
  const { shopUrl, collectorUrl, secure, publicHost, trustProxy, secret } = config;
  const naming = secret === null ? undefined : createNaming(secret);
  const access = { secure, publicHost, trustProxy };
  const app = await createDashboard({ db, live, pageFolder, shopUrl, collectorUrl, naming, ...access, logger });
  const watch = watchChannel({
    channel: "waystitch_journeys",
    url: config.databaseUrl,
    applicationName: "waystitch-dashboard-live",
    onChange: (siteId) => live.announce(siteId),
    onStart: () => live.announceAll(),
    onError,
  });
  const url = await listenFrom(app, config.host, config.port);
  logger.info({ url }, "listening");
  return {
    url,
    close: async () => {
      stopGuard();
      await app.close();
      await watch.close();
      await db.destroy();
    },
  };
}
