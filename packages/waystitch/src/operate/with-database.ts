import { createDatabase, type Database } from "@waystitch/store";
import { findDatabaseUrl } from "../database-url.js";

/** What every command that asks the database is told. */
export interface WhereOptions {
  readonly dataDir: string;
}

/** Works on the database that a command is meant for, and lets go of it. */
export async function withDatabase<T>(dataDir: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = createDatabase({ url: await findDatabaseUrl(dataDir), applicationName: "waystitch command" });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
