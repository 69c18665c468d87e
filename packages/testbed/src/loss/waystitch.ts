import { createKey, type Database, recordKey, recordSite } from "@waystitch/store";
import type { RecordedRequest } from "../recording-proxy.js";
import { EVENT, type Product } from "./product.js";

/** What travels, as far as it is counted. */
interface Batch {
  readonly batch?: readonly { readonly event?: string; readonly properties?: { readonly n: number } }[];
}

function eventsIn({ method, path, body }: RecordedRequest): number[] {
  if (method !== "POST" || path !== "/v1/batch") return [];
  const { batch = [] } = JSON.parse(body.toString()) as Batch;
  return batch.flatMap(({ event, properties }) => (event === EVENT && properties ? [properties.n] : []));
}

let sites = 0;

/**
 * Waystitch itself: its script and stub, a collector that runs, and the database behind it. Every receiver is a site of its own.
 *
 * @param stub the inline stub's JavaScript
 * @param collectorUrl of a collector that serves the script
 * @param db the database that the collector writes to
 */
export function waystitchProduct(stub: string, collectorUrl: string, db: Database): Product {
  return {
    name: "Waystitch",
    script: "/waystitch.js",
    ready: "window.waystitch && waystitch.version",
    track: "(name, properties) => waystitch.track(name, properties)",
    eventsIn,
    async startReceiver() {
      const site = `loss-${++sites}`;
      const key = createKey("write");
      await recordSite(db, site, { name: site, domains: [] });
      await recordKey(db, site, "write", key, "loss");
      return {
        url: collectorUrl,
        head: (url) => `<script>${stub}</script><script async src="${url}/waystitch.js" data-write-key="${key}"></script>`,
        async stored() {
          const rows = await db.selectFrom("events").select("properties").where("site_id", "=", site).where("name", "=", EVENT).execute();
          return rows.map(({ properties }) => Number(properties?.["n"]));
        },
        close: async () => {},
      };
    },
  };
}
