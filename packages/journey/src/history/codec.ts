import type { SiteSettings } from "../fact.js";
import type { Folded } from "./folded.js";

/** Goes up with every change of a rule that facts are folded by: what an older version wrote is folded anew. */
const VERSION = 2;

/** JSON's stand-ins for what it does not have. Keys of a history are ours, never a sender's, so none is mistaken for one. */
type Tagged = { readonly $bigint: string } | { readonly $map: [string, unknown][] } | { readonly $set: string[] };

function tag(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return { $bigint: String(value) } satisfies Tagged;
  if (value instanceof Map) return { $map: [...value] } satisfies Tagged;
  if (value instanceof Set) return { $set: [...value] } satisfies Tagged;
  return value;
}

function untag(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("$bigint" in value) return BigInt(value.$bigint as string);
  if ("$map" in value) return new Map(value.$map as [string, unknown][]);
  if ("$set" in value) return new Set(value.$set as string[]);
  return value;
}

/** What of the settings a fold depends on. */
const conditionsOf = ({ siteId, currency, domains }: SiteSettings): string => JSON.stringify([VERSION, siteId, currency, domains]);

/** A folded person as JSON. */
export function encodeFolded(folded: Folded, settings: SiteSettings): string {
  return JSON.stringify({ conditions: conditionsOf(settings), ...folded }, tag);
}

/**
 * Reads what `encodeFolded` wrote.
 * @returns `null` when other rules or settings folded it: then fold anew
 * @throws SyntaxError when the text is no JSON
 */
export function decodeFolded(text: string, settings: SiteSettings): Folded | null {
  // Only `encodeFolded` writes this text, and its first field says by which version.
  const { conditions, ...folded } = JSON.parse(text, untag) as Folded & { conditions: string };
  return conditions === conditionsOf(settings) ? folded : null;
}
