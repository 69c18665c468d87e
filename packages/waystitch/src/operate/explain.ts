import { explain, type Journey, journeysOf, type Language, type ModelExplanation } from "@waystitch/journey";
import {
  type Database,
  loadPersonKey,
  loadSettings,
  loadSiteProfiles,
  loadVisitors,
  type PersonKey,
  type SiteProfile,
} from "@waystitch/store";
import { loadNeighbourhoodFacts } from "@waystitch/worker";
import { print } from "./print.js";
import { clean } from "./table.js";
import { type WhereOptions, withDatabase } from "./with-database.js";

interface ExplainOptions extends WhereOptions {
  readonly lang: Language;
  readonly model?: string;
  readonly json?: boolean;
}

interface Found {
  readonly site: SiteProfile;
  readonly key: PersonKey;
}

/** A person id holds a hash of its site, so it is some person's on one site at most. */
async function findPerson(db: Database, personId: string): Promise<Found> {
  for (const site of await loadSiteProfiles(db)) {
    const key = await loadPersonKey(db, site.siteId, personId);
    if (key !== null) return { site, key };
  }
  throw new Error(`Nobody has or had the id ${personId}: see waystitch sql "select person_id from journeys".`);
}

/** The person's journey as the events tell it now, whatever the tables say. */
async function deriveJourney(db: Database, { key }: Found, asOf: number): Promise<Journey> {
  const visitors = await loadVisitors(db, key);
  return await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx) => {
      const settings = await loadSettings(trx, key.siteId);
      if (settings === null) throw new Error(`There is no site ${key.siteId} any more.`);
      const ids = visitors.map((visitor) => visitor.visitorId);
      const journeys = journeysOf(await loadNeighbourhoodFacts(trx, key.siteId, ids), settings, asOf);
      const journey = journeys.find(({ person }) => person.personId === key.personId || person.formerIds.includes(key.personId));
      if (journey === undefined) throw new Error(`Events about ${key.personId} are not stitched yet: see waystitch lag.`);
      return journey;
    });
}

const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", vi: "vi-VN" };

/** Time of day and date on the site's own clock. */
function clockOf({ timeZone }: SiteProfile, language: Language): (at: number) => string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { timeZone, dateStyle: "long", timeStyle: "short" });
  return (at) => format.format(at);
}

const paragraph = ({ label, entries, sentences }: ModelExplanation): string =>
  [label, ...entries.map(({ sentence }) => `  ${sentence}`), "", ...sentences.map((sentence) => `  ${sentence}`)].map(clean).join("\n");

/** Says why a person stands where they stand, and what would move them. */
export async function explainPerson(personId: string, { dataDir, lang, model, json }: ExplainOptions): Promise<void> {
  const explanation = await withDatabase(dataDir, async (db) => {
    const found = await findPerson(db, personId);
    return explain(await deriveJourney(db, found, Date.now()), lang, clockOf(found.site, lang));
  });
  const models = explanation.models.filter((one) => model === undefined || one.model === model);
  if (models.length === 0) {
    throw new Error(`There is no model ${model}: there are ${explanation.models.map((one) => one.model).join(", ")}.`);
  }
  print(json ? JSON.stringify({ ...explanation, models }) : models.map(paragraph).join("\n\n"));
}
