import type { Json } from "@waystitch/protocol";

/** An exact amount in millionths of a currency's unit. */
export type Money = bigint;

const UNIT = 1_000_000n;
const AMOUNT = /^(-?)(\d{1,15})(?:\.(\d{1,6})\d*)?$/;

/** The exact amount of a number or a plain decimal string, or `null`; thousands separators are not guessed at. */
export function parseMoney(value: Json | undefined): Money | null {
  const text = typeof value === "number" ? (Math.abs(value) < 1e15 ? value.toFixed(6) : "") : typeof value === "string" ? value.trim() : "";
  const match = AMOUNT.exec(text);
  if (match === null) return null;
  const amount = BigInt(match[2] ?? "0") * UNIT + BigInt((match[3] ?? "").padEnd(6, "0"));
  return match[1] === "-" ? -amount : amount;
}

/** The amount as a decimal string without trailing zeros, such as `1290000` or `9.5`. */
export function formatMoney(amount: Money): string {
  const absolute = amount < 0n ? -amount : amount;
  const digits = (absolute % UNIT).toString().padStart(6, "0").replace(/0+$/, "");
  return `${amount < 0n ? "-" : ""}${absolute / UNIT}${digits === "" ? "" : `.${digits}`}`;
}

/** An ISO 4217 code, or the fallback. */
export function currencyOf(value: Json | undefined, fallback: string): string {
  const code = typeof value === "string" ? value.trim().toUpperCase() : "";
  return /^[A-Z]{3}$/.test(code) ? code : fallback;
}
