import { MODELS, type StageModel } from "@waystitch/journey";
import { type Database, loadModels } from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { findSite, type SiteParams } from "./find-site.js";

/** A stage model as the page draws it: names and order, without the rules. */
export interface ModelOutline {
  readonly id: string;
  readonly label: StageModel["label"];
  readonly stages: readonly { readonly id: string; readonly label: StageModel["label"]; readonly phase: string | null }[];
}

/** Answer of `/api/sites/:site/models`: the built-in models and the site's own, the default one first. */
export interface ModelsBody {
  readonly models: readonly ModelOutline[];
}

const outlineOf = ({ id, label, stages }: StageModel): ModelOutline => ({
  id,
  label,
  stages: stages.map((stage) => ({ id: stage.id, label: stage.label, phase: stage.phase ?? null })),
});

/** Adds the list of a site's stage models. */
export function addModels(app: FastifyInstance, { db }: { readonly db: Database }): void {
  app.get<{ Params: SiteParams }>("/api/sites/:site/models", { config: { needs: "viewer" } }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const body: ModelsBody = { models: [...MODELS, ...(await loadModels(db, site.siteId))].map(outlineOf) };
    return body;
  });
}
