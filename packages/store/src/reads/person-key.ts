import { partOfPerson } from "@waystitch/journey";
import type { Database } from "../database.js";

/** Where one person's rows live. */
export interface PersonKey {
  readonly part: number;
  readonly siteId: string;
  readonly personId: string;
}

/** What all rows of a person have in common. */
export const columnsOf = ({ part, siteId, personId }: PersonKey) => ({ part, site_id: siteId, person_id: personId });

/** How many times a person's id may have changed before the search for it ends. */
const HOPS = 32;

/** The part of a person id, or `null` when the text cannot be one; nothing else reaches a query. */
const keyOf = (siteId: string, personId: string): PersonKey | null => {
  const part = partOfPerson(personId);
  return part === null ? null : { part, siteId, personId };
};

async function loadSuccessor(db: Database, key: PersonKey): Promise<PersonKey | null> {
  const row = await db
    .selectFrom("person_aliases")
    .select("person_id")
    .where("part", "=", key.part)
    .where("site_id", "=", key.siteId)
    .where("old_person_id", "=", key.personId)
    .executeTakeFirst();
  return row ? keyOf(key.siteId, row.person_id) : null;
}

async function loadStands(db: Database, key: PersonKey): Promise<boolean> {
  const row = await db
    .selectFrom("journeys")
    .select("person_id")
    .where((row) => row.and(columnsOf(key)))
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Finds a person by an id they have or once had: an old id leads to its successor, over several changes.
 * @returns where the person's rows live, or `null` when nobody of the site has or had the id
 */
export async function loadPersonKey(db: Database, siteId: string, personId: string): Promise<PersonKey | null> {
  let key = keyOf(siteId, personId);
  for (let hop = 0; key !== null && hop <= HOPS; hop++) {
    if (await loadStands(db, key)) return key;
    key = await loadSuccessor(db, key);
  }
  return null;
}
