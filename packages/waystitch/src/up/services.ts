import { fileURLToPath } from "node:url";
import { dataDirAt } from "../data-dir.js";
import type { ServiceUrls } from "../logins.js";
import { type Child, type ChildOrder, startChild } from "./child.js";
import type { CleanUp } from "./clean-up.js";
import { createLogFile } from "./log-file.js";
import type { Secrets } from "./secrets.js";

/** The processes of an installation, in the order in which they depend on each other. */
export interface Services {
  readonly collector: Child;
  readonly worker: Child;
  readonly shop: Child;
  readonly dashboard: Child;
}

export interface ServicesContext {
  readonly dataDir: string;
  readonly databaseUrls: ServiceUrls;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
  readonly cleanUp: CleanUp;
  readonly onNotice: (line: string) => void;
}

const PORTS = { collector: 4100, dashboard: 4101, shop: 4102 };
const pathOf = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier));

/** What every process may inherit: this process's environment without what is said to each of them alone. */
function inheritedEnvironment(): Record<string, string | undefined> {
  const { DATABASE_URL: _url, DATABASE_URL_FILE: _file, PORT: _port, ...rest } = process.env;
  return rest;
}

/** Starts collector and worker, then what talks to them. Each is stopped by `cleanUp`, the shop first. */
export async function startServices({ dataDir, databaseUrls, secrets, signal, cleanUp, onNotice }: ServicesContext): Promise<Services> {
  const { logs, shopOrders, scripts } = dataDirAt(dataDir);
  const start = async (name: string, specifier: string, port: number | undefined, env: Record<string, string>): Promise<Child> => {
    const log = createLogFile(`${logs}/${name}.log`);
    const order: ChildOrder = {
      name,
      file: pathOf(specifier),
      env: { ...inheritedEnvironment(), ...env },
      log,
      onRestart: (reason) => onNotice(`The ${name} ended (${reason}) and is started again; see ${log.path}`),
      ...(port === undefined ? {} : { port }),
    };
    const child = await startChild(order, signal);
    cleanUp.add(async () => {
      await child.stop();
      log.close();
    });
    return child;
  };
  const [collector, worker] = await settleAll([
    start("collector", "@waystitch/collector/main", PORTS.collector, {
      DATABASE_URL: databaseUrls.collector,
      WAYSTITCH_SECRET: secrets.hashSecret,
      WAYSTITCH_SDK_FILE: pathOf("@waystitch/sdk/waystitch.js"),
      WAYSTITCH_SCRIPT_ARCHIVE: scripts,
    }),
    start("worker", "@waystitch/worker/main", undefined, {
      DATABASE_URL: databaseUrls.worker,
      WAYSTITCH_SECRET: secrets.hashSecret,
    }),
  ]);
  const shop = await start("shop", "@waystitch/storefront/main", PORTS.shop, {
    COLLECTOR_URL: collector.url,
    WRITE_KEY: secrets.writeKey,
    SECRET_KEY: secrets.secretKey,
    DATA_FILE: shopOrders,
  });
  const dashboard = await start("dashboard", "@waystitch/dashboard/main", PORTS.dashboard, {
    DATABASE_URL: databaseUrls.dashboard,
    SHOP_URL: shop.url,
    COLLECTOR_URL: collector.url,
    WAYSTITCH_SECRET: secrets.hashSecret,
  });
  return { collector, worker, shop, dashboard };
}

/** Waits for both, also when one fails, so that none is still starting when all are stopped. */
async function settleAll(both: readonly [Promise<Child>, Promise<Child>]): Promise<[Child, Child]> {
  await Promise.allSettled(both);
  return await Promise.all(both);
}
