import type { Json } from "@waystitch/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MILESTONES, type Milestone, type MilestoneName, reasonOf } from "../src/index.js";
import { PATIENCE, RUNS } from "./law-runs.js";

const milestone = (name: MilestoneName, attributes: Milestone["attributes"] = {}, rule = ""): Milestone => ({
  sequence: 1,
  milestone: name,
  occurredAt: 0,
  rule,
  attributes,
  evidenceVisitorId: "v1",
  evidenceEventId: "e1",
});

const A1 = { order_id: "A1", total: "1290000", currency: "VND" };

/** Milestone, rule and attributes; the sentence in English and in Vietnamese. */
const SENTENCES: readonly (readonly [MilestoneName, string, Milestone["attributes"], string, string])[] = [
  ["first_touch", "first_event", {}, "First seen.", "Được ghi nhận lần đầu tiên."],
  ["engaged", "second_page_view", {}, "Looked at a second page.", "Đã xem trang thứ hai."],
  ["engaged", "second_session", {}, "Came back for a second visit.", "Đã quay lại lần thứ hai."],
  ["engaged", "content_event", {}, "Read, watched or searched.", "Đã đọc, xem hoặc tìm kiếm nội dung."],
  ["product_viewed", "first_of_session", { product_id: "p1" }, "Viewed product “p1”.", "Đã xem sản phẩm “p1”."],
  ["product_viewed", "first_of_session", {}, "Viewed a product.", "Đã xem một sản phẩm."],
  [
    "lead_captured",
    "lead_event",
    { lead_magnet: "Mã giảm 10%" },
    "Left a contact for “Mã giảm 10%”.",
    "Đã để lại liên hệ để nhận “Mã giảm 10%”.",
  ],
  ["lead_captured", "identify_contact", {}, "Left a contact.", "Đã để lại liên hệ."],
  ["committed", "booking_event", { offer: "Đo mắt miễn phí" }, "Committed to “Đo mắt miễn phí”.", "Đã đăng ký “Đo mắt miễn phí”."],
  ["committed", "booking_event", {}, "Committed to an offer.", "Đã đăng ký tư vấn, hội thảo hoặc dùng thử."],
  [
    "committed",
    "tripwire_order",
    A1,
    "Bought the entry offer, order “A1” for 1,290,000 VND.",
    "Đã mua ưu đãi mở đầu, đơn hàng “A1” trị giá 1.290.000 ₫.",
  ],
  ["cart_added", "cart_opened", { value: "500000" }, "Put a product into the cart.", "Đã cho sản phẩm vào giỏ hàng."],
  [
    "cart_added",
    "cart_reopened",
    {},
    "Put another product into the cart after its order was cancelled.",
    "Đã cho thêm sản phẩm vào giỏ hàng sau khi đơn bị hủy.",
  ],
  ["checkout_started", "checkout_event", {}, "Started checkout.", "Đã bắt đầu thanh toán."],
  ["order_completed", "order_event", A1, "Placed order “A1” for 1,290,000 VND.", "Đã đặt đơn hàng “A1” trị giá 1.290.000 ₫."],
  [
    "order_completed",
    "order_event",
    { order_id: "A1", total: "9.5", currency: "USD" },
    "Placed order “A1” for 9.50 USD.",
    "Đã đặt đơn hàng “A1” trị giá 9,50 USD.",
  ],
  [
    "order_repeated",
    "second_order",
    { ...A1, core_orders_before: 1 },
    "Ordered again: order “A1” for 1,290,000 VND.",
    "Đã đặt hàng lần nữa: đơn hàng “A1” trị giá 1.290.000 ₫.",
  ],
  [
    "order_repeated",
    "second_order",
    { ...A1, larger: true },
    "Ordered again, and more than before: order “A1” for 1,290,000 VND.",
    "Đã đặt hàng lần nữa, nhiều hơn trước: đơn hàng “A1” trị giá 1.290.000 ₫.",
  ],
  ["order_shipped", "shipping_event", { order_id: "A1" }, "Order “A1” was shipped.", "Đơn hàng “A1” đã được gửi đi."],
  ["order_delivered", "delivery_event", { order_id: "A1" }, "Order “A1” was delivered.", "Đơn hàng “A1” đã được giao."],
  [
    "order_delivered",
    "delivery_event",
    { order_id: "A1", late: true },
    "Order “A1” was delivered late.",
    "Đơn hàng “A1” đã được giao trễ hẹn.",
  ],
  [
    "order_delivered",
    "delivery_event",
    { order_id: "A1", late: false },
    "Order “A1” was delivered on time.",
    "Đơn hàng “A1” đã được giao đúng hẹn.",
  ],
  ["order_cancelled", "cancel_event", { order_id: "A1", orders_left: 1 }, "Order “A1” was cancelled.", "Đơn hàng “A1” đã bị hủy."],
  [
    "order_cancelled",
    "cancel_event",
    { order_id: "A1", orders_left: 0 },
    "Order “A1” was cancelled, and no order is left.",
    "Đơn hàng “A1” đã bị hủy, không còn đơn hàng nào.",
  ],
  [
    "order_refunded",
    "whole_refund",
    { order_id: "A1", orders_left: 0 },
    "Order “A1” was refunded, and no order is left.",
    "Đơn hàng “A1” đã được hoàn tiền, không còn đơn hàng nào.",
  ],
  [
    "order_refunded",
    "partial_refund",
    { order_id: "A1", orders_left: 1 },
    "Money was paid back for order “A1”.",
    "Đã hoàn lại một khoản tiền cho đơn hàng “A1”.",
  ],
  ["reviewed", "review_event", { rating: 5 }, "Reviewed with 5 of 5 stars.", "Đã đánh giá 5/5 sao."],
  [
    "reviewed",
    "review_event",
    { rating: 4.5, product_id: "p1" },
    "Reviewed product “p1” with 4.5 of 5 stars.",
    "Đã đánh giá sản phẩm “p1” 4,5/5 sao.",
  ],
  ["satisfied", "good_feedback", { score: 9, scale: "nps" }, "Gave good feedback: NPS 9 of 10.", "Đã phản hồi hài lòng: NPS 9/10."],
  ["satisfied", "good_feedback", { score: 4, scale: "csat" }, "Gave good feedback: CSAT 4 of 5.", "Đã phản hồi hài lòng: CSAT 4/5."],
  [
    "dissatisfied",
    "bad_feedback",
    { score: 2, scale: "stars" },
    "Gave bad feedback: 2 of 5 stars.",
    "Đã phản hồi không hài lòng: 2/5 sao.",
  ],
  [
    "satisfied",
    "good_feedback",
    { score: 6, scale: "csat", satisfaction: 500 / 6 },
    "Gave good feedback: satisfaction 83 of 100.",
    "Đã phản hồi hài lòng: mức hài lòng 83/100.",
  ],
  [
    "dissatisfied",
    "bad_feedback",
    { score: 2, scale: "csat", satisfaction: 100 / 6 },
    "Gave bad feedback: satisfaction 17 of 100.",
    "Đã phản hồi không hài lòng: mức hài lòng 17/100.",
  ],
  ["dissatisfied", "bad_review", { rating: 1 }, "Reviewed with 1 of 5 stars.", "Đã đánh giá 1/5 sao."],
  [
    "referred",
    "referral_event",
    { channel: "zalo" },
    "Recommended the shop to others through “zalo”.",
    "Đã giới thiệu cửa hàng cho người khác qua “zalo”.",
  ],
  [
    "support_contacted",
    "support_event",
    { channel: "hotline" },
    "Contacted support through “hotline”.",
    "Đã liên hệ bộ phận hỗ trợ qua “hotline”.",
  ],
  ["support_contacted", "support_event", {}, "Contacted support.", "Đã liên hệ bộ phận hỗ trợ."],
  ["unsubscribed", "unsubscribe_event", {}, "Unsubscribed from e-mail.", "Đã hủy nhận e-mail."],
  [
    "cart_expired",
    "cart_idle_7_days",
    { orders_left: 0, value: "1" },
    "The cart was left for 7 days without an order.",
    "Giỏ hàng bị bỏ quên 7 ngày mà không đặt hàng.",
  ],
  ["lapsed", "no_event_180_days", { orders_left: 0 }, "No event for 180 days.", "Không có hoạt động nào trong 180 ngày."],
];

