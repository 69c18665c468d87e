/** An amount as people write it: at most one mark of a currency, before or behind. */
const WRITTEN = /^(-?)([^\d\s.,-]{0,4})\s*(-?)(\d[\d., ]*?)\s*([^\d\s.,-]{0,4})$/;
const LONGEST = 40;

/** The dong has no smaller unit, so that three digits behind a point can only be thousands. */
const DONG: ReadonlySet<string> = new Set(["₫", "đ", "vnd", "vnđ"]);
const MARKS: ReadonlySet<string> = new Set(["", "₫", "đ", "vnd", "vnđ", "$", "us$", "usd", "€", "eur", "£", "gbp"]);

/** Ways to write a number that have one meaning only, each with the mark of its thousands and that of its fraction. */
const FORMS: readonly (readonly [form: RegExp, thousands: string, fraction: string])[] = [
  [/^\d+$/, "", "."],
  [/^[1-9]\d{0,2}(?: \d{3})+(?:,\d{1,2})?$/, " ", ","],
  [/^[1-9]\d{0,2}(?: \d{3})+\.\d{1,2}$/, " ", "."],
  [/^[1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d{1,6})$/, ",", "."],
  [/^[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d{1,6})$/, ".", ","],
  // Thousands have three digits behind them and one to three before.
  [/^\d+\.(?:\d{1,2}|\d{4,})$|^(?:0|\d{4,})\.\d{3}$/, "", "."],
  [/^\d+,(?:\d{1,2}|\d{4,})$|^(?:0|\d{4,}),\d{3}$/, "", ","],
];
const DONG_THOUSANDS = /^[1-9]\d{0,2}[.,]\d{3}$/;

const LARGEST = 1e15;

function digitsOf(written: string, isDong: boolean): string | null {
  if (isDong && DONG_THOUSANDS.test(written)) return written.replace(/[.,]/, "");
  const form = FORMS.find(([pattern]) => pattern.test(written));
  if (form === undefined) return null;
  const [, thousands, fraction] = form;
  return written.split(thousands).join("").replace(fraction, ".");
}

/**
 * The number that a text with an amount stands for, or `null` where it could be two: `450.000` is 450,000 in dong, by its
 * mark or by the event's currency, and is left alone in every other currency.
 *
 * @param currency the ISO 4217 code the event names, if it names one
 */
export function parseAmount(text: string, currency: string | null): number | null {
  if (text.length > LONGEST) return null;
  const match = WRITTEN.exec(text.replace(/[\u00a0\u202f]/g, " ").trim());
  if (match === null) return null;
  const [, minus = "", before = "", minusBehind = "", written = "", after = ""] = match;
  const mark = (before || after).toLowerCase();
  if (!MARKS.has(mark) || (before !== "" && after !== "") || (minus !== "" && minusBehind !== "")) return null;
  const digits = digitsOf(written, mark === "" ? currency?.toUpperCase() === "VND" : DONG.has(mark));
  if (digits === null || Number(digits) >= LARGEST) return null;
  return minus + minusBehind === "" ? Number(digits) : -Number(digits);
}
