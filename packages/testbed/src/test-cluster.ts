import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from "@waystitch/embedded-postgres";
import {
  createDatabase,
  createServiceLogin,
  type Database,
  type Login,
  migrate,
  replaceServiceLogin,
  SERVICES,
  type Service,
  urlOfLogin,
} from "@waystitch/store";
import pg from "pg";

/** A database of its own with all tables and no rows. */
export interface TestDatabase {
  readonly url: string;
  /** The store's pool on it; ended by `drop`. */
  readonly db: Database;
  /** The address with which a service signs in, with the rights of its role only. `url` and `db` are the owner's, a superuser. */
  urlOf(service: Service): string;
  /** A pool with a service's rights; ended by `drop`. */
  dbOf(service: Service): Database;
  /** Any SQL, for what the store has no function for. Numerics and bigints come as strings, `timestamptz` as `Date`. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Ends the pool, cuts off everyone else and deletes the database. */
  drop(): Promise<void>;
}

/** What another process needs to make databases on a cluster. */
export interface ClusterAddress {
  /** Of a database whose user may create others. */
  readonly adminUrl: string;
  /** The database that has all tables and no rows. */
  readonly template: string;
  readonly logins: Readonly<Record<Service, Login>>;
}

export interface TestClusterOptions {
  /** Data to come back to; by default a new folder that `stop` deletes. */
  readonly folder?: string;
  /** The first port to try. */
  readonly port?: number;
  /** True: as durable as `waystitch up`, for benchmarks. */
  readonly isDurable?: boolean;
}

/** A PostgreSQL with a migrated template. */
export interface TestCluster extends ClusterAddress {
  readonly port: number;
  /** Of the server's first process; 0 while it is down. */
  pid(): number;
  createTestDatabase(): Promise<TestDatabase>;
  /** Stops the server; deletes the data unless it is in a folder of the caller's. */
  stop(): Promise<void>;
}

const withDatabase = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;
const newName = (prefix: string): string => `${prefix}_${randomBytes(6).toString("hex")}`;

async function runOn(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Makes a database with all tables, for others to be copied from. */
export async function createTemplate(adminUrl: string): Promise<ClusterAddress> {
  const template = newName("waystitch_template");
  await runOn(adminUrl, `create database ${template}`);
  const db = createDatabase({ url: withDatabase(adminUrl, template), applicationName: "testbed" });
  const logins = {
    collector: createServiceLogin("collector"),
    worker: createServiceLogin("worker"),
    dashboard: createServiceLogin("dashboard"),
  };
  try {
    await migrate(db);
    for (const service of SERVICES) await replaceServiceLogin(db, service, logins[service]);
  } finally {
    await db.destroy();
  }
  return { adminUrl, template, logins };
}

export async function dropTemplate({ adminUrl, template, logins }: ClusterAddress): Promise<void> {
  await runOn(adminUrl, `drop database if exists ${template} with (force)`);
  for (const { name } of Object.values(logins)) await runOn(adminUrl, `drop role ${name}`);
}

/** Copies the template: the way to a fresh database in some 30 ms. */
export async function cloneTemplate({ adminUrl, template, logins }: ClusterAddress): Promise<TestDatabase> {
  const name = newName("waystitch_test");
  await runOn(adminUrl, `create database ${name} template ${template}`);
  const url = withDatabase(adminUrl, name);
  const db = createDatabase({ url, applicationName: "test" });
  const pool = new pg.Pool({ connectionString: url, application_name: "test query", max: 2 });
  pool.on("error", () => {});
  const urlOf = (service: Service): string => urlOfLogin(url, logins[service]);
  const ofServices = new Map<Service, Database>();
  return {
    url,
    db,
    urlOf,
    dbOf(service) {
      const known = ofServices.get(service) ?? createDatabase({ url: urlOf(service), applicationName: `test ${service}` });
      ofServices.set(service, known);
      return known;
    },
    // The caller knows what it selects.
    query: async <Row>(text: string, values: readonly unknown[] = []) => (await pool.query(text, [...values])).rows as Row[],
    async drop() {
      await Promise.all([db.destroy(), pool.end(), ...[...ofServices.values()].map((one) => one.destroy())]);
      await runOn(adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(`${tmpdir()}/waystitch-test-`);
  // PostgreSQL's own user, when this is root, must pass through it.
  await chmod(folder, 0o755);
  return folder;
}

/** Starts a cluster of its own, for tests that stop or kill the database, and for benchmarks. */
export async function startTestCluster(options: TestClusterOptions = {}): Promise<TestCluster> {
  const folder = options.folder ?? (await newFolder());
  const server: EmbeddedPostgres = await startEmbeddedPostgres({
    folder,
    port: options.port ?? 54_400,
    isDisposable: !options.isDurable,
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    if (options.folder !== undefined) return;
    await removeEmbeddedPostgres(folder);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const address = await createTemplate(server.url);
    return { ...address, port: server.port, pid: () => server.pid() ?? 0, createTestDatabase: () => cloneTemplate(address), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
