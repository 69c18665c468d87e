import { partOfPerson } from "@waystitch/journey";
import { partOf } from "@waystitch/protocol";
import { sql, type Transaction } from "kysely";
import { readRows } from "../read-rows.js";
import { PERSON_TABLES } from "../stitch/rows.js";
import type { Tables } from "../tables.js";
import type { RejectedCandidate } from "./rejected-of.js";

/** A row as JSON text, exactly as it is stored. */
interface JsonRow {
  readonly json: string;
}

async function* jsonOf(rows: AsyncGenerator<JsonRow>): AsyncGenerator<string> {
  for await (const { json } of rows) yield json;
}

/** A visitor's events, each with its id. */
export function readEvents(
  trx: Transaction<Tables>,
  siteId: string,
  visitorId: string,
): AsyncGenerator<JsonRow & { readonly event_id: string }> {
  return readRows(
    trx,
    sql`
      select event_id, row_to_json(e)::text as json from events e
      where part = ${partOf(siteId, visitorId)} and site_id = ${siteId} and visitor_id = ${visitorId} order by occurred_at, event_id`,
  );
}

/** Rejected events that were found to be a person's. */
export function readRejectedEvents(
  trx: Transaction<Tables>,
  siteId: string,
  rejected: readonly Pick<RejectedCandidate, "part" | "rejectedId">[],
): AsyncGenerator<string> {
  const rows = JSON.stringify(rejected.map(({ part, rejectedId }) => ({ part, rejected_id: rejectedId })));
  return jsonOf(
    readRows(
      trx,
      sql`
        select row_to_json(r)::text as json
        from jsonb_to_recordset(${rows}::jsonb) as k(part smallint, rejected_id text)
        join rejected_events r on r.part = k.part and r.site_id = ${siteId} and r.rejected_id = k.rejected_id order by r.received_at`,
    ),
  );
}

/** The plain values of identifiers, where the site keeps them. */
export function readContacts(trx: Transaction<Tables>, siteId: string, identifiers: readonly string[]): AsyncGenerator<string> {
  const rows = JSON.stringify(identifiers.map((identifier) => ({ part: partOf(siteId, identifier), identifier })));
  return jsonOf(
    readRows(
      trx,
      sql`
        select row_to_json(c)::text as json from jsonb_to_recordset(${rows}::jsonb) as k(part smallint, identifier text)
        join contacts c on c.part = k.part and c.site_id = ${siteId} and c.identifier = k.identifier order by c.identifier`,
    ),
  );
}

/** Everything that was derived of a person, table by table; ids that they had before are their aliases. */
export function readDerived(
  trx: Transaction<Tables>,
  siteId: string,
  personId: string,
  formerIds: readonly string[],
): readonly { readonly table: string; readonly rows: () => AsyncGenerator<string> }[] {
  const read = (table: string, column: string, ids: readonly string[]) => ({
    table,
    rows: () =>
      jsonOf(
        readRows<JsonRow>(
          trx,
          sql`
            select row_to_json(t)::text as json
            from jsonb_to_recordset(${JSON.stringify(ids.map((id) => ({ part: partOfPerson(id), id })))}::jsonb) as k(part smallint, id text)
            join ${sql.table(table)} t on t.part = k.part and t.site_id = ${siteId} and ${sql.ref(`t.${column}`)} = k.id`,
        ),
      ),
  });
  return [...PERSON_TABLES.map((table) => read(table, "person_id", [personId])), read("person_aliases", "old_person_id", formerIds)];
}
