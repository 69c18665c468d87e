import { LAPSED_DAYS } from "./days.js";
import type { WayExplanation } from "./explanation.js";
import type { ByLanguage } from "./language.js";

/** Where a move leads: further on, back, or nowhere. */
export type Direction = "forward" | "back" | null;

/** Every sentence of an explanation but for the reasons. Places, times and ways (at least one) come as texts that fit in. */
export interface Sentences {
  readonly stands: (place: string, since: string, reason: string, direction: Direction) => string;
  readonly isLapsed: (since: string) => string;
  readonly entered: (place: string, at: string, reason: string, direction: Direction) => string;
  /** A way that leads to its place in the first visit only, or from the second on. */
  readonly inVisit: (way: string, visit: WayExplanation["visit"]) => string;
  readonly enteredBy: (ways: readonly string[]) => string;
  readonly next: (ways: readonly string[], place: string) => string;
  readonly further: (ways: readonly string[], place: string) => string;
  readonly isLast: () => string;
  readonly back: (ways: readonly string[], place: string) => string;
  readonly cart_expired: (at: string, place: string, direction: Direction) => string;
  readonly lapsed: (at: string, place: string, direction: Direction) => string;
}

const eitherEn = (ways: readonly string[]): string => ways.join(", or ");
/** Several ways stand between commas: `a review, or good feedback, leads`. */
const leadsEn = (ways: readonly string[]): string => `${eitherEn(ways)}${ways.length > 1 ? "," : ""} leads`;
const MOVES_EN = { forward: "moves on to", back: "moves back to", stays: "stays in" } as const;

const EN: Sentences = {
  stands: (place, since, reason, direction) => `${direction === "back" ? "Back in" : "In"} ${place} since ${since}, because: ${reason}`,
  isLapsed: (since) => `Counts as lapsed since ${since}: no event for ${LAPSED_DAYS} days.`,
  entered: (place, at, reason, direction) => `${direction === "back" ? "Moved back to" : "Entered"} ${place} on ${at}: ${reason}`,
  inVisit: (way, visit) => (visit === "any" ? way : `${way} (${visit === "first" ? "without coming back" : "after coming back"})`),
  enteredBy: (ways) => `Entered by ${eitherEn(ways)}.`,
  next: (ways, place) => `Next forward: ${leadsEn(ways)} to ${place}.`,
  further: (ways, place) => `Further on: ${leadsEn(ways)} to ${place}.`,
  isLast: () => "No step lies further on.",
  back: (ways, place) => `Back: ${leadsEn(ways)} back to ${place}.`,
  cart_expired: (at, place, direction) =>
    `If nothing happens, the cart expires on ${at} and the person ${MOVES_EN[direction ?? "stays"]} ${place}.`,
  lapsed: (at, place, direction) =>
    `If nothing happens until ${at}, the person then counts as lapsed and ${MOVES_EN[direction ?? "stays"]} ${place}.`,
};

const eitherVi = (ways: readonly string[]): string =>
  ways.length > 2 ? `${ways.slice(0, -1).join(", ")} hoặc ${ways.at(-1)}` : ways.join(" hoặc ");
const MOVES_VI = { forward: "chuyển sang", back: "lùi về", stays: "vẫn ở" } as const;

const VI: Sentences = {
  stands: (place, since, reason, direction) =>
    `${direction === "back" ? "Đã lùi về" : "Đang ở"} giai đoạn ${place} từ ${since}, vì: ${reason}`,
  isLapsed: (since) => `Được coi là đã ngừng tương tác từ ${since}: không có hoạt động nào trong ${LAPSED_DAYS} ngày.`,
  entered: (place, at, reason, direction) => `${direction === "back" ? "Lùi về" : "Đến"} giai đoạn ${place} vào ${at}: ${reason}`,
  inVisit: (way, visit) => (visit === "any" ? way : `${way} (${visit === "first" ? "khi chưa quay lại" : "sau khi quay lại"})`),
  enteredBy: (ways) => `Đến bước này khi ${eitherVi(ways)}.`,
  next: (ways, place) => `Bước tiếp theo: khi ${eitherVi(ways)}, khách chuyển sang ${place}.`,
  further: (ways, place) => `Xa hơn: khi ${eitherVi(ways)}, khách chuyển sang ${place}.`,
  isLast: () => "Đây là bước cuối cùng.",
  back: (ways, place) => `Lùi lại: khi ${eitherVi(ways)}, khách lùi về ${place}.`,
  cart_expired: (at, place, direction) =>
    `Nếu không có gì xảy ra, giỏ hàng sẽ hết hạn vào ${at} và khách ${MOVES_VI[direction ?? "stays"]} ${place}.`,
  lapsed: (at, place, direction) =>
    `Nếu đến ${at} vẫn không có gì xảy ra, khách được coi là đã ngừng tương tác và ${MOVES_VI[direction ?? "stays"]} ${place}.`,
};

export const SENTENCES: ByLanguage<Sentences> = { en: EN, vi: VI };
