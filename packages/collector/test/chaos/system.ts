import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { eventually, startTestCluster, type TestCluster, type TestDatabase } from "@waystitch/testbed";
import pg from "pg";
import { addSite, type Keys } from "../start-collector.js";
import { startTcpProxy, type TcpProxy, type TcpProxyOptions } from "../tcp-proxy.js";
import { asProcess, type StartCollector } from "./running-collector.js";
import { continueServer } from "./server-processes.js";
import { mountSmallDisk, type SmallDisk } from "./small-disk.js";

/**
 * Below the ports that the machine gives to outgoing connections, and other ones in every process: nobody takes them while their owner is
 * down.
 */
const FIRST_PORT = 10_000 + (process.pid % 100) * 200;
const PORTS = { postgres: FIRST_PORT, collector: FIRST_PORT + 100 };

/** A PostgreSQL of its own that can be killed. */
export interface Server {
  readonly cluster: TestCluster;
  /** The disk it is on, when that may be filled. */
  readonly disk: SmallDisk | null;
  stop(): Promise<void>;
}

async function runOn(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Starts a PostgreSQL that forgets as much as it may: its own default is to answer a COMMIT before anything is written, and it is slow to
 * write. What survives the death of all its processes survives because of what a connection asked for.
 * @param options whether it is on a disk of its own that may be filled; and whether it waits for the disk itself, which only matters when the
 *   machine goes down and makes it slow to come back
 */
export async function startForgetfulServer({ hasSmallDisk = false, isDurable = true } = {}): Promise<Server> {
  const folder = await mkdtemp(`${tmpdir()}/waystitch-chaos-`);
  await chmod(folder, 0o755);
  const disk = hasSmallDisk ? mountSmallDisk(folder) : null;
  const cleanUp = async (): Promise<void> => {
    disk?.remove();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const cluster = await startTestCluster({ folder, port: PORTS.postgres, isDurable });
    const settings = { synchronous_commit: "off", wal_writer_delay: "10s", wal_writer_flush_after: "1GB", max_wal_size: "512MB" };
    const statements = Object.entries(settings).map(([name, value]) => `alter system set ${name} = '${value}'`);
    await runOn(cluster.adminUrl, ...statements, "select pg_reload_conf()");
    const stop = async (): Promise<void> => {
      // A process that is stopped cannot end.
      continueServer(cluster.pid());
      await cluster.stop().finally(cleanUp);
    };
    return { cluster, disk, stop };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/** Lets Ctrl-C leave nothing behind: neither processes that are stopped nor a disk. */
export function stopOnSignal(server: Server): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.stop().finally(() => process.exit(1)));
}

/** Waits until a PostgreSQL takes connections again. */
export async function waitForServer({ cluster }: Server): Promise<void> {
  await eventually(() => runOn(cluster.adminUrl, "select 1"), { withinMs: 60_000 });
}

/** A collector as a process, a proxy between it and its database, and the server below. */
export interface System {
  readonly server: Server;
  readonly database: TestDatabase;
  readonly proxy: TcpProxy;
  /** Of two sites. */
  readonly keys: readonly [Keys, Keys];
  /** The same for every process that is started here. */
  readonly url: string;
  collectorPid(): number;
  /** Kills the collector, waits, and starts it again where it was. */
  restartCollector(downMs: () => Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

export interface SystemOptions extends TcpProxyOptions {
  /** Starts the collector: by default as a process. */
  readonly start?: StartCollector;
}

/** Starts a collector with a fresh database on a server. */
export async function startSystem(server: Server, { start = asProcess(), ...options }: SystemOptions = {}): Promise<System> {
  const database = await server.cluster.createTestDatabase();
  const keys = [await addSite(database, "demo"), await addSite(database, "other")] as const;
  const { hostname, port } = new URL(database.url);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) }, options);
  const databaseUrl = Object.assign(new URL(database.urlOf("collector")), { port: String(proxy.port) }).href;
  let collector = await start(databaseUrl, PORTS.collector);
  const { url } = collector;
  return {
    server,
    database,
    proxy,
    keys,
    url,
    collectorPid: () => collector.pid,
    async restartCollector(wait) {
      await collector.kill();
      await wait();
      collector = await start(databaseUrl, Number(new URL(url).port));
      if (collector.url !== url) throw new Error(`the collector came back at ${collector.url}`);
    },
    async stop() {
      await collector.stop();
      await proxy.close();
      await database.drop();
    },
  };
}

/** Ends the database's connections from the collector, as an administrator or a failover would. */
export async function terminateBackends({ database }: System): Promise<void> {
  await runOn(
    database.url,
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'waystitch collector' and datname = current_database()",
  );
}
