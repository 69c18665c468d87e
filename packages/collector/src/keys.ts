import type { KnownKey } from "@waystitch/store";
import { createBoundedMap } from "./bounded-map.js";
import type { Hang } from "./hang.js";

/** How long an answer of the database about a key is believed, and how many are remembered. */
const BELIEVED_MS = 30_000;
const REMEMBERED = 1_000;
/** Lookups that may wait for the database at a time, so that made-up keys cannot take every connection. */
const MAX_LOOKUPS = 100;
/** Longer than any key there is. */
const MAX_KEY_LENGTH = 200;

export type KeyAnswer = { readonly known: KnownKey } | { readonly refusal: "key_unknown" | "busy" | "database_unavailable" };

/** Finds out what a key stands for. Never throws. */
export type KeyLookup = (key: string) => Promise<KeyAnswer>;

export interface KeyLookupDeps {
  readonly loadKey: (key: string) => Promise<KnownKey | null>;
  readonly hang: Hang;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Asks the database and remembers the answer for 30 s, whether the key is known or not. */
export function createKeyLookup({ loadKey, hang, now, onError }: KeyLookupDeps): KeyLookup {
  const answers = createBoundedMap<string, { readonly until: number; readonly answer: KeyAnswer }>(REMEMBERED);
  const underway = new Map<string, Promise<KeyAnswer>>();

  const ask = async (key: string): Promise<KeyAnswer> => {
    try {
      const known = await hang.ask(() => loadKey(key));
      const answer: KeyAnswer = known === null ? { refusal: "key_unknown" } : { known };
      answers.set(key, { until: now() + BELIEVED_MS, answer });
      return answer;
    } catch (error) {
      onError(error);
      return { refusal: "database_unavailable" };
    } finally {
      underway.delete(key);
    }
  };

  return async (key) => {
    if (key.length > MAX_KEY_LENGTH) return { refusal: "key_unknown" };
    const remembered = answers.get(key);
    if (remembered !== undefined && remembered.until > now()) return remembered.answer;
    if (hang.isHanging() && (underway.has(key) || hang.turnsAway())) return { refusal: "database_unavailable" };
    const waiting = underway.get(key);
    if (waiting !== undefined) return waiting;
    if (underway.size >= MAX_LOOKUPS) return { refusal: "busy" };
    const asked = ask(key);
    underway.set(key, asked);
    return asked;
  };
}

/** The user name of an HTTP Basic `Authorization` header, or `null`. */
export function parseBasicAuth(header: string | undefined): string | null {
  const [, encoded] = /^Basic +([A-Za-z0-9+/_=-]{1,400})$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const [user = ""] = text.split(":", 1);
  return user === "" ? null : user;
}
