import type { Json } from "@waystitch/protocol";
import type { ByLanguage, Language } from "./language.js";

const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,6}))?$/;
const CURRENCY = /^[A-Z]{3}$/;

interface Separators {
  readonly group: string;
  readonly decimal: string;
}

const SEPARATORS: ByLanguage<Separators> = { en: { group: ",", decimal: "." }, vi: { group: ".", decimal: "," } };

/** Where a language writes a sign in place of the ISO code. */
const SIGNS: ByLanguage<Readonly<Record<string, string>>> = { en: {}, vi: { VND: "₫" } };

/** A number with the decimal separator of a language, such as `4.5` or `4,5`. */
export function numberText(value: number, language: Language): string {
  return String(value).replace(".", SEPARATORS[language].decimal);
}

/**
 * An amount as a language writes it: `1,290,000 VND`, `1.290.000 ₫`, `9.50 USD`.
 * @param amount a decimal string or number
 * @param currency ISO 4217 code
 * @returns `null` when either is not what it should be
 */
export function amountText(amount: Json | undefined, currency: Json | undefined, language: Language): string | null {
  const match = DECIMAL.exec(typeof amount === "number" || typeof amount === "string" ? String(amount) : "");
  if (match === null || typeof currency !== "string" || !CURRENCY.test(currency)) return null;
  const [, minus = "", whole = "", fraction = ""] = match;
  const { group, decimal } = SEPARATORS[language];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const cents = fraction === "" ? "" : `${decimal}${fraction.padEnd(2, "0")}`;
  return `${minus}${grouped}${cents} ${SIGNS[language][currency] ?? currency}`;
}
