import { EVENT, ORDER_EVENTS } from "@waystitch/protocol";
import { type Fact, textOf } from "../fact.js";

/**
 * Values that many sites send in place of an id; comparing is case-insensitive.
 * The list joins what PostHog, Segment and RudderStack each refuse (their public documentation, read in 2026).
 */
const NOT_AN_IDENTIFIER = new Set([
  "anonymous",
  "guest",
  "distinctid",
  "distinct_id",
  "id",
  "not_authenticated",
  "email",
  "undefined",
  "true",
  "false",
  "null",
  "none",
  "nan",
  "unknown",
  "n/a",
  "[object object]",
  "0",
  "-1",
  "test",
  "user",
  "admin",
]);

/** True when a value can name one person. */
export function isIdentifier(value: string): boolean {
  const text = value.trim().toLowerCase();
  return text !== "" && !NOT_AN_IDENTIFIER.has(text) && !/^[0-]*$/.test(text);
}

export type NodeKind = "visitor" | "user" | "email" | "phone" | "order";

/** The kind of a node, which its text begins with. */
export function kindOf(node: string): NodeKind {
  return node.slice(0, node.indexOf(":")) as NodeKind;
}

export const visitorNode = (visitorId: string): string => `visitor:${visitorId}`;
export const userNode = (userId: string): string => `user:${userId}`;

/** The usable user id of a fact. */
export function userOf(fact: Fact): string | null {
  return fact.userId !== null && isIdentifier(fact.userId) ? fact.userId : null;
}

/** The two user ids that a server's alias declares to be one person. */
export function aliasOf(fact: Fact): readonly [string, string] | null {
  if (fact.type !== "alias" || !fact.trusted || fact.userId === null || fact.previousId === null) return null;
  return isIdentifier(fact.userId) && isIdentifier(fact.previousId) ? [fact.userId, fact.previousId] : null;
}

/** The order a fact is about, when it can tell whose order that is. */
export function orderIdOf(fact: Fact): string | null {
  if (fact.type !== "track" || fact.name === null || !ORDER_EVENTS.has(fact.name)) return null;
  if (!fact.trusted && fact.name !== EVENT.orderCompleted) return null;
  return textOf(fact.properties, "order_id");
}

/** Every identifier a fact carries, as nodes of the identity graph; its visitor is not among them. */
export function identifierNodesOf(fact: Fact): string[] {
  const nodes = [...fact.identifiers];
  const user = userOf(fact);
  if (user !== null) nodes.push(userNode(user));
  const alias = aliasOf(fact);
  if (alias !== null) nodes.push(userNode(alias[1]));
  const orderId = orderIdOf(fact);
  if (orderId !== null) nodes.push(`order:${orderId}`);
  return nodes;
}
