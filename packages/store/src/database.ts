import { Kysely, PostgresDialect, type PostgresPoolClient } from "kysely";
import pg from "pg";
import type { Tables } from "./tables.js";

export type Database = Kysely<Tables>;

/** How to reach PostgreSQL. Times in milliseconds. */
export interface DatabaseOptions {
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  readonly maxConnections?: number;
  /** A query that takes longer fails; its outcome is then unknown. */
  readonly queryTimeoutMs?: number;
  /** An idle connection broke: worth a log line, never a crash. */
  readonly onError?: (error: Error) => void;
}

/** SQLSTATEs after which the server closes the connection: it is shutting down, has crashed, or was told to end it. */
const LAST_WORDS = /^(?:57P|08)/;

/** True when the server answered with an error and the connection is in order. */
const isInOrder = (error: unknown): boolean => error instanceof pg.DatabaseError && !LAST_WORDS.test(error.code ?? "");

/**
 * A connection that is closed instead of used again once a query on it was given up: the server may still be at that
 * query, or be gone without a word, and every later query would wait behind it.
 */
function closeWhenGivenUp(client: pg.PoolClient): PostgresPoolClient {
  let givenUp: unknown;
  const query = async (text: string, parameters: readonly unknown[]) => {
    if (givenUp !== undefined) throw givenUp;
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      if (!isInOrder(error)) givenUp = error;
      throw error;
    }
  };
  // kysely's type has a second form of `query`, for cursors, which are not configured.
  return { query, release: () => client.release(givenUp !== undefined) } as unknown as PostgresPoolClient;
}

/** How many connections there are. */
export interface PoolState {
  readonly total: number;
  readonly idle: number;
  /** Queries that wait for one. */
  readonly waiting: number;
}

const pools = new WeakMap<Database, pg.Pool>();

/** Reads the state of a database's pool. */
export function poolOf(db: Database): () => PoolState {
  const pool = pools.get(db);
  return () => ({ total: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 });
}

/** Opens a pool. Connects on first use, so that a process can start before its database. */
export function createDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.maxConnections ?? 4,
    connectionTimeoutMillis: 5_000,
    query_timeout: options.queryTimeoutMs ?? 30_000,
    keepAlive: true,
    // Acknowledged means on disk, whatever the server's own default is.
    options: "-c synchronous_commit=on -c TimeZone=UTC",
  });
  // Without listeners, a server that stops would end this process: the pool speaks for idle connections, and a connection
  // in use, whose query fails too, for itself.
  pool.on("error", (error) => options.onError?.(error));
  pool.on("connect", (client) => client.on("error", () => undefined));
  const connections = { connect: async () => closeWhenGivenUp(await pool.connect()), end: () => pool.end() };
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: connections }) });
  pools.set(db, pool);
  return db;
}
