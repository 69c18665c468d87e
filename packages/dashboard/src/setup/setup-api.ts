import { type Database, type ListedKey, loadKeys, loadSiteSettings } from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { findSite, type SiteParams } from "../find-site.js";
import type { PublicKey, SetupBody } from "./answers.js";
import { createScriptList } from "./script-list.js";

const publicKeys = (keys: readonly ListedKey[]): readonly PublicKey[] =>
  keys.flatMap(({ keyId, label, origins, lastUsedOn, writeKey, revokedAt }) =>
    writeKey === null || revokedAt !== null ? [] : [{ keyId, label, origins, lastUsedOn, writeKey }],
  );

/** Adds what the page "Set-up" shows. */
export function addSetup(app: FastifyInstance, db: Database, collectorUrl: string | null): void {
  const findPinnedScript = createScriptList(collectorUrl);
  app.get<{ Params: SiteParams }>("/api/sites/:site/setup", { config: { needs: "analyst" } }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const [keys, settings, pinned] = await Promise.all([loadKeys(db, site.siteId), loadSiteSettings(db, site.siteId), findPinnedScript()]);
    const body: SetupBody = { collectorUrl, pinned, writeKeys: publicKeys(keys), settings };
    return body;
  });
}
