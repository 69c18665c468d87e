import type { TestDatabase } from "../start-collector.js";
import type { Told } from "./batch.js";
import { loadLostCanaries } from "./canary.js";

interface KeptReject {
  readonly mark: string | null;
  readonly reason: string;
}

/** The text an event without a mark is known by: two that are written alike are kept once. `null` for one that is nested too deep to be written. */
function textOf(json: string): string | null {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return null;
  }
}

/** What was said to be rejected and is not found among the rejected events under its reason. */
function missingRejects(told: Told, kept: readonly KeptReject[]): string[] {
  const reasons = new Map<string | null, string[]>();
  for (const { mark, reason } of kept) reasons.set(mark, [...(mark === null ? [] : (reasons.get(mark) ?? [])), reason]);
  const unmarked = new Set<string>();
  let deep = 0;
  const problems = told.flatMap(({ entry, fate }) => {
    if (fate === "stored" || !("suspect" in entry)) return [];
    const { mark, json, what } = entry.suspect;
    const text = mark === null ? textOf(json) : null;
    if (text !== null) unmarked.add(text);
    else if (mark === null) deep++;
    if (mark === null || reasons.get(mark)?.includes(fate)) return [];
    return [`${what} was rejected for ${fate} and is kept under ${reasons.get(mark) ?? "no reason"}: ${json.slice(0, 300)}`];
  });
  const keptUnmarked = kept.filter(({ mark }) => mark === null).length;
  // Of what is nested so deep that only its upper levels are kept, two may look the same.
  if (keptUnmarked < unmarked.size || keptUnmarked > unmarked.size + deep)
    problems.push(`${unmarked.size} to ${unmarked.size + deep} events without a mark were rejected, and ${keptUnmarked} are kept`);
  return problems;
}

/**
 * Holds what is in the database against what was answered: every canary byte for byte, every reject with its reason, and as many events
 * as were accepted.
 *
 * @param siteId the site to which it was sent
 * @param told of every request since the tables were empty
 * @param accepted how many events were said to be stored
 */
export async function loadProblems(database: TestDatabase, siteId: string, told: Told, accepted: number): Promise<readonly string[]> {
  const canaries = told.flatMap(({ entry, fate }) => ("canary" in entry && fate === "stored" ? [entry.canary] : []));
  const lost = await loadLostCanaries(database, canaries);
  const kept = await database.query<KeptReject>(
    `select substring(payload from '^\\{"0":"([A-Za-z0-9-]+)"') as mark, reason from rejected_events where site_id = $1`,
    [siteId],
  );
  const [stored] = await database.query<{ events: number }>("select count(*)::int as events from events where site_id = $1", [siteId]);
  return [
    ...lost.map((id) => `the canary ${id} is not stored as it was sent`),
    ...missingRejects(told, kept),
    ...(stored?.events === accepted ? [] : [`${accepted} events were accepted, and ${stored?.events} are stored`]),
  ];
}

/** Lets go of everything that was stored; nobody may be sending. */
export const forget = async ({ query }: TestDatabase): Promise<void> => {
  await query("truncate events, rejected_events, stitch_queue");
};
