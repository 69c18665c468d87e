import type { Person } from "@waystitch/journey";
import { readContacts, readDerived, readEvents, readRejectedEvents, type Tables } from "@waystitch/store";
import type { Transaction } from "kysely";
import { loadNeighbourhood } from "./neighbourhood.js";
import { findPerson, loadTraces, NotOnePersonError, type Wanted } from "./person.js";

/** A JSON array of texts that are JSON already, a line each. */
async function* arrayOf(rows: AsyncIterable<string>): AsyncGenerator<string> {
  let isFirst = true;
  yield "[";
  for await (const row of rows) {
    yield isFirst ? `\n${row}` : `,\n${row}`;
    isFirst = false;
  }
  yield "]";
}

/** The person's events, visitor by visitor. Of a shared visitor only the person's own. */
async function* eventsOf(trx: Transaction<Tables>, siteId: string, own: ReadonlyMap<string, ReadonlySet<string>>): AsyncGenerator<string> {
  for (const [visitorId, eventIds] of own)
    for await (const { event_id, json } of readEvents(trx, siteId, visitorId)) if (eventIds.has(event_id)) yield json;
}

function eventIdsByVisitor(facts: readonly { readonly visitorId: string; readonly eventId: string }[]): Map<string, Set<string>> {
  const own = new Map<string, Set<string>>();
  for (const { visitorId, eventId } of facts) own.set(visitorId, (own.get(visitorId) ?? new Set()).add(eventId));
  return own;
}

const whoIs = (person: Person | null) =>
  person === null ? null : { person_id: person.personId, user_id: person.userId, former_ids: person.formerIds };

/** What only owners of a site may see: what people wrote, and their addresses in plain text. */
const FOR_OWNERS = ["rejected_events", "contacts"] as const;

/**
 * Everything that is kept of a person as pieces of one JSON document, rows as they are stored. Who is who is worked out in memory, as stitching
 * does; the rows themselves are read a few hundred at a time.
 * @param isWhole false leaves out what only owners may see, and says so
 * @throws NotOnePersonError when nobody or several are meant
 */
export async function* exportPerson(trx: Transaction<Tables>, siteId: string, wanted: Wanted, isWhole = true): AsyncGenerator<string> {
  const found = await findPerson(trx, siteId, wanted, (start) => loadNeighbourhood(trx, siteId, start));
  const { person } = found;
  const traces = await loadTraces(trx, siteId, wanted, found);
  if (person === null && traces.rejected.length === 0) throw new NotOnePersonError(`Nothing of ${siteId} names whom you mean.`);
  const identifiers = person?.identifiers.map(({ identifier }) => identifier) ?? traces.identifiers;
  const visitors = person?.visitors ?? traces.visitors.map((visitorId) => ({ visitorId }));
  const head = {
    site: siteId,
    ...(isWhole ? {} : { left_out: FOR_OWNERS }),
    person: whoIs(person),
    identifiers: person?.identifiers ?? identifiers.map((identifier) => ({ identifier })),
    visitors,
  };
  yield JSON.stringify(head).slice(0, -1);
  yield ',\n"events": ';
  yield* arrayOf(eventsOf(trx, siteId, eventIdsByVisitor(traces.facts)));
  if (isWhole) {
    yield ',\n"rejected_events": ';
    yield* arrayOf(readRejectedEvents(trx, siteId, traces.rejected));
    yield ',\n"contacts": ';
    yield* arrayOf(readContacts(trx, siteId, identifiers));
  }
  const tables = person === null ? [] : readDerived(trx, siteId, person.personId, person.formerIds);
  for (const { table, rows } of tables) {
    yield `,\n${JSON.stringify(table)}: `;
    yield* arrayOf(rows());
  }
  yield "}\n";
}
