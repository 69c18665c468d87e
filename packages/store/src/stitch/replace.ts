import { type Journey, partOfPerson, personIdOf, type SiteSettings } from "@waystitch/journey";
import { sql, type Transaction } from "kysely";
import { Counter, countedOf } from "../counts/count-people.js";
import { recordCounts } from "../counts/record-counts.js";
import { RemovedPersons, type RemovedRow } from "../counts/removed-persons.js";
import type { Tables } from "../tables.js";
import { PERSON_TABLES, rowsOf } from "./rows.js";

/** What a replacement covers: everything that was or could have been derived of a neighbourhood before; nothing of who is new. */
export interface Replaced {
  /** Persons that its visitors belonged to. */
  readonly personIds: ReadonlySet<string>;
  /** Keys that a person of it may have had as home: visitor ids that were stitched before, and `user:` with a user id. */
  readonly homeKeys: ReadonlySet<string>;
}

/** Removes what was derived of some persons, and takes it out of the counts. */
async function removePersons(trx: Transaction<Tables>, siteId: string, personIds: ReadonlySet<string>, counter: Counter): Promise<void> {
  if (personIds.size === 0) return;
  const persons = JSON.stringify([...personIds].sort().map((personId) => ({ part: partOfPerson(personId), person_id: personId })));
  const removed = new RemovedPersons();
  for (const table of PERSON_TABLES) {
    const { rows } = await sql<RemovedRow>`
      delete from ${sql.table(table)} t using jsonb_to_recordset(${persons}::jsonb) as p(part smallint, person_id text)
      where t.part = p.part and t.site_id = ${siteId} and t.person_id = p.person_id ${removed.returning(table)}`.execute(trx);
    removed.note(table, rows);
  }
  for (const person of removed.persons()) counter.add(person, -1);
}

async function replaceAliases(
  trx: Transaction<Tables>,
  siteId: string,
  journeys: readonly Journey[],
  homeKeys: Iterable<string>,
): Promise<void> {
  const possible = [...homeKeys].map((key) => personIdOf(siteId, key)).map((id) => ({ part: partOfPerson(id), old_person_id: id }));
  if (possible.length > 0)
    await sql`
    delete from person_aliases a using jsonb_to_recordset(${JSON.stringify(possible)}::jsonb) as p(part smallint, old_person_id text)
    where a.part = p.part and a.site_id = ${siteId} and a.old_person_id = p.old_person_id`.execute(trx);
  const rows = journeys.flatMap(({ person }) =>
    person.formerIds.map((id) => ({ part: partOfPerson(id), site_id: siteId, old_person_id: id, person_id: person.personId })),
  );
  if (rows.length > 0)
    await sql`insert into person_aliases select * from jsonb_populate_recordset(null::person_aliases, ${JSON.stringify(rows)}::jsonb)`.execute(
      trx,
    );
}

/** Replaces all derived rows of a neighbourhood by those of its journeys, and tells whoever listens. */
export async function replaceJourneys(
  trx: Transaction<Tables>,
  settings: SiteSettings,
  journeys: readonly Journey[],
  { personIds, homeKeys }: Replaced,
): Promise<void> {
  const { siteId } = settings;
  const counter = new Counter();
  await removePersons(trx, siteId, personIds, counter);
  for (const table of PERSON_TABLES) {
    const rows = rowsOf(table, journeys, settings);
    if (rows.length === 0) continue;
    const target = sql.table(table);
    await sql`insert into ${target} select * from jsonb_populate_recordset(null::${target}, ${JSON.stringify(rows)}::jsonb)`.execute(trx);
  }
  for (const journey of journeys) counter.add(countedOf(journey), 1);
  await recordCounts(trx, siteId, counter.counts);
  await replaceAliases(trx, siteId, journeys, homeKeys);
  await sql`select pg_notify('waystitch_journeys', ${siteId})`.execute(trx);
}
