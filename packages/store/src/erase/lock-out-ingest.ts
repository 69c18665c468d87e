import { sql, type Transaction } from "kysely";
import type { Tables } from "../tables.js";

/** Whoever adds many events in one transaction is not waited for longer: everyone else's events would wait as long. */
const PATIENCE = sql.lit("2s");

/**
 * Lets no batch of events in until the transaction ends, once those under way have been stored.
 *
 * An insert takes its lock on the table before it takes its snapshot. So one that was first has committed by now, and this transaction sees
 * its events and erases them; one that comes later waits, and then sees the tombstones. Nothing is between the two, and no insert pays for it:
 * a row that every batch locked would be written by every batch. Readers, workers among them, go on.
 *
 * @throws 55P03 when a transaction that adds or removes events goes on for too long
 */
export async function lockOutIngest(trx: Transaction<Tables>): Promise<void> {
  await sql`set local lock_timeout = ${PATIENCE}`.execute(trx);
  await sql`lock table events in share row exclusive mode`.execute(trx);
  await sql`set local lock_timeout = 0`.execute(trx);
}
