import type { Milestone, MilestoneName } from "../stages/milestone.js";
import { amountText, numberText } from "./amount.js";
import type { Language } from "./language.js";
import { plainText } from "./plain-text.js";

/** A number of stars, or a score on a known scale. */
export interface Rated {
  readonly scale: "nps" | "csat" | "stars";
  readonly score: string;
}

/** What a milestone can tell, each part fit for a sentence; `null` where it does not say. */
export interface Told {
  readonly rule: string;
  /** In quotation marks. */
  readonly order: string | null;
  readonly product: string | null;
  readonly leadMagnet: string | null;
  readonly offer: string | null;
  readonly channel: string | null;
  /** With its currency. */
  readonly total: string | null;
  readonly rated: Rated | null;
  readonly isLate: boolean | null;
  readonly isLarger: boolean;
  readonly isLastOrder: boolean;
}

/** One sentence a milestone, in one language. */
export type Reasons = Readonly<Record<MilestoneName, (told: Told) => string>>;

const SCALES: ReadonlySet<unknown> = new Set<Rated["scale"]>(["nps", "csat", "stars"]);
const isScale = (value: unknown): value is Rated["scale"] => SCALES.has(value);

function ratedIn({ rating, score, scale }: Milestone["attributes"], language: Language): Rated | null {
  const value = rating ?? score;
  if (typeof value !== "number" || !(value >= 0 && value <= 10)) return null;
  const on = rating === undefined ? scale : "stars";
  return isScale(on) ? { scale: on, score: numberText(value, language) } : null;
}

/** Reads the attributes of a milestone, whatever they hold. */
export function toldBy({ rule, attributes }: Milestone, language: Language): Told {
  const quoted = (key: string): string | null => {
    const text = plainText(attributes[key]);
    return text === null ? null : `“${text}”`;
  };
  const { late } = attributes;
  return {
    rule,
    order: quoted("order_id"),
    product: quoted("product_id"),
    leadMagnet: quoted("lead_magnet"),
    offer: quoted("offer"),
    channel: quoted("channel"),
    total: amountText(attributes["total"], attributes["currency"], language),
    rated: ratedIn(attributes, language),
    isLate: typeof late === "boolean" ? late : null,
    isLarger: attributes["larger"] === true,
    isLastOrder: attributes["orders_left"] === 0,
  };
}
