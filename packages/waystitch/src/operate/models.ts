import { readFile } from "node:fs/promises";
import { MODELS, parseModel, type StageModel } from "@waystitch/journey";
import { loadModels, queueSite, removeModel, replaceModel } from "@waystitch/store";
import { print } from "./print.js";
import { requireSite } from "./require-site.js";
import { formatTable } from "./table.js";
import { type WhereOptions, withDatabase } from "./with-database.js";

/** Reads a model from a file; an error names every place that is wrong. */
async function readModel(file: string): Promise<StageModel> {
  const parsed = parseModel(await readFile(file, "utf8"));
  if (parsed.ok) return parsed.model;
  const places = parsed.problems.map(
    ({ line, column, path, message }) => `${file}:${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`,
  );
  throw new Error(places.join("\n"));
}

const describe = ({ id, version, stages }: StageModel): string =>
  `${id}, version ${version}: ${stages.map((stage) => stage.id).join(" > ")}`;

export async function checkModel(file: string): Promise<void> {
  print(`${describe(await readModel(file))}. This model can be added.`);
}

/** Adds a model, or the next version of one, and has everyone placed in it. */
export async function addModel(siteId: string, file: string, { dataDir }: WhereOptions): Promise<void> {
  const model = await readModel(file);
  const visitors = await withDatabase(dataDir, async (db) => {
    await requireSite(db, siteId);
    return await db.transaction().execute(async (trx) => {
      const standing = await replaceModel(trx, siteId, model);
      if (standing !== null)
        throw new Error(`Version ${standing} of ${model.id} is there already: a change needs a higher version than that.`);
      return await queueSite(trx, siteId);
    });
  });
  print(`Added ${describe(model)}. ${visitors} visitors wait to be placed in it: see waystitch lag.`);
}

export async function dropModel(siteId: string, modelId: string, { dataDir }: WhereOptions): Promise<void> {
  await withDatabase(dataDir, async (db) => {
    await requireSite(db, siteId);
    await db.transaction().execute(async (trx) => {
      if (!(await removeModel(trx, siteId, modelId)))
        throw new Error(`${siteId} has no model ${modelId} of its own: see waystitch model list.`);
      await queueSite(trx, siteId);
    });
  });
  print(`Removed ${modelId}.`);
}

export async function listModels(siteId: string, { dataDir }: WhereOptions): Promise<void> {
  const own = await withDatabase(dataDir, async (db) => {
    await requireSite(db, siteId);
    return await loadModels(db, siteId);
  });
  const rows = [...MODELS.map((model) => ({ model, whose: "built in" })), ...own.map((model) => ({ model, whose: "own" }))];
  const cells = rows.map(({ model, whose }) => [
    model.id,
    String(model.version),
    whose,
    model.label.en,
    model.stages.map((stage) => stage.label.en).join(" > "),
  ]);
  print(formatTable(["model", "version", "whose", "name", "stages"], cells));
}
