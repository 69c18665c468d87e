import type { Span } from "../compile-model.js";
import type { BackRule } from "../model.js";
import { type Ids, type LabelStyle, readId, readLabel } from "./read-names.js";
import { readTrigger } from "./read-trigger.js";
import { adviseOn, complain, isOf, quote, type Reading, readList, readRecord, type Spot } from "./reader.js";

const MAX_PLACES = 50;

interface NamedSpan extends Span {
  readonly name: string;
  readonly spot: Spot;
}

function readPlaces(reading: Reading, spot: Spot | undefined, spans: ReadonlyMap<string, Span>): NamedSpan[] {
  const names = [...spans.keys()];
  const seen = new Set<string>();
  const places: NamedSpan[] = [];
  for (const item of readList(reading, spot, "places", 1, MAX_PLACES)) {
    if (!isOf(reading, item, "string")) continue;
    const name = String(item.node.value);
    const span = spans.get(name);
    if (span === undefined) complain(reading, item, `${quote(name)} is no place of this model; ${adviseOn(reading, name, names)}`);
    else if (seen.has(name)) complain(reading, item, `${quote(name)} is listed twice; keep one`);
    else places.push({ ...span, name, spot: item });
    seen.add(name);
  }
  return places;
}

/** A move back. Its places must be the model's, and it must lead to before wherever it begins. */
export function readBackRule(
  reading: Reading,
  spot: Spot,
  ids: Ids,
  labels: LabelStyle,
  spans: ReadonlyMap<string, Span>,
): BackRule | undefined {
  const fields = readRecord(reading, spot, ["id", "label", "trigger", "from", "to"]);
  const id = readId(reading, fields.get("id"), ids);
  const label = readLabel(reading, fields.get("label"), labels);
  const trigger = readTrigger(reading, fields.get("trigger"));
  const from = readPlaces(reading, fields.get("from"), spans);
  const to = readPlaces(reading, fields.get("to"), spans);
  const nearest = from.reduce<NamedSpan | undefined>(
    (least, place) => (least === undefined || place.first < least.first ? place : least),
    undefined,
  );
  for (const place of to) {
    if (nearest === undefined || place.last < nearest.first) continue;
    complain(
      reading,
      place.spot,
      `"${place.name}" does not lie before "${nearest.name}", where this rule begins; a move back leads to an earlier place`,
    );
  }
  return trigger && { id, label, trigger, from: from.map(({ name }) => name), to: to.map(({ name }) => name) };
}
