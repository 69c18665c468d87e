import { type ContactKind, isPlaceholderPhone, normaliseEmail, plainPhone } from "@waystitch/protocol";
import { hex, sha256, utf8 } from "./sha256.js";

/**
 * A phone number with its country: `+84` for one without, which is Vietnamese, and as it was typed for others. `null` for what has not
 * the length of one. Vietnamese numbers by https://www.itu.int/oth/T02020000E4/en
 */
export function normalisePhone(typed: string): string | null {
  const text = plainPhone(typed);
  if (!/^[+\d\s().-]{8,30}$/.test(text)) return null;
  const digits = text
    .replace("(0)", "")
    .replace(/[^+\d]/g, "")
    .replace(/^00/, "+");
  const number = digits.replace(/^(\+?840?(?=[235789]\d{8})|0?(?=[235789]\d{8}))/, "+84");
  if (isPlaceholderPhone(number)) return null;
  return (/^\+84/.test(number) ? /^\+84([35789]\d{8}|2\d{9})$/ : /^\+[1-9]\d{7,14}$/).test(number) ? number : null;
}

/** A contact's kind, and the SHA-256 of its normalised spelling in hex. */
export type ContactDigest = readonly [kind: ContactKind, sha256: string];

export const digestOf = (text: string): string => hex(sha256(utf8(text)));

/** What a text is as an e-mail address or phone number, whichever it looks like; `undefined` when it is none. */
export function contactDigest(text: string): ContactDigest | undefined {
  const email = text.includes("@");
  const normalised = email ? normaliseEmail(text) : normalisePhone(text);
  return normalised ? [email ? "email" : "phone", digestOf(normalised)] : undefined;
}
