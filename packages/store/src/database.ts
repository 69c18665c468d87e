import { Kysely, PostgresDialect } from "kysely";
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
  // Without a listener, a server that stops would end this process.
  pool.on("error", (error) => options.onError?.(error));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
