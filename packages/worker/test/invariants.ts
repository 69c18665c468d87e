import { RULE_IDS } from "@waystitch/journey";
import { COUNT_TABLE_NAMES, COUNT_TABLES, type CountTableName, type Database, PERSON_TABLES, type Tables } from "@waystitch/store";
import { sql, type Transaction } from "kysely";

/** All lines of a rollup, those of changes added to the others. */
async function linesOf(trx: Transaction<Tables>, table: CountTableName): Promise<readonly string[]> {
  const { measure, columns } = COUNT_TABLES[table];
  const names = sql.join(["site_id", ...Object.keys(columns)].map((name) => sql.ref(name)));
  const { rows } = await sql<{ line: string }>`
    select row(${names}, sum(${sql.id(measure)}))::text as line from ${sql.table(table)}
    group by ${names} having sum(${sql.id(measure)}) <> 0 order by 1`.execute(trx);
  return rows.map(({ line }) => line);
}

/** The rollups that are not what counting the rows themselves gives; how it counts is written in SQL, on its own. */
export async function wrongCounts(db: Database): Promise<string[]> {
  const trx = await db.startTransaction().setIsolationLevel("repeatable read").execute();
  try {
    return await compareCounts(trx);
  } finally {
    await trx.rollback().execute();
  }
}

async function compareCounts(trx: Transaction<Tables>): Promise<string[]> {
  const counted = new Map<CountTableName, readonly string[]>();
  for (const table of COUNT_TABLE_NAMES) counted.set(table, await linesOf(trx, table));
  const { rows: sites } = await sql<{ site_id: string }>`select site_id from sites`.execute(trx);
  for (const site of sites) await sql`call recount_days(${site.site_id})`.execute(trx);
  const wrong: string[] = [];
  for (const [table, lines] of counted) {
    const anew = await linesOf(trx, table);
    if (lines.join("\n") === anew.join("\n")) continue;
    const odd = [
      ...lines.filter((line) => !anew.includes(line)),
      ...anew.filter((line) => !lines.includes(line)).map((line) => `not ${line}`),
    ];
    wrong.push(`${table}: ${odd.slice(0, 4).join(", ")}`);
  }
  return wrong;
}

/** What must hold in the tables whatever happened; each query names its offenders. */
export async function brokenInvariants(db: Database): Promise<string[]> {
  const checks = {
    "a person without exactly one journey": sql`
      select p.person_id from persons p full join journeys j using (part, site_id, person_id) where p.person_id is null or j.person_id is null`,
    "a stage entry whose evidence is missing": sql`
      select s.person_id from journey_stages s left join events e
      on e.site_id = s.site_id and e.visitor_id = s.evidence_visitor_id and e.event_id = s.evidence_event_id where e.event_id is null`,
    "an alias that leads nowhere or on": sql`
      select a.old_person_id from person_aliases a left join persons p using (site_id, person_id) where p.person_id is null
      union all select a.old_person_id from person_aliases a join person_aliases b on a.site_id = b.site_id and a.person_id = b.old_person_id`,
    "a visitor with events and no person": sql`
      select distinct e.visitor_id from events e left join person_visitors v using (site_id, visitor_id) where v.visitor_id is null`,
    "a row of a person that is not there": sql`
      select t.person_id from (${sql.join(
        PERSON_TABLES.map((table) => sql`select site_id, person_id from ${sql.table(table)}`),
        sql` union all `,
      )}) t
      left join persons p using (site_id, person_id) where p.person_id is null`,
    "a person of two users that no alias joins": sql`
      select i.site_id, i.person_id from person_identifiers i
      join events e on e.site_id = i.site_id and e.visitor_id = i.evidence_visitor_id and e.event_id = i.evidence_event_id
      where i.kind = 'user' and e.type <> 'alias' group by 1, 2 having count(*) > 1`,
    "a derived row of a site that none of its person's events are of": sql`
      select p.person_id from persons p where not exists (
        select from person_visitors v join events e on e.site_id = v.site_id and e.visitor_id = v.visitor_id
        where v.site_id = p.site_id and v.person_id = p.person_id)`,
    "an edge in one direction only": sql`
      select a.node from identity_edges a left join identity_edges b on a.site_id = b.site_id and a.node = b.neighbour and a.neighbour = b.node
      where b.node is null`,
    "a conversion whose parts are not the whole": sql`
      select person_id from conversion_touches group by site_id, person_id, conversion, value having ${sql.join(
        RULE_IDS.flatMap((rule) => [
          sql`sum(${sql.ref(`${rule}_share`)}) <> 1`,
          sql`sum(${sql.ref(`${rule}_value`)}) is distinct from value`,
        ]),
        sql` or `,
      )}`,
    "an order that counts without a touch, or a touch without an order that counts": sql`
      select o.order_id from (select o.* from orders o join persons p using (part, site_id, person_id) where not p.is_bot
        and o.placed_at is not null and o.status not in ('cancelled', 'refunded')) o
      full join (select distinct site_id, person_id, substr(conversion, 7) as order_id from conversion_touches where kind = 'order') t
        using (site_id, person_id, order_id) where o.part is null or t.order_id is null`,
    "work left in the queue": sql`select visitor_id from stitch_queue`,
    "a visitor set aside": sql`select error from stitch_parked`,
  };
  const broken: string[] = [];
  for (const [name, query] of Object.entries(checks)) if ((await query.execute(db)).rows.length > 0) broken.push(name);
  return [...broken, ...(await wrongCounts(db))];
}
