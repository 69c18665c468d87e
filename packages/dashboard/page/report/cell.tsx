import type { ValueKind } from "@waystitch/store";
import { MODEL_NAMES } from "../channels/model-words.js";
import { COMMERCE } from "../commerce/words.js";
import { usePage } from "../context.js";
import type { Format } from "../format.js";
import { nameOf } from "../journeys/journey-row.js";
import { Link } from "../link.js";
import { SEGMENTS } from "../people/segment-words.js";
import { useWords } from "../words/define-words.js";
import type { Names } from "../words/words.js";
import { nameIn } from "../words/words.js";
import { REPORT } from "./words.js";

/** A value as it comes out of JSON. */
export type WireValue = string | number | boolean | null | readonly string[];
export type WireRow = Readonly<Record<string, WireValue>>;

/** Which names the values of these columns are, so that they are shown in the page's language. */
const NAMED = {
  stage: "stages",
  from_stage: "stages",
  to_stage: "stages",
  way: "stages",
  step: "steps",
  milestone: "milestones",
  channel: "channels",
  first_channel: "channels",
  direction: "directions",
  kind: "touchpoints",
  segment: "segments",
  cart_step: "cartSteps",
  cart_status: "cartStatuses",
  order_status: "orderStatuses",
  known_by: "identifierKinds",
  outcome: "outcomes",
  attribution: "attributions",
} as const;

type NameKind = (typeof NAMED)[keyof typeof NAMED];

/** How a value is written: in which words, by which format, and in which currency money is that names none of its own. */
export interface Writing {
  readonly names: Readonly<Record<NameKind, Names>>;
  readonly yes: string;
  readonly no: string;
  /** A lead magnet without a name. */
  readonly unnamed: string;
  readonly format: Format;
  readonly currency: string;
}

/** How values are written on this page. */
export function useWriting(currency: string): Writing {
  const { words, format } = usePage();
  const { directions, yes, no } = useWords(REPORT);
  const { stages, steps, milestones, channels, touchpoints, cartStatuses, orderStatuses, identifierKinds } = words;
  const { cartSteps, outcomes, unnamed } = useWords(COMMERCE);
  const commerce = { cartSteps, cartStatuses, orderStatuses, identifierKinds, outcomes, attributions: useWords(MODEL_NAMES) };
  const names = { stages, steps, milestones, channels, touchpoints, directions, segments: useWords(SEGMENTS).names, ...commerce };
  return { names, yes, no, unnamed, format, currency };
}

/** What stands where there is nothing. */
const NONE = "–";

const writeText = (column: string, text: string, { names }: Writing): string =>
  Object.hasOwn(NAMED, column) ? nameIn(names[NAMED[column as keyof typeof NAMED]], text) : text;

const currencyOf = (row: WireRow, fallback: string): string => (typeof row["currency"] === "string" ? row["currency"] : fallback);

type Write = (value: never, format: Format) => string | null;

const WRITERS: Readonly<Partial<Record<ValueKind, Write>>> = {
  count: (value: number, format) => format.count(value),
  share: (value: number, format) => format.share(value, 1),
  days: (value: number, format) => format.decimal(String(value)),
  score: (value: number | string, format) => format.decimal(String(value)),
  time: (value: string, format) => format.dayAndTime(value),
  day: (value: string, format) => format.date(value),
};

/** Writes one value of a report for people. */
export function writeValue(column: string, kind: ValueKind, row: WireRow, writing: Writing): string {
  const value = row[column] ?? null;
  const { format, currency, yes, no, unnamed } = writing;
  if (value === null) return column === "lead_magnet" ? unnamed : NONE;
  if (Array.isArray(value))
    return value.length === 0 ? NONE : value.map((each) => writeText(column, String(each), writing)).join(column === "way" ? " → " : ", ");
  if (typeof value === "boolean") return value ? yes : no;
  if (kind === "money") return format.money(String(value), currencyOf(row, currency));
  // Each writer takes what its kind of value is.
  const write = WRITERS[kind];
  return write === undefined ? writeText(column, String(value), writing) : (write(value as never, format) ?? NONE);
}

const RIGHT: ReadonlySet<ValueKind> = new Set(["count", "share", "money", "days", "score"]);

/** True for what stands at the right edge of its column. */
export const isNumber = (kind: ValueKind): boolean => RIGHT.has(kind);

interface CellProps {
  readonly column: string;
  readonly kind: ValueKind;
  readonly row: WireRow;
  readonly writing: Writing;
}

/** A person, by the name that the list of people calls them, with a way to their page. */
function PersonCell({ row, personId }: { readonly row: WireRow; readonly personId: string }) {
  const { words } = usePage();
  const userId = row["user_id"];
  return (
    <th scope="row">
      <Link to={{ view: "people", person: personId }} class="person-name">
        {nameOf(words, { personId, userId: typeof userId === "string" ? userId : null })}
      </Link>
    </th>
  );
}

/** One value of a report's table. */
export function Cell({ column, kind, row, writing }: CellProps) {
  const value = row[column];
  if (column === "person_id" && typeof value === "string") return <PersonCell row={row} personId={value} />;
  const isShort = kind === "time" || kind === "day" || (kind === "text" && Object.hasOwn(NAMED, column));
  return <td class={isNumber(kind) ? "right" : isShort ? "short" : undefined}>{writeValue(column, kind, row, writing)}</td>;
}
