import { type Contact, parseEmail, parsePhone } from "./contact.js";
import { createKeyedHash, type ErasedKey, erasedKeyWith, identifierOf } from "./keyed-hash.js";
import { scrubId } from "./scrub-id.js";

/** What names a person, as it is stored. */
export interface Naming {
  visitorId(id: string): string;
  userId(id: string): string;
  /** `email:` and its hash, or `null` for what is no address. */
  email(text: string): string | null;
  /** `phone:` and its hash, or `null` for what is no number. */
  phone(text: string): string | null;
  readonly erasedKey: ErasedKey;
}

/** @param secret the installation's: with another one, nothing is found */
export function createNaming(secret: string): Naming {
  const hash = createKeyedHash(secret);
  const stored = (contact: Contact | null): string | null => (contact === null ? null : identifierOf(contact, hash));
  return {
    visitorId: (id) => scrubId(id, hash),
    userId: (id) => scrubId(id, hash),
    email: (text) => stored(parseEmail(text)),
    phone: (text) => stored(parsePhone(text)),
    erasedKey: erasedKeyWith(hash),
  };
}
