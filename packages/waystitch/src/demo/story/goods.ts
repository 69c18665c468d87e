import { describeFrame, FRAMES, type Frame } from "@waystitch/storefront/catalogue";
import { dateOf } from "../calendar.js";
import type { Chance } from "../chance.js";

/** One line of a cart or an order, in Segment's shape. */
export type Line = Omit<ReturnType<typeof describeFrame>, "category"> & { readonly category: string };

/** What people take along with a frame, or by itself; the demo shop shows none of it. Prices in đồng. */
const EXTRAS = [
  { share: 5, product_id: "trong-anh-sang-xanh", name: "Tròng chống ánh sáng xanh", price: 450_000 },
  { share: 2, product_id: "trong-doi-mau", name: "Tròng đổi màu", price: 790_000 },
  { share: 3, product_id: "hop-da", name: "Hộp da đựng kính", price: 320_000 },
];

/** The offer that costs little and brings people in. */
const KIT: Line = {
  product_id: "bo-ve-sinh",
  name: "Bộ vệ sinh kính",
  category: "phu-kien",
  variant: "Tiêu chuẩn",
  price: 49_000,
  quantity: 1,
  currency: "VND",
};

/** How much each frame is liked beside the others, by its place in the catalogue. */
const LIKED = [16, 13, 10, 9, 8, 6, 12, 12, 7, 7];

function likedIn(month: number): readonly { readonly frame: Frame; readonly share: number }[] {
  const isSummer = month >= 3 && month <= 8;
  return FRAMES.map((frame, at) => ({ frame, share: (LIKED[at] ?? 5) * (frame.kind === "kinh-ram" && isSummer ? 1.8 : 1) }));
}

const BY_MONTH = Array.from({ length: 12 }, (_, at) => likedIn(at + 1));

/** A frame somebody looks at. */
export const chooseFrame = (at: number, chance: Chance): Frame => chance.share(BY_MONTH[dateOf(at).month - 1] ?? []).frame;

export const lineOf = (frame: Frame, chance: Chance): Line => describeFrame(frame, chance.pick(frame.colours));

/** What else goes into the cart. */
export function chooseExtra(chance: Chance): Line {
  const { share: _share, ...extra } = chance.share(EXTRAS);
  return { ...extra, category: "phu-kien", variant: "Tiêu chuẩn", quantity: 1, currency: "VND" };
}

export const kit = (): Line => KIT;

/** Sum in đồng. */
export const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
