import { sql, type Transaction } from "kysely";
import { nodesOfRejected } from "../ingest/erased-nodes.js";
import type { Tables } from "../tables.js";

/** A rejected event that may be a person's. */
export interface RejectedCandidate {
  readonly part: number;
  readonly rejectedId: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** What it names, as nodes. */
  readonly nodes: readonly string[];
  /** True when an id so long that no other text is like it stands anywhere in it. */
  readonly mentions: boolean;
}

/** Shorter ids, such as 42, stand in many texts by chance. */
const LONG_ID = 12;

const valuesOf = (nodes: Iterable<string>): string[] => [...new Set([...nodes].map((node) => node.slice(node.indexOf(":") + 1)))];
const isLong = (id: string): boolean => id.length >= LONG_ID;

/** Patterns for `like` that find an id as JSON writes it: anywhere when it is long, else as a value of its own. */
function patternsOf(id: string): string[] {
  const text = JSON.stringify(id)
    .slice(1, -1)
    .replace(/[\\%_]/g, "\\$&");
  if (isLong(id)) return [`%${text}%`];
  return [`%"${text}"%`, ...(/^\d+$/.test(id) ? [`%:${text},%`, `%:${text}}%`] : [])];
}

/**
 * The rejected events of a site in which something stands that names a person. Reads all of the site's.
 * @param own nodes that name nobody else
 * @param shared nodes of visitors that others used, too
 */
export async function loadRejectedNaming(
  trx: Transaction<Tables>,
  siteId: string,
  own: Iterable<string>,
  shared: Iterable<string>,
): Promise<readonly RejectedCandidate[]> {
  const nodes = [...own];
  const ids = valuesOf(nodes);
  const text = sql`(r.payload || ' ' || r.detail || ' ' || r.circumstances::text)`;
  const patterns = [...ids, ...valuesOf(shared)].flatMap(patternsOf);
  const { rows } = await sql<{ part: number; rejected_id: string; at: number; payload: string; identifiers: string[]; mentions: boolean }>`
    select r.part, r.rejected_id, (extract(epoch from r.received_at) * 1000)::float8 as at, r.payload, r.identifiers,
      ${text} like any(${ids.filter(isLong).flatMap(patternsOf)}::text[]) as mentions
    from rejected_events r
    where r.site_id = ${siteId} and (r.identifiers && ${nodes}::text[] or ${text} like any(${patterns}::text[]))`.execute(trx);
  return rows.map(({ part, rejected_id, at, mentions, ...row }) => ({
    part,
    rejectedId: rejected_id,
    receivedAt: at,
    nodes: nodesOfRejected(row),
    mentions,
  }));
}
