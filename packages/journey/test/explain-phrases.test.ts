import { describe, expect, it } from "vitest";
import { describeMilestone, describeTrigger, MILESTONES, MODELS, type Trigger } from "../src/index.js";

const LANGUAGES = ["en", "vi"] as const;
const triggers = MODELS.flatMap(({ stages, back }) => [
  ...stages.flatMap((stage) => stage.steps.flatMap((step) => step.enteredBy)),
  ...back.map(({ trigger }) => trigger),
]);
const distinct = [...new Map(triggers.map((trigger) => [JSON.stringify(trigger), trigger])).values()];

/** A trigger, and its phrase in English and in Vietnamese. */
const PHRASES: readonly (readonly [Trigger, string, string])[] = [
  [{ milestone: "lead_captured" }, "leaving a contact", "để lại liên hệ"],
  [
    { milestone: "reviewed", where: { attribute: "rating", atLeast: 4 } },
    "a review of 4 stars or more",
    "đánh giá sản phẩm từ 4 sao trở lên",
  ],
  [{ milestone: "reviewed", where: { attribute: "rating", atLeast: 5 } }, "a review of 5 stars", "đánh giá sản phẩm 5 sao"],
  [
    { milestone: "reviewed", where: { attribute: "rating", atLeast: 3.5 } },
    "a review of 3.5 stars or more",
    "đánh giá sản phẩm từ 3,5 sao trở lên",
  ],
  [{ milestone: "reviewed", where: { attribute: "rating", equals: 1 } }, "a review of 1 star", "đánh giá sản phẩm 1 sao"],
  [{ milestone: "committed", where: { attribute: "order_id", exists: true } }, "buying the entry offer", "mua ưu đãi mở đầu"],
  [
    { milestone: "committed", where: { attribute: "order_id", exists: false } },
    "booking a consultation, a webinar or a trial",
    "đăng ký tư vấn, hội thảo hoặc dùng thử",
  ],
  [
    { milestone: "order_delivered", where: { attribute: "late", equals: true } },
    "the late delivery of an order",
    "đơn hàng được giao trễ hẹn",
  ],
  [
    { milestone: "order_repeated", where: { attribute: "core_orders_before", atLeast: 3 } },
    "ordering again after at least 3 regular orders",
    "đặt hàng lần nữa sau ít nhất 3 đơn hàng chính",
  ],
  [
    { milestone: "lead_captured", where: { attribute: "lead_magnet", equals: "Mã giảm\n10%" } },
    "leaving a contact with lead magnet “Mã giảm 10%”",
    "để lại liên hệ với quà tặng thu hút “Mã giảm 10%”",
  ],
  [
    { milestone: "satisfied", where: { attribute: "satisfaction", atLeast: 87.5 } },
    "good feedback with satisfaction of at least 87.5",
    "gửi phản hồi hài lòng với mức hài lòng từ 87,5 trở lên",
  ],
  [{ milestone: "reviewed", where: { attribute: "product_id", exists: true } }, "a review with product", "đánh giá sản phẩm có sản phẩm"],
  [
    { milestone: "reviewed", where: { attribute: "rating", atLeast: 2, equals: 3 } },
    "a review with rating 3 and with rating of at least 2",
    "đánh giá sản phẩm với số sao 3 và với số sao từ 2 trở lên",
  ],
  [
    { milestone: "order_repeated", where: { attribute: "larger", equals: false } },
    "ordering again without larger amount",
    "đặt hàng lần nữa không có giá trị lớn hơn trước",
  ],
  [
    { milestone: "engaged", where: { attribute: "tên\u202e lạ", exists: false } },
    `${describeMilestone("engaged")} without tên lạ`,
    `${describeMilestone("engaged", "vi")} không có tên lạ`,
  ],
];

describe("what would fire a trigger", () => {
  it.each(PHRASES)("is told for %j in both languages", (trigger, en, vi) => {
    expect(describeTrigger(trigger)).toBe(en);
    expect(describeTrigger(trigger, "vi")).toBe(vi);
  });

  it("is a phrase that fits into a sentence, of every milestone and of every trigger of the models", () => {
    for (const language of LANGUAGES) {
      const phrases = [
        ...MILESTONES.map((milestone) => describeMilestone(milestone, language)),
        ...distinct.map((trigger) => describeTrigger(trigger, language)),
      ];
      for (const phrase of phrases) expect(phrase).toMatch(/^[\p{Ll}\d][\p{L}\p{N} ,–-]+[\p{L}\p{N}]$/u);
      expect(new Set(distinct.map((trigger) => describeTrigger(trigger, language))).size).toBe(distinct.length);
    }
  });

  it("has words of its own in the models, not those that serve for any condition", () => {
    const conditional = distinct.filter(({ where }) => where !== undefined);
    expect(conditional.length).toBeGreaterThan(5);
    for (const trigger of conditional) {
      expect(describeTrigger(trigger)).not.toMatch(/with (order|rating|orders|larger|delay|regular)\b/);
      expect(describeTrigger(trigger, "vi")).not.toMatch(/ (có|với) (mã|số)/);
    }
  });
});
