import { type Face, FRAMES, type Frame, type Occasion, type Taste } from "./catalogue.js";

/** A question of the quiz and its answers. */
export interface Question {
  readonly id: "mat" | "dip" | "gu";
  readonly text: string;
  readonly answers: readonly { readonly id: string; readonly text: string; readonly hint: string }[];
}

export const QUIZ_TITLE = "Gương mặt bạn hợp mẫu kính nào?";

const faces: readonly { id: Face; text: string; hint: string }[] = [
  { id: "tron", text: "Tròn", hint: "Má đầy, cằm mềm" },
  { id: "vuong", text: "Vuông", hint: "Hàm rõ, trán rộng" },
  { id: "trai-xoan", text: "Trái xoan", hint: "Dài và thon đều" },
  { id: "trai-tim", text: "Trái tim", hint: "Trán rộng, cằm nhọn" },
];
const occasions: readonly { id: Occasion; text: string; hint: string }[] = [
  { id: "lam-viec", text: "Bàn làm việc", hint: "Màn hình, sách vở" },
  { id: "dao-pho", text: "Dạo phố", hint: "Cà phê, hẹn hò" },
  { id: "ngoai-nang", text: "Ngoài nắng", hint: "Lái xe, đi biển" },
];
const tastes: readonly { id: Taste; text: string; hint: string }[] = [
  { id: "toi-gian", text: "Tối giản", hint: "Càng ít càng tốt" },
  { id: "co-dien", text: "Cổ điển", hint: "Đồ cũ có duyên" },
  { id: "noi-bat", text: "Nổi bật", hint: "Nhìn là nhớ" },
];

export const QUESTIONS: readonly Question[] = [
  { id: "mat", text: "Gương mặt bạn gần với dáng nào?", answers: faces },
  { id: "dip", text: "Bạn hay đeo kính ở đâu nhất?", answers: occasions },
  { id: "gu", text: "Gu của bạn là gì?", answers: tastes },
];

export type Answers = Readonly<Partial<Record<Question["id"], string>>>;

/** The three frames that fit the answers best; a question left open counts for none. */
export function recommendFrames({ mat, dip, gu }: Answers): readonly Frame[] {
  const includes = (list: readonly string[], answer: string | undefined): number => (answer !== undefined && list.includes(answer) ? 1 : 0);
  // Sunglasses on a desk help nobody, so the occasion weighs most.
  const score = ({ suits }: Frame): number =>
    4 * includes(suits.occasions, dip) + 2 * includes(suits.faces, mat) + includes(suits.tastes, gu);
  return FRAMES.toSorted((a, b) => score(b) - score(a)).slice(0, 3);
}