describe("the reason of a stage entry", PATIENCE, () => {
  it.each(SENTENCES)("tells %s by %s with %j in both languages", (name, rule, attributes, en, vi) => {
    expect(reasonOf(milestone(name, attributes, rule))).toBe(en);
    expect(reasonOf(milestone(name, attributes, rule), "vi")).toBe(vi);
  });

  it("is told here for every milestone", () => {
    expect([...new Set(SENTENCES.map(([name]) => name))]).toEqual(MILESTONES);
  });

  it("bounds what others wrote, and makes one line of it", () => {
    const of = (text: Json) => reasonOf(milestone("lead_captured", { lead_magnet: text }));
    expect(of("  Mã\n\tgiảm\u00a0\u00a010%\r\n")).toBe("Left a contact for “Mã giảm 10%”.");
    expect(of("gi\u202eảm\u2066 \u0000\u0007giá\u200b\ufeff\ud800")).toBe("Left a contact for “giảm giá”.");
    expect(of("<b>Mã</b> & “quà”")).toBe("Left a contact for “<b>Mã</b> & “quà””.");
    expect(of("x".repeat(80))).toBe(`Left a contact for “${"x".repeat(80)}”.`);
    expect(of("x".repeat(1_000_000))).toBe(`Left a contact for “${"x".repeat(79)}…”.`);
  });

  it("never cuts through a letter", () => {
    const of = (text: string) => reasonOf(milestone("lead_captured", { lead_magnet: text }));
    expect(of("👓".repeat(81))).toBe(`Left a contact for “${"👓".repeat(79)}…”.`);
    const letter = "ế".normalize("NFD");
    expect(of(`${"x".repeat(77)}${letter}xxxxx`)).toBe(`Left a contact for “${"x".repeat(77)}…”.`);
  });

  it("takes what names nothing for nothing", () => {
    for (const value of ["", " \n", "undefined", "null", "NaN", "[object Object]", "Mã [object Object]", "\u0000", null, true, [], {}])
      expect(reasonOf(milestone("lead_captured", { lead_magnet: value })), JSON.stringify(value)).toBe("Left a contact.");
  });

  it("leaves out amounts and ratings that are none", () => {
    for (const [total, currency] of [
      ["1e9", "VND"],
      ["12,5", "VND"],
      ["5", "đồng"],
      ["5", undefined],
      [Number.NaN, "VND"],
      [{}, "VND"],
    ] as const)
      expect(reasonOf(milestone("order_completed", { order_id: "A1", total, currency }))).toBe("Placed order “A1”.");
    for (const rating of ["5", -1, 1e300, Number.NaN, null]) expect(reasonOf(milestone("reviewed", { rating }))).toBe("Wrote a review.");
    expect(reasonOf(milestone("satisfied", { score: 9, scale: "<b>" }))).toBe("Gave good feedback.");
  });

  it("is one bounded line that ends once, whatever the attributes hold", () => {
    const hostile = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.jsonValue(), fc.constant(undefined)) as fc.Arbitrary<
      Json | undefined
    >;
    const keys = fc.constantFrom(
      "order_id",
      "total",
      "currency",
      "rating",
      "score",
      "scale",
      "lead_magnet",
      "offer",
      "channel",
      "late",
      "product_id",
      "larger",
      "orders_left",
    );
    const rules = fc.constantFrom(...SENTENCES.map(([, rule]) => rule));
    fc.assert(
      fc.property(
        fc.constantFrom(...MILESTONES),
        rules,
        fc.dictionary(keys, hostile),
        fc.constantFrom("en" as const, "vi" as const),
        (name, rule, attributes, language) => {
          const sentence = reasonOf(milestone(name, attributes, rule), language);
          expect(sentence).toMatch(/^\p{Lu}[^\p{Cc}\u202a-\u202e\u2066-\u2069]*\.$/u);
          expect([...sentence].length).toBeLessThan(250);
          expect(sentence).not.toMatch(/\[object |“”|“(undefined|null|NaN)”|(?<!“[^”]*)(undefined|null|NaN)/);
          expect(sentence).not.toMatch(/(?<!“[^”]*) {2}| \./);
        },
      ),
      RUNS,
    );
  });
});
