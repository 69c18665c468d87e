import { sql } from "kysely";
import type { Database } from "../database.js";

/** Asks the database for a sign of life. Rejects with its error when there is none. */
export async function loadSignOfLife(db: Database): Promise<void> {
  await sql`select 1`.execute(db);
}
