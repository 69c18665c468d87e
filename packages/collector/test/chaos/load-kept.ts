import type { TestDatabase } from "@waystitch/testbed";
import type { Kept } from "./verdict.js";

/** So many groups of ids, each small enough to be read at once. */
const GROUPS = 20;

async function loadIds(database: TestDatabase, from: string): Promise<Kept> {
  const times = new Map<string, number>();
  for (let group = 0; group < GROUPS; group++) {
    const rows = await database.query<{ id: string; times: number }>(
      `select id, count(*)::int as times from (${from}) as kept where abs(hashtext(id) % ${GROUPS}) = $1 group by id`,
      [group],
    );
    for (const row of rows) times.set(row.id, row.times);
  }
  return times;
}

/** Every event that is stored, and every one that is kept as rejected, with the number of its rows. */
export async function loadKept(database: TestDatabase): Promise<{ readonly events: Kept; readonly rejectedEvents: Kept }> {
  return {
    events: await loadIds(database, "select event_id as id from events"),
    rejectedEvents: await loadIds(database, "select coalesce(message_id, 'none') as id from rejected_events"),
  };
}
