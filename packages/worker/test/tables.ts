import { checksumDerived, type Database, requeueSite } from "@waystitch/store";
import { stitchBatch } from "../src/index.js";
import { LATER } from "./histories.js";

/** Works until the queue is empty. */
export async function drain(db: Database, asOf = LATER): Promise<void> {
  while ((await stitchBatch(db, 50, asOf)).visitors > 0);
}

/** The checksums of a site's derived tables after they were built anew. */
export async function rebuilt(db: Database, siteId: string): Promise<Record<string, string>> {
  await requeueSite(db, siteId);
  await drain(db);
  return await checksumDerived(db, siteId);
}
