import type { Label } from "../model.js";
import { complain, isOf, quote, type Reading, readRecord, readText, type Spot } from "./reader.js";

const ID = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/;
const MAX_LABEL = 100;

/** Ids that are already given, each with the path of the one that has it; `what` they name. */
export interface Ids {
  readonly what: string;
  readonly given: Map<string, string>;
}

export const idsOf = (what: string): Ids => ({ what, given: new Map() });

/** `both`: in English and Vietnamese. `either`: one text may stand for both. */
export type LabelStyle = "both" | "either";

/** An id that no other of its kind has. */
export function readId(reading: Reading, spot: Spot | undefined, { what, given }: Ids): string {
  if (!isOf(reading, spot, "string")) return "";
  const id = String(spot.node.value);
  const other = given.get(id);
  if (!ID.test(id))
    complain(reading, spot, `${quote(id)} is no id; begin with a letter and use up to 60 letters without accents, digits, - and _`);
  // Names that every JavaScript object answers to would be found where nothing was put.
  else if (id in {}) complain(reading, spot, `${quote(id)} is a reserved word; choose another id`);
  else if (other !== undefined) complain(reading, spot, `${quote(id)} is already the id of ${other}; every ${what} needs its own`);
  given.set(id, other ?? spot.path.replace(/\.id$/, ""));
  return id;
}

export function readLabel(reading: Reading, spot: Spot | undefined, style: LabelStyle): Label {
  if (style === "either" && spot?.node.type === "string") {
    const text = readText(reading, spot, MAX_LABEL) ?? "";
    return { en: text, vi: text };
  }
  const fields = readRecord(reading, spot, ["en", "vi"]);
  return { en: readText(reading, fields.get("en"), MAX_LABEL) ?? "", vi: readText(reading, fields.get("vi"), MAX_LABEL) ?? "" };
}
