import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { createDatabase, createKey, type Database, recordKey, recordSite, type Service } from "@waystitch/store";
import {
  createRecordingProxy,
  eventually,
  type RecordingProxy,
  type StartedProcess,
  startProcess,
  type TestDatabase,
} from "@waystitch/testbed";

export const SITE = "demo";

const SDK_FILE = fileURLToPath(new URL("../../sdk/dist/waystitch.js", import.meta.url));
const main = (name: string): string => import.meta.resolve(`@waystitch/${name}/main`);

export interface Keys {
  readonly writeKey: string;
  readonly secretKey: string;
}

export const createKeys = (): Keys => ({ writeKey: createKey("write"), secretKey: createKey("secret") });

/** Collector and worker on a database with the demo site; the same keys make two of them interchangeable. */
export interface Back {
  readonly db: Database;
  readonly collector: StartedProcess;
  startWorker(): Promise<StartedProcess>;
  startDashboard(): Promise<StartedProcess>;
  /** Resolves when nothing is left to stitch. */
  drained(): Promise<void>;
  stop(): Promise<void>;
}

export async function startBack({ url, urlOf }: Pick<TestDatabase, "url" | "urlOf">, keys: Keys): Promise<Back> {
  const db = createDatabase({ url, applicationName: "test" });
  await recordSite(db, SITE, { name: "Mắt Xinh", domains: ["127.0.0.1"] });
  await recordKey(db, SITE, "write", keys.writeKey, "test");
  await recordKey(db, SITE, "secret", keys.secretKey, "test");
  const started: StartedProcess[] = [];
  const start = async (name: Service, env: Readonly<Record<string, string>>): Promise<StartedProcess> => {
    const process = await startProcess(main(name), { DATABASE_URL: urlOf(name), PORT: "0", LOG_LEVEL: "warn", ...env });
    started.push(process);
    return process;
  };
  const collector = await start("collector", { WAYSTITCH_SECRET: "a secret of the tests", WAYSTITCH_SDK_FILE: SDK_FILE });
  return {
    db,
    collector,
    startWorker: () => start("worker", { BATCH_SIZE: "3" }),
    startDashboard: () => start("dashboard", {}),
    drained: () =>
      eventually(
        async () => {
          const rows = await db.selectFrom("stitch_queue").select("visitor_id").execute();
          if (rows.length > 0) throw new Error(`${rows.length} visitors are waiting to be stitched`);
        },
        { withinMs: 30_000 },
      ),
    async stop() {
      await Promise.all(started.map((process) => process.stop()));
      await db.destroy();
    },
  };
}

/** The demo shop, which reaches the collector through a proxy that records everything. */
export interface ShopStack {
  readonly shopUrl: string;
  readonly proxy: RecordingProxy;
  stop(): Promise<void>;
}

export async function startShop(collectorUrl: string, keys: Keys): Promise<ShopStack> {
  const proxy = await createRecordingProxy(collectorUrl);
  const folder = await mkdtemp(`${tmpdir()}/waystitch-shop-`);
  const env = {
    COLLECTOR_URL: proxy.url,
    WRITE_KEY: keys.writeKey,
    SECRET_KEY: keys.secretKey,
    DATA_FILE: `${folder}/shop.json`,
    PORT: "0",
  };
  const shop = await startProcess(main("storefront"), env);
  return {
    shopUrl: shop.url,
    proxy,
    async stop() {
      await shop.stop();
      await proxy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
