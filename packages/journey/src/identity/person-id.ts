import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { PARTS, partOf } from "@waystitch/protocol";

/** Crockford's base 32: no letters that are mistaken for digits. */
const ALPHABET = [..."0123456789abcdefghjkmnpqrstvwxyz"];
const LETTERS = 20;

/** Each part in three hexadecimal digits and a hyphen. */
const PREFIXES = Array.from({ length: PARTS }, (_, part) => `${part.toString(16).padStart(3, "0")}-`);

/** UTF-8; most ids are ASCII, of which each character is a byte. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127) return utf8ToBytes(text);
    bytes[index] = code;
  }
  return bytes;
}

/**
 * Id of the person whose home key this is: the part in three hexadecimal digits, a hyphen, and 100 bits of SHA-256.
 * The home key is a visitor's key, or `user:` and a user id. Frozen: old ids are written down outside of our tables.
 */
export function personIdOf(siteId: string, homeKey: string): string {
  const hash = sha256(bytesOf(`${siteId}\n${homeKey}`));
  let id = PREFIXES[partOf(siteId, homeKey)] ?? "";
  let bits = 0;
  let held = 0;
  let byte = 0;
  for (let letter = 0; letter < LETTERS; letter++) {
    if (bits < 5) {
      held = ((held << 8) | (hash[byte++] ?? 0)) & 0xffff;
      bits += 8;
    }
    bits -= 5;
    id += ALPHABET[(held >>> bits) & 31];
  }
  return id;
}

/** The part a person's rows live in, or `null` when the text is no person id. */
export function partOfPerson(personId: string): number | null {
  return /^[0-3][0-9a-f]{2}-[0-9a-z]{20}$/.test(personId) ? Number.parseInt(personId.slice(0, 3), 16) : null;
}
