import type { FastifyInstance } from "fastify";
import type { KeyLookup } from "../keys.js";
import type { Refuse } from "../reply-refusal.js";
import { SETTINGS } from "./other-schemas.js";

/** How long a browser may use its copy, in seconds; a key that was revoked loads nothing after it. */
const MAX_AGE_S = 300;

/**
 * What Segment's browser client asks its CDN for before it starts: no integrations but the one to here, and none of its own
 * measurements. With `cdnURL`, `AnalyticsBrowser.load` needs no other setting:
 * https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/
 */
const settingsOf = (writeKey: string, protocol: string, host: string) => ({
  integrations: {
    "Segment.io": { apiKey: writeKey, apiHost: `${host}/v1`, protocol, unbundledIntegrations: [], addBundledMetadata: false },
  },
  plan: {},
  enabledMiddleware: {},
  middlewareSettings: {},
  remotePlugins: [],
  legacyVideoPluginsEnabled: false,
  analyticsNextEnabled: true,
  metrics: { sampleRate: 0 },
});

/** Serves the settings document of Segment's browser client, for keys that may stand in a page. */
export function registerSettings(app: FastifyInstance, lookUpKey: KeyLookup, refuse: Refuse): void {
  app.get<{ Params: { writeKey: string } }>("/v1/projects/:writeKey/settings", { schema: SETTINGS }, async (request, reply) => {
    const { writeKey } = request.params;
    const looked = await lookUpKey(writeKey);
    if ("refusal" in looked) return refuse(reply, looked.refusal);
    // A secret key in a page is everybody's: nothing here may make that work.
    if (looked.known.kind !== "write") return refuse(reply, "key_unknown");
    // The host is the client's own word: no cache between may give it to another.
    reply.header("cache-control", `private, max-age=${MAX_AGE_S}`);
    // A page that came encrypted could reach nothing else: a proxy that nobody named as one says http.
    const protocol = request.headers.origin?.startsWith("https:") ? "https" : request.protocol;
    return reply.send(settingsOf(writeKey, protocol, request.host));
  });
}
