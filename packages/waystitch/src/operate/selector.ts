import { isIdentifier, userNode } from "@waystitch/journey";
import type { Naming } from "@waystitch/naming";
import type { Wanted } from "@waystitch/worker";
import type { WhereOptions } from "./with-database.js";

/** How a person is named on the command line: in one of these ways. */
export interface SelectorOptions extends WhereOptions {
  readonly site: string;
  readonly user?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly visitor?: string;
  readonly person?: string;
}

const WAYS = ["user", "email", "phone", "visitor", "person"] as const;

/** An identifier as a node. */
function identifierOf(way: "user" | "email" | "phone", text: string, naming: Naming): string {
  if (way === "user") {
    if (!isIdentifier(text)) throw new Error(`--user ${JSON.stringify(text)} stands for nobody: many senders put it in place of an id.`);
    return userNode(naming.userId(text));
  }
  const node = naming[way](text);
  if (node === null) throw new Error(`--${way} is no ${way === "email" ? "e-mail address" : "phone number"}: ${JSON.stringify(text)}.`);
  return node;
}

/**
 * Who is meant, as it is stored.
 * @throws when not exactly one way is used, or what it says names nobody
 */
export function wantedOf(options: SelectorOptions, naming: Naming): Wanted {
  const used = WAYS.filter((way) => options[way] !== undefined);
  const [way] = used;
  if (way === undefined || used.length > 1) throw new Error(`Say who is meant in one way: ${WAYS.map((one) => `--${one}`).join(", ")}.`);
  const text = options[way]?.trim() ?? "";
  if (text === "") throw new Error(`--${way} is empty.`);
  if (way === "visitor") return { visitorId: naming.visitorId(text) };
  return way === "person" ? { personId: text } : { identifier: identifierOf(way, text, naming) };
}
