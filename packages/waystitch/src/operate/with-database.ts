import { createDatabase, type Database } from "@waystitch/store";
import { findDatabaseUrl } from "../database-url.js";

/** What every command that asks the database is told. */
export interface WhereOptions {
  readonly dataDir: string;
}

/**
 * Works on the database that a command is meant for, and lets go of it.
 * @param queryTimeoutMs 0 for no bound
 */
export async function withDatabase<T>(
  dataDir: string,
  work: (db: Database, url: string) => Promise<T>,
  queryTimeoutMs = 30_000,
): Promise<T> {
  const url = await findDatabaseUrl(dataDir);
  const db = createDatabase({ url, applicationName: "waystitch command", queryTimeoutMs });
  try {
    return await work(db, url);
  } finally {
    await db.destroy();
  }
}
