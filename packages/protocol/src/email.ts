import { isPlaceholder } from "./placeholders.js";

const ADDRESS = /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:xn--[a-z\d-]{1,59}|\p{L}{2,63})$/u;
const MAX_ADDRESS_LENGTH = 254;

/**
 * An e-mail address in the one spelling that all its spellings share: trimmed, in lower case. `null` for what is not an address
 * or names no one. Browser and collector hash this spelling, and so meet.
 */
export function normaliseEmail(text: string): string | null {
  if (text.length > MAX_ADDRESS_LENGTH) return null;
  const address = text
    .trim()
    .replace(/^mailto:/i, "")
    .normalize("NFC")
    .toLowerCase();
  return ADDRESS.test(address) && !isPlaceholder(address) ? address : null;
}
