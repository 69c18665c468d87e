import { countParked, loadHotVisitors, loadLag, loadParked, retryParked } from "@waystitch/store";
import { describeLag, print } from "./print.js";
import { requireSite } from "./require-site.js";
import { formatTable } from "./table.js";
import { type WhereOptions, withDatabase } from "./with-database.js";

interface QueueOptions extends WhereOptions {
  readonly site?: string;
}

const SHOWN = 20;

/** Shows what waits to be stitched, and the visitors that were set aside, each with its error. */
export async function showQueue({ dataDir, site }: QueueOptions): Promise<void> {
  const { lag, hot, parked, latest } = await withDatabase(dataDir, async (db) => {
    if (site !== undefined) await requireSite(db, site);
    const siteId = site ?? null;
    return {
      lag: await loadLag(db),
      hot: await loadHotVisitors(db, siteId, SHOWN),
      parked: await countParked(db, siteId),
      latest: await loadParked(db, siteId, SHOWN),
    };
  });
  print(describeLag(lag));
  if (hot.length > 0) {
    print("With so many events that they are stitched alone and rarely:");
    const rows = hot.map(({ siteId, visitorId, events }) => [siteId, visitorId, String(events)]);
    print(formatTable(["site", "visitor", "events"], rows, new Set([2])));
  }
  if (parked === 0) return print("No visitor is set aside.");
  print(`${parked} visitors are set aside because their events could not be stitched${parked > SHOWN ? `; the last ${SHOWN}:` : ":"}`);
  const rows = latest.map(({ siteId, visitorId, error, parkedAt }) => [siteId, visitorId, parkedAt.toISOString(), error]);
  print(formatTable(["site", "visitor", "since", "error"], rows));
  print("When the cause is mended: waystitch queue retry. Their next event tries again, too.");
}

/** Has visitors that were set aside stitched again. */
export async function retryQueue(visitorId: string | undefined, { dataDir, site }: QueueOptions): Promise<void> {
  const retried = await withDatabase(dataDir, async (db) => {
    if (site !== undefined) await requireSite(db, site);
    return await retryParked(db, site ?? null, visitorId ?? null);
  });
  if (retried === 0 && visitorId !== undefined) throw new Error(`No visitor ${visitorId} is set aside: see waystitch queue.`);
  print(retried === 0 ? "No visitor is set aside." : `${retried} visitors are queued again: see waystitch queue.`);
}
