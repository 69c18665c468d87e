import { parsePhoneNumberFromString } from "libphonenumber-js";
import { isPlaceholder } from "./placeholders.js";

/** An e-mail address or a phone number in the one spelling that all its spellings share. */
export interface Contact {
  readonly kind: "email" | "phone";
  readonly normalised: string;
}

const ADDRESS = /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:xn--[a-z\d-]{1,59}|\p{L}{2,63})$/u;
const MAX_ADDRESS_LENGTH = 254;
/** Only what looks like a number is handed to the phone library, which takes its time. */
const PHONE = /^[+\d\s().-]{8,30}$/;

/** Trimmed, in lower case; `null` for what is not an address or names no one. */
export function parseEmail(text: string): Contact | null {
  if (text.length > MAX_ADDRESS_LENGTH) return null;
  const address = text
    .trim()
    .replace(/^mailto:/i, "")
    .normalize("NFC")
    .toLowerCase();
  return ADDRESS.test(address) && !isPlaceholder(address) ? { kind: "email", normalised: address } : null;
}

/** E.164. A number without a country is Vietnamese; `null` for what cannot be called. */
export function parsePhone(text: string): Contact | null {
  if (!PHONE.test(text)) return null;
  const number = parsePhoneNumberFromString(text, "VN");
  return number?.isValid() ? { kind: "phone", normalised: number.number } : null;
}

/** An e-mail address or a phone number, whichever the value is; people type either into one field. */
export function parseContact(value: unknown): Contact | null {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return null;
  return text.includes("@") ? parseEmail(text) : parsePhone(text);
}
