import { partOf } from "@waystitch/protocol";
import { sql, type Transaction } from "kysely";
import type { Tables } from "../tables.js";

/** One end of an edge and the other. */
export interface Edge {
  readonly node: string;
  readonly neighbour: string;
}

const VISITOR = "visitor:";

/** Where a node lives. A visitor's lives where its events do, so that an anonymous visitor's work stays in one part. */
export function nodePart(siteId: string, node: string): number {
  return partOf(siteId, node.startsWith(VISITOR) ? node.slice(VISITOR.length) : node);
}

interface NodeRow {
  readonly part: number;
  readonly node: string;
}

const compareNodes = (a: NodeRow, b: NodeRow): number => a.part - b.part || (a.node < b.node ? -1 : a.node > b.node ? 1 : 0);

/** Nodes as rows in the one order in which every worker takes them, so that no two wait for each other. */
function sortedRows(siteId: string, nodes: Iterable<string>): string {
  const rows = [...nodes].map((node): NodeRow => ({ part: nodePart(siteId, node), node }));
  return JSON.stringify(rows.sort(compareNodes));
}

/** The edges that lead away from some nodes. */
export async function loadEdges(trx: Transaction<Tables>, siteId: string, nodes: Iterable<string>): Promise<Edge[]> {
  const { rows } = await sql<Edge>`
    select e.node, e.neighbour
    from jsonb_to_recordset(${sortedRows(siteId, nodes)}::jsonb) as n(part smallint, node text)
    join identity_edges e on e.part = n.part and e.site_id = ${siteId} and e.node = n.node`.execute(trx);
  return rows;
}

async function lockOnce(trx: Transaction<Tables>, siteId: string, nodes: Iterable<string>): Promise<Map<string, string[]>> {
  const rows = sortedRows(siteId, nodes);
  await sql`
    insert into identity_nodes (part, site_id, node)
    select part, ${siteId}, node from jsonb_to_recordset(${rows}::jsonb) as n(part smallint, node text) order by part, node collate "C"
    on conflict do nothing`.execute(trx);
  const locked = await sql<{ node: string; person_ids: string[] }>`
    select i.node, i.person_ids
    from identity_nodes i join jsonb_to_recordset(${rows}::jsonb) as n(part smallint, node text) on i.part = n.part and i.node = n.node
    where i.site_id = ${siteId} order by i.part, i.node collate "C" for update of i`.execute(trx);
  return new Map(locked.rows.map((row) => [row.node, row.person_ids]));
}

/**
 * Locks nodes until the transaction ends, making those that are new. One that somebody removes between the two is made again.
 * @returns the persons last made of each visitor, by node
 */
export async function lockNodes(trx: Transaction<Tables>, siteId: string, nodes: Iterable<string>): Promise<Map<string, string[]>> {
  const locked = new Map<string, string[]>();
  for (let missing = [...nodes]; missing.length > 0; missing = missing.filter((node) => !locked.has(node)))
    for (const [node, persons] of await lockOnce(trx, siteId, missing)) locked.set(node, persons);
  return locked;
}

/** Removes nodes, which the caller has locked. */
export async function removeNodes(trx: Transaction<Tables>, siteId: string, nodes: readonly string[]): Promise<void> {
  if (nodes.length === 0) return;
  await sql`
    delete from identity_nodes i using jsonb_to_recordset(${sortedRows(siteId, nodes)}::jsonb) as n(part smallint, node text)
    where i.part = n.part and i.site_id = ${siteId} and i.node = n.node`.execute(trx);
}

/** Removes edges in the direction given, between nodes that the caller has locked. */
export async function removeEdges(trx: Transaction<Tables>, siteId: string, edges: readonly Edge[]): Promise<void> {
  if (edges.length === 0) return;
  const rows = edges.map((edge) => ({ part: nodePart(siteId, edge.node), ...edge }));
  await sql`
    delete from identity_edges i using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(part smallint, node text, neighbour text)
    where i.part = e.part and i.site_id = ${siteId} and i.node = e.node and i.neighbour = e.neighbour`.execute(trx);
}

/** Adds edges, each in both directions; those that are there stay. */
export async function recordEdges(trx: Transaction<Tables>, siteId: string, edges: readonly Edge[]): Promise<void> {
  if (edges.length === 0) return;
  const both = edges.flatMap(({ node, neighbour }) => [
    { node, neighbour },
    { node: neighbour, neighbour: node },
  ]);
  const rows = both.map((edge) => ({ part: nodePart(siteId, edge.node), ...edge })).sort(compareNodes);
  await sql`
    insert into identity_edges (part, site_id, node, neighbour)
    select part, ${siteId}, node, neighbour
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(part smallint, node text, neighbour text) order by part, node collate "C", neighbour collate "C"
    on conflict do nothing`.execute(trx);
}

/** Notes which persons each visitor's events belong to now. */
export async function replaceNodePersons(
  trx: Transaction<Tables>,
  siteId: string,
  persons: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const rows = [...persons].map(([node, ids]) => ({ part: nodePart(siteId, node), node, person_ids: ids }));
  await sql`
    update identity_nodes i set person_ids = n.person_ids
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(part smallint, node text, person_ids text[])
    where i.part = n.part and i.site_id = ${siteId} and i.node = n.node and i.person_ids <> n.person_ids`.execute(trx);
}
