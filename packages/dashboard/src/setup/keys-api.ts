import { createKey, type Database, loadKeys, recordKey, revokeKey } from "@waystitch/store";
import type { FastifyInstance } from "fastify";
import { noteDeed } from "../access/note.js";
import { findSite, type SiteParams } from "../find-site.js";
import { refuse } from "../refusal.js";
import type { KeysBody, MadeKey } from "./answers.js";
import { parseNewKey } from "./new-key.js";

/** Keys in use at a time: more than any site needs, and few enough to be listed. */
const MOST_IN_USE = 100;

/** Adds the keys of a site: their list, making one, and taking one out of use. */
export function addKeys(app: FastifyInstance, db: Database): void {
  app.get<{ Params: SiteParams }>("/api/sites/:site/keys", { config: { needs: "owner" } }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const body: KeysBody = { keys: await loadKeys(db, site.siteId) };
    return body;
  });
  app.post<{ Params: SiteParams }>("/api/sites/:site/keys", { config: { needs: "owner" } }, async (request, reply) => {
    const site = await findSite(db, request.params, reply);
    if (site === null) return reply;
    const wanted = parseNewKey(request.body);
    if (typeof wanted === "string") return refuse(reply, "bad_request", wanted);
    const inUse = (await loadKeys(db, site.siteId)).filter(({ revokedAt }) => revokedAt === null);
    if (inUse.length >= MOST_IN_USE)
      return refuse(reply, "bad_request", `A site has at most ${MOST_IN_USE} keys in use: revoke one first.`);
    const made: MadeKey = { key: createKey(wanted.kind) };
    await recordKey(db, site.siteId, wanted.kind, made.key, wanted.label, { origins: wanted.origins });
    await noteDeed(db, request, { siteId: site.siteId, action: "key_made", detail: { kind: wanted.kind, label: wanted.label } });
    return reply.code(201).send(made);
  });
  app.delete<{ Params: SiteParams & { key: string } }>(
    "/api/sites/:site/keys/:key",
    { config: { needs: "owner" } },
    async (request, reply) => {
      const site = await findSite(db, request.params, reply);
      if (site === null) return reply;
      const { key } = request.params;
      // Its id, never the key itself, which would stand in logs of proxies.
      const isRevoked = /^[0-9a-f]{10}$/.test(key) && (await revokeKey(db, site.siteId, key));
      if (!isRevoked) return refuse(reply, "unknown_key", "The site has no key of that id in use.");
      await noteDeed(db, request, { siteId: site.siteId, action: "key_revoked", detail: { key } });
      return reply.code(204).send();
    },
  );
}
