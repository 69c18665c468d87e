import { satisfactionFrom } from "../segments/satisfaction.js";
import type { Milestone, MilestoneName } from "../stages/milestone.js";
import { amountText, numberText } from "./amount.js";
import type { Language } from "./language.js";
import { plainText } from "./plain-text.js";

/** A score: NPS of 10, CSAT or stars of 5; on any other scale the satisfaction of 100. */
export interface Rated {
  readonly scale: "nps" | "csat" | "stars" | "satisfaction";
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

const isScale = (value: unknown): value is "nps" | "csat" | "stars" => value === "nps" || value === "csat" || value === "stars";

/** Says a score as it was given where its scale is the usual one, which only its satisfaction tells. */
function ratedIn({ rating, score: given, scale: named, satisfaction }: Milestone["attributes"], language: Language): Rated | null {
  const [score, scale] = rating === undefined ? [given, named] : [rating, "stars"];
  if (typeof score !== "number" || !Number.isFinite(score) || !isScale(scale)) return null;
  const usual = satisfactionFrom(score, scale);
  if (usual !== null && (usual === satisfaction || satisfaction === undefined)) return { scale, score: numberText(score, language) };
  if (typeof satisfaction !== "number" || !(satisfaction >= 0 && satisfaction <= 100)) return null;
  return { scale: "satisfaction", score: String(Math.round(satisfaction)) };
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
