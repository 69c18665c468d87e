import type { StageModel } from "@waystitch/journey";
import { sql, type Transaction } from "kysely";
import type { Database } from "./database.js";
import type { Tables } from "./tables.js";

/** A site's own stage models, in order of their ids. */
export async function loadModels(db: Database, siteId: string): Promise<StageModel[]> {
  const rows = await db.selectFrom("stage_models").select("definition").where("site_id", "=", siteId).orderBy("model_id").execute();
  return rows.map((row) => row.definition);
}

/**
 * Puts a model in the place of the one with its id, if its version is higher.
 * @returns the version that stands in its way, or `null` when the model was put there
 */
export async function replaceModel(trx: Transaction<Tables>, siteId: string, model: StageModel): Promise<number | null> {
  const row = { site_id: siteId, model_id: model.id, version: model.version, definition: JSON.stringify(model) };
  const put = await trx
    .insertInto("stage_models")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["site_id", "model_id"])
        .doUpdateSet({ version: row.version, definition: row.definition, changed_at: sql`now()` })
        .where("stage_models.version", "<", row.version),
    )
    .returning("version")
    .executeTakeFirst();
  if (put !== undefined) return null;
  const standing = await trx
    .selectFrom("stage_models")
    .select("version")
    .where("site_id", "=", siteId)
    .where("model_id", "=", model.id)
    .executeTakeFirstOrThrow();
  return standing.version;
}

/** Takes a model away. Returns whether it was there. */
export async function removeModel(trx: Transaction<Tables>, siteId: string, modelId: string): Promise<boolean> {
  const removed = await trx.deleteFrom("stage_models").where("site_id", "=", siteId).where("model_id", "=", modelId).executeTakeFirst();
  return removed.numDeletedRows > 0n;
}
