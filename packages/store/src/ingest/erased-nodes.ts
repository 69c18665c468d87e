import { identifierNodesOf, visitorNode } from "@waystitch/journey";
import type { EventRow, RejectedRow } from "./rows.js";

/**
 * What erased a visitor that others used, too: it keeps out what the visitor did without signing in. What one of the others did is told by
 * their user id.
 */
export const aloneNode = (visitorId: string): string => `alone:${visitorId}`;

const USER = "user:";
const isUser = (node: string): boolean => node.startsWith(USER);

/** Everything an event names: what erased any of it keeps the event out. */
export function nodesOfEvent(row: EventRow): string[] {
  const identifiers = identifierNodesOf({
    visitorId: row.visitor_id,
    eventId: row.event_id,
    type: row.type,
    name: row.name,
    at: 0,
    trusted: row.trusted,
    isBot: false,
    userId: row.user_id,
    previousId: row.previous_id,
    identifiers: row.identifiers,
    pageUrl: null,
    referrer: null,
    campaign: null,
    properties: row.properties,
    device: null,
    browser: null,
  });
  return [visitorNode(row.visitor_id), ...(identifiers.some(isUser) ? [] : [aloneNode(row.visitor_id)]), ...identifiers];
}

/** Fields of a payload that name somebody, whole or cut. Inside another text the quotes would be escaped. */
const NAMING = /"(anonymousId|userId|user_id|previousId|order_id)":("(?:[^"\\]|\\.)*"|\d+)/g;

/** As `nodesOfEvent`, of what is kept of a rejected event. */
export function nodesOfRejected({ payload, identifiers }: Pick<RejectedRow, "payload" | "identifiers">): string[] {
  const nodes = new Set<string>(identifiers);
  const visitors = new Set<string>();
  for (const [, field, value] of payload.matchAll(NAMING)) {
    const name = String(JSON.parse(value ?? "null")).trim();
    if (field === "anonymousId") visitors.add(name);
    else nodes.add(field === "order_id" ? `order:${name}` : `${USER}${name}`);
  }
  const isSignedIn = [...nodes].some(isUser);
  for (const visitorId of visitors) {
    nodes.add(visitorNode(visitorId));
    if (!isSignedIn) nodes.add(aloneNode(visitorId));
  }
  return [...nodes];
}
