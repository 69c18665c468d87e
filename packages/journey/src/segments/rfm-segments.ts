import type { Label } from "../stages/model.js";

/** A score of 1 (the worst fifth) to 5 (the best). */
export type Score = 1 | 2 | 3 | 4 | 5;

/** How a customer compares with the others. */
export interface Scores {
  readonly recency: Score;
  readonly frequency: Score;
  readonly monetary: Score;
}

type Range = readonly [least: Score, most: Score];

/** A rectangle of recency and worth, bounds included. */
interface Place {
  readonly recency: Range;
  readonly worth: Range;
}

/** A named group of customers. */
export interface RfmSegment {
  readonly id: string;
  readonly label: Label;
  readonly places: readonly Place[];
}

/**
 * The usual named segments, from the dearest to the lost. Their places cover every score once and do not overlap.
 *
 * Names and ranges follow the widespread table of Putler (putler.com/rfm-analysis), which sets recency against frequency
 * and money combined; its ranges stand in the documentation of the R package rfm 0.2 (rdocumentation.org, `rfm_segment`)
 * and, with Hibernating, of Churned (docs.churned.io, RFM-Model), both read 2026-11. There they overlap, and by the first
 * match nobody would ever be a new customer; here every place belongs to one of the segments whose published ranges hold it.
 */
export const RFM_SEGMENTS: readonly RfmSegment[] = [
  { id: "champions", label: { en: "Champions", vi: "Khách hàng VIP" }, places: [{ recency: [5, 5], worth: [4, 5] }] },
  { id: "loyal", label: { en: "Loyal", vi: "Khách hàng trung thành" }, places: [{ recency: [3, 4], worth: [4, 5] }] },
  {
    id: "potential_loyalists",
    label: { en: "Potential Loyalists", vi: "Khách hàng trung thành tiềm năng" },
    places: [{ recency: [4, 5], worth: [2, 3] }],
  },
  { id: "new_customers", label: { en: "New Customers", vi: "Khách hàng mới" }, places: [{ recency: [5, 5], worth: [1, 1] }] },
  { id: "promising", label: { en: "Promising", vi: "Khách hàng triển vọng" }, places: [{ recency: [4, 4], worth: [1, 1] }] },
  { id: "need_attention", label: { en: "Need Attention", vi: "Khách hàng cần quan tâm" }, places: [{ recency: [3, 3], worth: [3, 3] }] },
  { id: "about_to_sleep", label: { en: "About to Sleep", vi: "Khách hàng sắp ngủ đông" }, places: [{ recency: [3, 3], worth: [1, 2] }] },
  {
    id: "at_risk",
    label: { en: "At Risk", vi: "Khách hàng có nguy cơ rời bỏ" },
    places: [
      { recency: [2, 2], worth: [3, 5] },
      { recency: [1, 1], worth: [3, 3] },
    ],
  },
  {
    id: "cant_lose_them",
    label: { en: "Can't Lose Them", vi: "Khách hàng không thể để mất" },
    places: [{ recency: [1, 1], worth: [4, 5] }],
  },
  {
    id: "hibernating",
    label: { en: "Hibernating", vi: "Khách hàng ngủ đông" },
    places: [
      { recency: [2, 2], worth: [1, 2] },
      { recency: [1, 1], worth: [2, 2] },
    ],
  },
  { id: "lost", label: { en: "Lost", vi: "Khách hàng đã rời bỏ" }, places: [{ recency: [1, 1], worth: [1, 1] }] },
];

/** Frequency and money combined: their mean, a half counting down, so that a newcomer's one small order stays the lowest. */
export function worthOf({ frequency, monetary }: Omit<Scores, "recency">): number {
  return Math.floor((frequency + monetary) / 2);
}

const holds = ([least, most]: Range, value: number): boolean => least <= value && value <= most;

/**
 * The one segment that scores fall in.
 * @throws Error when the table has a hole, which a test excludes
 */
export function segmentOf(scores: Scores): RfmSegment {
  const worth = worthOf(scores);
  const segment = RFM_SEGMENTS.find(({ places }) =>
    places.some((place) => holds(place.recency, scores.recency) && holds(place.worth, worth)),
  );
  if (segment === undefined) throw new Error(`no segment holds ${scores.recency}${scores.frequency}${scores.monetary}`);
  return segment;
}
