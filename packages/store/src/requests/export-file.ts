import { sql, type Transaction } from "kysely";
import type { Database } from "../database.js";
import type { Tables } from "../tables.js";

/** How long a file is kept. */
export const KEPT_MS = 3_600_000;

/** Characters of a piece, from which on the next one begins: so much is held in memory at a time. */
const PIECE = 262_144;

async function recordPiece(trx: Transaction<Tables>, siteId: string, requestId: string, sequence: number, piece: string): Promise<void> {
  await trx.insertInto("person_exports").values({ site_id: siteId, request_id: requestId, sequence, piece }).execute();
}

/**
 * Writes the file that answers a request, piece by piece.
 *
 * An erasure that has ended since the transaction's snapshot was taken makes it fail with 40001: what was read may be of whom is gone. One
 * that comes later removes the file: both lock the site's row.
 *
 * @param trx repeatable read, so that the file is of one moment
 */
export async function recordExport(
  trx: Transaction<Tables>,
  siteId: string,
  requestId: string,
  chunks: AsyncIterable<string>,
): Promise<void> {
  let sequence = 0;
  let piece = "";
  for await (const chunk of chunks) {
    piece += chunk;
    if (piece.length < PIECE) continue;
    await recordPiece(trx, siteId, requestId, sequence++, piece);
    piece = "";
  }
  await recordPiece(trx, siteId, requestId, sequence, piece);
  await trx.selectFrom("sites").select("site_id").where("site_id", "=", siteId).forShare().execute();
}

/** Removes the files of a site: somebody of whom they may tell is erased. */
export async function removeExports(trx: Transaction<Tables>, siteId: string): Promise<void> {
  await trx.deleteFrom("person_exports").where("site_id", "=", siteId).execute();
}

/** Removes files of requests that ended before a time. */
export async function removeOldExports(db: Database, before: Date): Promise<void> {
  await sql`
    delete from person_exports e using person_requests r
    where r.request_id = e.request_id and r.ended_at < ${before}`.execute(db);
}

/** A file that is there. */
export interface ExportFile {
  readonly pieces: number;
  readonly isWhole: boolean;
  readonly askedBy: string;
}

/** The file that answers a request, or `null` when it is not there yet or any more. */
export async function findExport(db: Database, siteId: string, requestId: string): Promise<ExportFile | null> {
  const file = await db
    .selectFrom("person_exports as e")
    .innerJoin("person_requests as r", "r.request_id", "e.request_id")
    .select(["r.is_whole as isWhole", "r.asked_by as askedBy", sql<number>`count(*)::int`.as("pieces")])
    .where("e.site_id", "=", siteId)
    .where("e.request_id", "=", requestId)
    .groupBy(["r.is_whole", "r.asked_by"])
    .executeTakeFirst();
  return file ?? null;
}

/**
 * Reads a file, a piece at a time.
 * @throws when it is removed meanwhile: a file that ends early must not look whole
 */
export async function* readExport(db: Database, siteId: string, requestId: string, pieces: number): AsyncGenerator<string> {
  for (let sequence = 0; sequence < pieces; sequence++) {
    const row = await db
      .selectFrom("person_exports")
      .select("piece")
      .where("site_id", "=", siteId)
      .where("request_id", "=", requestId)
      .where("sequence", "=", sequence)
      .executeTakeFirst();
    if (row === undefined) throw new Error("The file was removed while it was read.");
    yield row.piece;
  }
}
