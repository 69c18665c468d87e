import { isIdentifier, orderNode, partOfPerson, userNode, visitorNode } from "@waystitch/journey";
import { type Naming, parseContact } from "@waystitch/naming";
import { SEARCH_KINDS, type SearchKind } from "./bodies.js";

/** Where to look for what was typed; addresses and numbers stand in it as their keyed hashes alone. */
export interface Searched {
  readonly personId: string | null;
  readonly nodes: readonly string[];
  /** It is an e-mail address or a phone number, and the secret is not known with which these are hashed. */
  readonly needsSecret: boolean;
}

const LONGEST = 200;

/** The kind of a node of the identity graph. */
export const kindOf = (node: string): SearchKind | null => SEARCH_KINDS.find((kind) => node.startsWith(`${kind}:`)) ?? null;

/**
 * Reads a text as everything that it can be: one may look like an order, a user id and a phone number at once.
 * @param naming `null` where the installation's secret is not known
 * @returns `null` for nothing, and for what is too long to name anybody
 */
export function parseSearch(typed: unknown, naming: Naming | null): Searched | null {
  const text = typeof typed === "string" ? typed.trim() : "";
  if (text === "" || text.length > LONGEST) return null;
  const contacts = naming === null ? [] : [naming.email(text), naming.phone(text)].filter((node) => node !== null);
  const names = isIdentifier(text) ? [userNode(naming?.userId(text) ?? text), orderNode(text)] : [];
  const visitor = visitorNode(naming?.visitorId(text) ?? text);
  return {
    personId: partOfPerson(text) === null ? null : text,
    nodes: [...new Set([...contacts, ...names, visitor])],
    needsSecret: naming === null && parseContact(text) !== null,
  };
}
