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
  /** Where tables are looked for instead of `public`. */
  readonly schema?: string;
  /** A query that takes longer fails; its outcome is then unknown. 0 for no bound. */
  readonly queryTimeoutMs?: number;
  /**
   * Rows go in as one JSON parameter, and a plan for any such parameter is a quarter cheaper to run than one for this very value, which
   * PostgreSQL would choose. `generic`: each time such a plan is made. `prepared`: once a connection, where few statements come again and
   * again and read little; under a plan that was best for small tables, they would stay slow when tables grow.
   */
  readonly plans?: "generic" | "prepared";
  /** An idle connection broke: worth a log line, never a crash. */
  readonly onError?: (error: Error) => void;
}

/**
 * SQLSTATEs after which a connection is of no more use: the server is shutting down, has crashed, or was told to end it; or what was
 * prepared on it is gone (26000) or no longer fits the tables (0A000).
 */
const LAST_WORDS = /^(?:57P|08|26000|0A000)/;

/** True when the server answered with an error and the connection is in order. */
const isInOrder = (error: unknown): boolean => error instanceof pg.DatabaseError && !LAST_WORDS.test(error.code ?? "");

const unanswered = new WeakSet<object>();

/** Remembers an error by which nothing is said of the query: it did not arrive, or its answer did not. */
function unansweredBy(error: unknown): unknown {
  if (typeof error === "object" && error !== null && !isInOrder(error)) unanswered.add(error);
  return error;
}

/** True when an error of a query means that the database could not be reached or did not answer in time, and not that something is wrong here. */
export const isUnanswered = (error: unknown): boolean => typeof error === "object" && error !== null && unanswered.has(error);

/** So many texts are prepared at most. */
const MOST_PREPARED = 100;

/** Names the statements that a pool says. */
function createNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    if (!names.has(text) && names.size < MOST_PREPARED) names.set(text, `w${names.size}`);
    return names.get(text);
  };
}

/**
 * A connection that is closed instead of used again once a query on it was given up: the server may still be at that
 * query, or be gone without a word, and every later query would wait behind it.
 */
function closeWhenGivenUp(client: pg.PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  let givenUp: unknown;
  const query = async (text: string, parameters: readonly unknown[]) => {
    if (givenUp !== undefined) throw givenUp;
    try {
      const name = parameters.length > 0 ? nameOf(text) : undefined;
      return await client.query({ text, values: [...parameters], ...(name === undefined ? {} : { name }) });
    } catch (error) {
      if (!isInOrder(error)) givenUp = error;
      throw unansweredBy(error);
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
    options: [
      "synchronous_commit=on",
      "TimeZone=UTC",
      ...(options.plans === undefined ? [] : ["plan_cache_mode=force_generic_plan"]),
      ...(options.schema === undefined ? [] : [`search_path=${options.schema}`]),
    ]
      .map((setting) => `-c ${setting}`)
      .join(" "),
  });
  // Without listeners, a server that stops would end this process: the pool speaks for idle connections, and a connection
  // in use, whose query fails too, for itself.
  pool.on("error", (error) => options.onError?.(error));
  pool.on("connect", (client) => client.on("error", () => undefined));
  const nameOf = options.plans === "prepared" ? createNames() : () => undefined;
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect().catch((error: unknown) => {
      throw unansweredBy(error);
    });
    return closeWhenGivenUp(client, nameOf);
  };
  const connections = { connect, end: () => pool.end() };
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: connections }) });
  pools.set(db, pool);
  return db;
}
