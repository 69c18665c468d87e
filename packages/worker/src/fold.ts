import { type Database, enterGate, foldCounts } from "@waystitch/store";
import { inTransaction } from "./in-transaction.js";

/** Adds up what was counted, unless a rebuild is being put in place. */
export async function foldAtGate(db: Database): Promise<void> {
  await inTransaction(db, async (trx) => {
    if ((await enterGate(trx)) !== "closed") await foldCounts(trx);
  });
}
