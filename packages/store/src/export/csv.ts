import { stringify } from "csv-stringify/sync";

/**
 * What a spreadsheet takes for a formula, whatever it may contain: its first character, blanks before it not counted, as of OWASP's list
 * (owasp.org/www-community/attacks/CSV_Injection, read 2026-11), with the full-width forms that Excel takes for the same.
 */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
/** A number is no formula, and must stay a number. */
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A cell that every spreadsheet shows and none runs: what would be a formula begins with an apostrophe. */
export const plainCell = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

const OPTIONS = {
  record_delimiter: "\r\n",
  cast: { string: plainCell },
  // Where the list separator is a semicolon or a tab, one inside a cell must not begin another, which could be a formula.
  quoted_match: /[;\t\r\n]/,
} as const;

/** One line of comma-separated values after RFC 4180, its end included; null is an empty cell. */
export const csvRow = (cells: readonly (string | null)[]): string => stringify([[...cells]], OPTIONS);
