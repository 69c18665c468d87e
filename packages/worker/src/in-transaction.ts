import type { Database, Tables } from "@waystitch/store";
import type { Transaction } from "kysely";

const RETRIES = 8;

/** SQLSTATE of an error that PostgreSQL raised, or of none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Deadlock, serialization failure or a lock that was not to be had: the same work succeeds when it is tried again. */
const isConflict = (error: unknown): boolean => ["40P01", "40001", "55P03"].includes(codeOf(error));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Works in a transaction, and again from its start when another one was in the way. */
export async function inTransaction<T>(db: Database, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (!isConflict(error) || attempt > RETRIES) throw error;
      await pause(Math.random() * 20 * 2 ** attempt);
    }
  }
}
