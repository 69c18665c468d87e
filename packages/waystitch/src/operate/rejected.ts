import { replayRejected } from "@waystitch/collector";
import { loadLatestRejected, loadRejectedCounts, type RejectedFilter } from "@waystitch/store";
import { findSecret } from "./find-secret.js";
import { noteCommand } from "./note-command.js";
import { print } from "./print.js";
import { requireSite } from "./require-site.js";
import { formatTable } from "./table.js";
import { type WhereOptions, withDatabase } from "./with-database.js";

interface FilterOptions extends WhereOptions {
  readonly reason?: string;
  readonly since?: string;
  readonly text?: string;
}

function filterOf({ reason, since, text }: FilterOptions): RejectedFilter {
  const from = since === undefined ? undefined : new Date(since);
  if (from !== undefined && Number.isNaN(from.getTime()))
    throw new Error(`--since is a time such as 2026-11-22 or 2026-11-22T09:30:00Z, not ${JSON.stringify(since)}.`);
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(from === undefined ? {} : { since: from }),
    ...(text === undefined ? {} : { text }),
  };
}

export async function countRejected(siteId: string, options: FilterOptions): Promise<void> {
  const counts = await withDatabase(options.dataDir, async (db) => {
    await requireSite(db, siteId);
    return await loadRejectedCounts(db, siteId, filterOf(options));
  });
  const rows = counts.map(({ reason, events, latest }) => [reason, String(events), latest.toISOString()]);
  print(rows.length === 0 ? "Nothing was rejected." : formatTable(["reason", "events", "latest"], rows, new Set([1])));
}

interface ListOptions extends FilterOptions {
  readonly limit: string;
}

const MOST = 10_000;

export async function listRejected(siteId: string, options: ListOptions): Promise<void> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new Error(`--limit is a whole number from 1 to ${MOST}, not ${JSON.stringify(options.limit)}.`);
  const events = await withDatabase(options.dataDir, async (db) => {
    await requireSite(db, siteId);
    return await loadLatestRejected(db, siteId, filterOf(options), limit);
  });
  const rows = events.map(({ receivedAt, reason, detail, payload }) => [receivedAt.toISOString(), reason, detail, payload]);
  print(rows.length === 0 ? "Nothing was rejected." : formatTable(["received", "reason", "detail", "payload"], rows));
}

interface ReplayOptions extends FilterOptions {
  readonly dryRun?: boolean;
}

export async function replay(siteId: string, options: ReplayOptions): Promise<void> {
  const filter = filterOf(options);
  const isTrial = options.dryRun === true;
  const { accepted, duplicate, rejected } = await withDatabase(options.dataDir, async (db) => {
    // Only now, since a database that was found has its secret beside it: asked for before, a new one would be made.
    const secret = await findSecret(options.dataDir);
    await requireSite(db, siteId);
    const outcome = await replayRejected(db, siteId, filter, secret, isTrial);
    if (!isTrial) await noteCommand(db, siteId, "rejected_replayed", { accepted: outcome.accepted });
    return outcome;
  });
  const stays = Object.entries(rejected);
  const still = stays.reduce((sum, [, events]) => sum + events, 0);
  print(
    isTrial
      ? `${accepted} events would be accepted now, ${still} rejected again.`
      : `${accepted} events were accepted, ${duplicate} had been stored meanwhile, ${still} stay rejected.`,
  );
  for (const [reason, events] of stays) print(`  ${reason}: ${events}`);
}
