import { type Database, recountSite } from "@waystitch/store";
import type { TestDatabase } from "@waystitch/testbed";
import { SITE } from "./seed-people.js";

/** What the pages that are measured read, and their rollups are counted from. */
const COPIED = ["journeys", "journey_stages", "touchpoints", "milestones"] as const;

/** Of a copy: how much earlier it all was (up to 20 days), and how much faster (up to twice); the same in every table. */
const MOMENT = `first.at + (t.%s - first.at) * (0.5 + 0.5 * abs(hashint4(n * 7 + hashtext(t.person_id) % 1000)::float8) / 2147483648)
  - interval '20 days' * (abs(hashint4(n * 13 + hashtext(t.person_id) % 1000)::float8) / 2147483648)`;

async function copyTable(database: TestDatabase, table: string, copies: number): Promise<void> {
  const columns = await database.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const values = columns.map(({ name, type }) => {
    if (name === "person_id") return "t.person_id || '-' || n";
    return type === "timestamp with time zone" ? MOMENT.replace("%s", name) : `t.${name}`;
  });
  await database.query(`insert into ${table} (${columns.map(({ name }) => name).join(", ")})
    select ${values.join(", ")}
    from generate_series(1, ${copies}) as n
    cross join (select * from ${table} where site_id = '${SITE}') as t
    join seeded as first using (part, person_id)`);
}

/**
 * Copies everybody so often, each copy at other times, and counts the rollups anew.
 * @param db a pool whose queries may take long
 */
export async function copyPeople(database: TestDatabase, db: Database, copies: number): Promise<void> {
  await database.query(`create table seeded as select part, person_id, first_seen_at as at from journeys where site_id = '${SITE}'`);
  for (const table of COPIED) await copyTable(database, table, copies);
  await database.query("drop table seeded");
  await database.query(`vacuum analyze ${COPIED.join(", ")}`);
  await recountSite(db, SITE);
  await database.query("vacuum analyze");
}
