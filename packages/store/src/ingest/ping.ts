import { sql } from "kysely";
import type { Database } from "../database.js";

/**
 * Asks the database for an answer.
 * @throws the database's error when there is none
 */
export async function ping(db: Database): Promise<void> {
  await sql`select 1`.execute(db);
}
