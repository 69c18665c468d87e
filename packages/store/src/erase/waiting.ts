import { ORDER_EVENTS } from "@waystitch/protocol";
import { sql, type Transaction } from "kysely";
import type { Tables } from "../tables.js";

/** The values of the nodes of one kind. */
const valuesOf = (nodes: readonly string[], kind: string): string[] =>
  nodes.filter((node) => node.startsWith(`${kind}:`)).map((node) => node.slice(kind.length + 1));

/**
 * Visitors that are not stitched yet, or were set aside, and carry one of some identifiers: no edge leads to them. Costs as much as their events.
 * @param identifiers as nodes, such as user:... and email:...
 */
export async function loadWaitingCarriers(
  trx: Transaction<Tables>,
  siteId: string,
  identifiers: Iterable<string>,
): Promise<readonly string[]> {
  const nodes = [...identifiers];
  if (nodes.length === 0) return [];
  const users = valuesOf(nodes, "user");
  const { rows } = await sql<{ visitor_id: string }>`
    select distinct e.visitor_id
    from (
      select part, visitor_id from stitch_queue where site_id = ${siteId}
      union select part, visitor_id from stitch_parked where site_id = ${siteId}
    ) as w
    join events e on e.part = w.part and e.site_id = ${siteId} and e.visitor_id = w.visitor_id
    where e.user_id = any(${users}::text[]) or e.previous_id = any(${users}::text[]) or e.identifiers && ${nodes}::text[]
      or (e.name = any(${[...ORDER_EVENTS]}::text[]) and btrim(e.properties->>'order_id') = any(${valuesOf(nodes, "order")}::text[]))`.execute(
    trx,
  );
  return rows.map((row) => row.visitor_id);
}
