import { createLog, endService, listenFrom, openEnvironment, runService } from "@waystitch/service";
import { createDatabase, guardRole } from "@waystitch/store";
import { buildApp } from "./app.js";
import { parseConfig } from "./config.js";
import { openCountries } from "./find-country.js";
import { type CarriedReplay, startReplays } from "./replay-requests.js";
import { archiveScripts } from "./scripts/archive.js";
import { loadScripts } from "./scripts/load-scripts.js";
import { servedScripts } from "./scripts/served-scripts.js";

/** Two inserts at a time, one connection each for keys and for readiness, and two for a replay. */
const CONNECTIONS = 6;
/** The sender waits for the answer; what takes longer is told to come again. */
const QUERY_TIMEOUT_MS = 5_000;

runService("collector", async () => {
  const config = parseConfig(openEnvironment(process.env));
  const log = createLog("collector", config.logLevel);
  const findCountry = await openCountries(config.countryFile);
  const served = servedScripts(await loadScripts(config.sdkFile), config);
  const earlier = await archiveScripts(config.scriptArchive, served).catch((error: NodeJS.ErrnoException) => {
    log.error(
      { code: error.code ?? null },
      "WAYSTITCH_SCRIPT_ARCHIVE cannot be used: pages that name an earlier version's script get none",
    );
    return [];
  });
  const scripts = [...served, ...earlier];
  const db = createDatabase({
    url: config.databaseUrl,
    applicationName: "waystitch collector",
    maxConnections: CONNECTIONS,
    queryTimeoutMs: QUERY_TIMEOUT_MS,
    plans: "prepared",
    onError: (error) => log.warn({ name: error.name }, "an idle database connection broke"),
  });
  const stopGuard = await guardRole({
    db,
    service: "collector",
    isAllowed: config.allowSuperuser,
    onRefused: (error) => endService("collector", error),
  });
  const app = await buildApp({ ...config, db, log, scripts, findCountry, now: Date.now, random: Math.random });
  const url = await listenFrom(app, config.host, config.port);
  const onCarriedOut = ({ error, ...carried }: CarriedReplay): void => {
    if (error === undefined) log.info(carried, "sent rejected events through the rules again, as somebody asked");
    else log.error({ ...carried, err: error }, "could not send rejected events through the rules again");
  };
  const onError = (error: unknown): void => log.warn({ err: error }, "could not look whether somebody asks for a replay; trying again");
  const replays = startReplays({ db, secret: config.secret, now: Date.now, onCarriedOut, onError });
  return {
    url,
    close: async () => {
      stopGuard();
      await Promise.all([replays.close(), app.close()]);
      await db.destroy();
    },
  };
});
