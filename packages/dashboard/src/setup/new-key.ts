import { isObject, isOriginPattern } from "@waystitch/protocol";
import type { KeyKind } from "@waystitch/store";

/** A key as somebody asks for it. */
export interface NewKey {
  readonly kind: KeyKind;
  readonly label: string;
  readonly origins: readonly string[];
}

const MOST = { label: 100, origins: 20, origin: 200 };

const isText = (value: unknown, most: number): value is string => typeof value === "string" && value.length <= most;

/** Control characters, and those that turn what stands around them. */
const UNREADABLE = /[\p{Cc}\p{Cf}]/u;

/** Reads the body of a request for a key. @returns a sentence that says what is wrong, when something is */
export function parseNewKey(body: unknown): NewKey | string {
  if (!isObject(body)) return "Send a JSON object with kind, label and origins.";
  const { kind, label = "", origins = [], ...others } = body;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return "A key has the fields kind, label and origins, and no others.";
  if (kind !== "write" && kind !== "secret") return "kind must be write or secret.";
  if (!isText(label, MOST.label) || UNREADABLE.test(label)) return `label must be a line of at most ${MOST.label} characters.`;
  if (!Array.isArray(origins) || origins.length > MOST.origins) return `origins must be a list of at most ${MOST.origins}.`;
  const texts = origins.filter((origin): origin is string => isText(origin, MOST.origin) && isOriginPattern(origin));
  if (texts.length < origins.length) return "An origin is written as https://shop.example, or https://*.shop.example for all below it.";
  if (kind === "secret" && texts.length > 0) return "A secret key is for servers, which have no origin.";
  return { kind, label: label.trim(), origins: texts };
}
