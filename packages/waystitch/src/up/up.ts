import { mkdir, rm } from "node:fs/promises";
import { removeEmbeddedPostgres } from "@waystitch/embedded-postgres";
import { createDatabase, type Database, migrate, RoleError, recordSignInLink, replaceSiteDomains } from "@waystitch/store";
import { type DataDir, dataDirAt } from "../data-dir.js";
import { namedDatabaseUrl } from "../database-url.js";
import { prepareLogins, type ServiceUrls } from "../logins.js";
import { claimState, type RunningState } from "../state.js";
import { type CleanUp, createCleanUp } from "./clean-up.js";
import { type RunningDatabase, startDatabase } from "./database.js";
import { DEMO_SITE, recordDemoSite } from "./demo-site.js";
import { formatPanel } from "./panel.js";
import { readSecrets } from "./secrets.js";
import { type Services, startServices } from "./services.js";

export interface UpOptions {
  readonly fresh?: boolean;
  readonly json?: boolean;
  readonly dataDir: string;
}

const notice = (line: string): void => void process.stderr.write(`${line}\n`);
const portOf = (url: string): number => Number(new URL(url).port);

/** Aborted by the first signal that asks to end, or when a program that started this one is gone; what comes later changes nothing. */
function listenForEnd(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => controller.abort(new Error(`Stopped by ${signal} before all was ready.`)));
  }
  process.on("disconnect", () => controller.abort(new Error("Stopped: the program that started this is gone.")));
  // Waiting for that must not keep a process running that has nothing else to do.
  process.channel?.unref();
  return controller.signal;
}

async function removeEverything(dir: DataDir): Promise<void> {
  if (namedDatabaseUrl() !== undefined) {
    throw new Error("--fresh deletes the built-in database only, and DATABASE_URL names another one: empty that one yourself.");
  }
  await removeEmbeddedPostgres(dir.postgres);
  for (const path of [dir.secrets, dir.logins, dir.shopOrders, dir.logs]) await rm(path, { recursive: true, force: true });
}

function describe(
  dir: DataDir,
  database: RunningDatabase,
  services: Services,
  token: string,
  keys: { writeKey: string; secretKey: string },
): RunningState {
  const { collector, worker, dashboard, shop } = services;
  const { server } = database;
  return {
    shopUrl: shop.url,
    dashboardUrl: dashboard.url,
    signInUrl: `${dashboard.url}/sign-in?token=${token}`,
    collectorUrl: collector.url,
    databaseUrl: database.url,
    siteId: DEMO_SITE,
    writeKey: keys.writeKey,
    secretKey: keys.secretKey,
    ports: {
      shop: portOf(shop.url),
      dashboard: portOf(dashboard.url),
      collector: portOf(collector.url),
      ...(server ? { database: server.port } : {}),
    },
    pids: {
      up: process.pid,
      shop: shop.pid(),
      dashboard: dashboard.pid(),
      collector: collector.pid(),
      worker: worker.pid(),
      ...(server ? { keeper: server.keeperPid(), postgres: server.pid() ?? 0 } : {}),
    },
    dataDir: dir.root,
    ...(server ? { databaseDir: server.folder } : {}),
  };
}

/** Where the database's role may not make others, all work with it when that is allowed. */
async function findServiceUrls(dir: DataDir, db: Database, databaseUrl: string): Promise<ServiceUrls> {
  try {
    return await prepareLogins(dir.logins, db, databaseUrl);
  } catch (error) {
    if (!(error instanceof RoleError)) throw error;
    if (process.env["ALLOW_SUPERUSER"]?.trim() !== "1")
      throw new Error(`${error.message}\nOr set ALLOW_SUPERUSER=1, and every service works with the rights of DATABASE_URL.`);
    notice("Every service works with the rights of DATABASE_URL, since ALLOW_SUPERUSER=1 and its role may not make others.");
    return { collector: databaseUrl, worker: databaseUrl, dashboard: databaseUrl };
  }
}

async function startAll(dir: DataDir, signal: AbortSignal, cleanUp: CleanUp): Promise<RunningState> {
  const secrets = await readSecrets(dir.secrets);
  const database = await startDatabase(dir, cleanUp);
  const db = createDatabase({ url: database.url, applicationName: "waystitch up", queryTimeoutMs: 0 });
  try {
    await migrate(db);
    await recordDemoSite(db, secrets);
    const databaseUrls = await findServiceUrls(dir, db, database.url);
    const context = { dataDir: dir.root, databaseUrls, secrets, signal, cleanUp, onNotice: notice };
    const services = await startServices(context);
    await replaceSiteDomains(db, DEMO_SITE, [new URL(services.shop.url).hostname]);
    return describe(dir, database, services, await recordSignInLink(db), secrets);
  } finally {
    await db.destroy();
  }
}

/**
 * Runs everything on this machine until a signal ends it: the database, collector, worker, dashboard and demo shop.
 * @throws when something does not start, after having stopped what did
 */
export async function up({ fresh, json, dataDir }: UpOptions): Promise<void> {
  const signal = listenForEnd();
  const dir = dataDirAt(dataDir);
  await mkdir(dir.root, { recursive: true });
  const claim = await claimState(dir.state);
  const cleanUp = createCleanUp();
  cleanUp.add(claim.release);
  // A reader that has seen enough, or a terminal that is closed, must not keep us from stopping in good order.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    if (fresh) await removeEverything(dir);
    await mkdir(dir.logs, { recursive: true });
    const running = await startAll(dir, signal, cleanUp);
    await claim.publish(running);
    process.stdout.write(json ? `${JSON.stringify(running)}\n` : formatPanel(running, process.stdout.isTTY && !process.env["NO_COLOR"]));
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
    if (!json) notice("Stopping ...");
  } catch (error) {
    // What fails because it was told to stop did not fail.
    throw signal.aborted ? signal.reason : error;
  } finally {
    await cleanUp.run((error) => notice(String(error)));
  }
  if (!json) notice("Stopped. Everything is kept for the next start.");
}
