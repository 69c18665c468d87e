import { maskEmails } from "./mask-emails.js";
import { classifyKey } from "./sensitive-keys.js";

/** Stands where something was taken out. */
export const REMOVED = "[removed]";

/** A parameter in an address's query or fragment. */
const PARAMETER = /(^|[?&#;])([^?&#;=\s]{1,120})=([^&#;\s]+)/g;
/** Waystitch's own secret keys. */
const SECRET_KEY = /\bsk_[A-Za-z0-9_-]{16,}/g;

function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}

/**
 * The same text without e-mail addresses, secret keys, and the values of address parameters that are named as contact
 * data or secrets; each is replaced by `[removed]`.
 */
export function maskText(text: string): string {
  let masked = text;
  if (masked.includes("="))
    masked = masked.replace(PARAMETER, (whole, before: string, key: string) =>
      classifyKey(decode(key)) === "other" ? whole : `${before}${key}=${REMOVED}`,
    );
  if (masked.includes("sk_")) masked = masked.replace(SECRET_KEY, REMOVED);
  return maskEmails(masked, REMOVED);
}
