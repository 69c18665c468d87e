import { EVENT, ORDER_EVENTS } from "@waystitch/protocol";
import { type Fact, textOf } from "../fact.js";
import { isIdentifier } from "./placeholders.js";

export type NodeKind = "visitor" | "user" | "email" | "phone" | "order";

/** The kind of a node, which its text begins with. */
export function kindOf(node: string): NodeKind {
  return node.slice(0, node.indexOf(":")) as NodeKind;
}

export const visitorNode = (visitorId: string): string => `visitor:${visitorId}`;
export const userNode = (userId: string): string => `user:${userId}`;
export const orderNode = (orderId: string): string => `order:${orderId}`;

/** The order id in an order node. */
export const orderIdIn = (node: string): string => node.slice("order:".length);

/** The usable user id of a fact. */
export function userOf(fact: Fact): string | null {
  return fact.userId !== null && isIdentifier(fact.userId) ? fact.userId : null;
}

/** The two user ids that a server's alias declares to be one person: the one that stays, and the one given up. */
export function aliasOf(fact: Fact): readonly [userId: string, previousId: string] | null {
  if (fact.type !== "alias" || !fact.trusted || fact.userId === null || fact.previousId === null) return null;
  return isIdentifier(fact.userId) && isIdentifier(fact.previousId) ? [fact.userId, fact.previousId] : null;
}

/** The order a fact is about, when it can tell whose order that is. */
export function orderIdOf(fact: Fact): string | null {
  if (fact.type !== "track" || fact.name === null || !ORDER_EVENTS.has(fact.name)) return null;
  if (!fact.trusted && fact.name !== EVENT.orderCompleted) return null;
  return textOf(fact.properties, "order_id");
}

/** As `orderIdOf`, but `null` for an order id that is a placeholder and ties nothing together. */
export function tyingOrderOf(fact: Fact): string | null {
  const orderId = orderIdOf(fact);
  return orderId !== null && isIdentifier(orderId) ? orderId : null;
}

/** True when a fact could change who is who. A fact for which it is false only follows its visitor. */
export function carriesIdentity(fact: Fact): boolean {
  return fact.identifiers.length > 0 || userOf(fact) !== null || tyingOrderOf(fact) !== null;
}

/** Every identifier a fact carries, as nodes of the identity graph; its visitor is not among them. */
export function identifierNodesOf(fact: Fact): string[] {
  const nodes = [...fact.identifiers];
  const user = userOf(fact);
  if (user !== null) nodes.push(userNode(user));
  const alias = aliasOf(fact);
  if (alias !== null) nodes.push(userNode(alias[1]));
  const orderId = tyingOrderOf(fact);
  if (orderId !== null) nodes.push(orderNode(orderId));
  return nodes;
}

/** True for the stand-in that a server's report of an order was given for want of a browser. */
export const isOrderStandIn = (visitorId: string): boolean => visitorId.startsWith("@order:");
