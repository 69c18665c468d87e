import { type Journey, partOfPerson, type SiteSettings } from "@waystitch/journey";
import type { Row } from "./columns.js";
import { cartRows, conversionTouchRows, orderRows } from "./commerce-rows.js";
import { identifierRows, journeyRow, personRow, timerRows, visitorRows } from "./person-rows.js";
import { milestoneRows, sessionRows, stageRows, touchpointRows } from "./way-rows.js";

/** The tables of a person, each with what a journey puts into it; site, part and person are added to every row. */
const CONTENT = {
  journeys: (journey: Journey, settings: SiteSettings) => [journeyRow(journey, settings)],
  journey_stages: stageRows,
  milestones: milestoneRows,
  sessions: sessionRows,
  touchpoints: touchpointRows,
  orders: orderRows,
  carts: cartRows,
  conversion_touches: conversionTouchRows,
  persons: (journey: Journey) => [personRow(journey)],
  person_visitors: visitorRows,
  person_identifiers: identifierRows,
  stitch_timers: timerRows,
} as const;

export type PersonTable = keyof typeof CONTENT;

/** Tables whose rows belong to one person and are replaced together. */
export const PERSON_TABLES = Object.keys(CONTENT) as readonly PersonTable[];

/** The rows of some journeys in one table. */
export function rowsOf(table: PersonTable, journeys: readonly Journey[], settings: SiteSettings): Row[] {
  return journeys.flatMap((journey) => {
    const key = { part: partOfPerson(journey.person.personId), site_id: settings.siteId, person_id: journey.person.personId };
    return CONTENT[table](journey, settings).map((row) => ({ ...key, ...row }));
  });
}
