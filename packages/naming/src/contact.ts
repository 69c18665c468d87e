import { createHash } from "node:crypto";
import { type ContactKind, isPlaceholderPhone, normaliseEmail, PLACEHOLDER_ADDRESSES, plainPhone } from "@waystitch/protocol";
import { parsePhoneNumberFromString } from "libphonenumber-js";

/**
 * An e-mail address or a phone number as the SHA-256, in hex, of the one spelling that all its spellings share: what a
 * browser sends that keeps the plain value to itself, and so what everything else is made of.
 */
export interface Contact {
  readonly kind: ContactKind;
  readonly sha256: string;
  /** The spelling itself; absent where only its hash came. */
  readonly plain?: string;
}

/** Only what looks like a number is handed to the phone library, which takes its time. */
const PHONE = /^[+\d\s().-]{8,30}$/;
const LONGEST_PHONE = 40;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const PLACEHOLDERS: ReadonlySet<string> = new Set(Array.from(PLACEHOLDER_ADDRESSES, sha256));

/** E.164. A number without a country is Vietnamese; `null` for what cannot be called. */
export function normalisePhone(text: string): string | null {
  if (text.length > LONGEST_PHONE) return null;
  const plain = plainPhone(text);
  if (!PHONE.test(plain)) return null;
  const number = parsePhoneNumberFromString(plain, "VN");
  return number?.isValid() && !isPlaceholderPhone(number.number) ? number.number : null;
}

function contactOf(kind: ContactKind, normalised: string | null): Contact | null {
  return normalised === null ? null : { kind, sha256: sha256(normalised), plain: normalised };
}

export const parseEmail = (text: string): Contact | null => contactOf("email", normaliseEmail(text));
export const parsePhone = (text: string): Contact | null => contactOf("phone", normalisePhone(text));

/** An e-mail address or a phone number, whichever the value is; people type either into one field. */
export function parseContact(value: unknown): Contact | null {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return null;
  return text.includes("@") ? parseEmail(text) : parsePhone(text);
}

/** A contact that was hashed by its sender; `null` for what is no SHA-256 in hex, or one of an address that names no one. */
export function parseHashed(kind: ContactKind, value: unknown): Contact | null {
  const digest = typeof value === "string" ? value.trim().toLowerCase() : "";
  return /^[a-f\d]{64}$/.test(digest) && !PLACEHOLDERS.has(digest) ? { kind, sha256: digest } : null;
}
