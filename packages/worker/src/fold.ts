import { countGaps, type Database, enterGate, foldCounts } from "@waystitch/store";
import { inTransaction } from "./in-transaction.js";

/** Adds up what was counted, unless a rebuild is being put in place. */
export async function foldAtGate(db: Database): Promise<void> {
  await inTransaction(db, async (trx) => {
    if ((await enterGate(trx)) !== "closed") await foldCounts(trx);
  });
}

/** Counts what never came, of every site and day that can be told. */
export async function countAllGaps(db: Database, asOf: Date): Promise<void> {
  while (await inTransaction(db, (trx) => countGaps(trx, asOf)));
}
