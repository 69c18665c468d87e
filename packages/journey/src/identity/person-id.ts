import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { partOf } from "@waystitch/protocol";

/** Crockford's base 32: no letters that are mistaken for digits. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LETTERS = 20;

/**
 * Id of the person whose home key this is: the part in three hexadecimal digits, a hyphen, and 100 bits of SHA-256.
 * The home key is a visitor id, or `user:` and a user id.
 */
export function personIdOf(siteId: string, homeKey: string): string {
  const hash = sha256(utf8ToBytes(`${siteId}\n${homeKey}`));
  let letters = "";
  let bits = 0;
  let held = 0;
  for (const byte of hash) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && letters.length < LETTERS) {
      bits -= 5;
      letters += ALPHABET[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return `${partOf(siteId, homeKey).toString(16).padStart(3, "0")}-${letters}`;
}

/** The part a person's rows live in, or `null` when the text is no person id. */
export function partOfPerson(personId: string): number | null {
  return /^[0-3][0-9a-f]{2}-[0-9a-z]{20}$/.test(personId) ? Number.parseInt(personId.slice(0, 3), 16) : null;
}
