import type { MilestoneName } from "../stages/milestone.js";
import type { Label } from "../stages/model.js";
import { EXPIRED_DAYS, LAPSED_DAYS } from "./days.js";
import type { Language } from "./language.js";

/**
 * What happens at a milestone, as a phrase that fits into a sentence: in English after "by" and before "leads to", in
 * Vietnamese after "khi" with the customer as its subject where it names none.
 */
const PHRASES: Readonly<Record<MilestoneName, Label>> = {
  first_touch: { en: "being seen for the first time", vi: "được ghi nhận lần đầu tiên" },
  engaged: {
    en: "looking at a second page, coming back, or reading, watching or searching",
    vi: "xem trang thứ hai, quay lại lần nữa, hoặc đọc, xem, tìm kiếm nội dung",
  },
  product_viewed: { en: "viewing a product", vi: "xem một sản phẩm" },
  lead_captured: { en: "leaving a contact", vi: "để lại liên hệ" },
  committed: {
    en: "booking a consultation, a webinar or a trial, or buying the entry offer",
    vi: "đăng ký tư vấn, hội thảo, dùng thử hoặc mua ưu đãi mở đầu",
  },
  cart_added: { en: "putting a product into the cart", vi: "cho sản phẩm vào giỏ hàng" },
  checkout_started: { en: "starting checkout", vi: "bắt đầu thanh toán" },
  order_completed: { en: "placing an order", vi: "đặt hàng" },
  order_repeated: { en: "ordering again", vi: "đặt hàng lần nữa" },
  order_shipped: { en: "the shipping of an order", vi: "đơn hàng được gửi đi" },
  order_delivered: { en: "the delivery of an order", vi: "đơn hàng được giao" },
  order_cancelled: { en: "the cancellation of an order", vi: "đơn hàng bị hủy" },
  order_refunded: { en: "the refund of an order", vi: "đơn hàng được hoàn tiền" },
  reviewed: { en: "a review", vi: "đánh giá sản phẩm" },
  satisfied: { en: "good feedback", vi: "gửi phản hồi hài lòng" },
  dissatisfied: { en: "bad feedback or a review of 1 or 2 stars", vi: "gửi phản hồi không hài lòng hoặc đánh giá 1–2 sao" },
  referred: { en: "recommending the shop", vi: "giới thiệu cửa hàng cho người khác" },
  support_contacted: { en: "contacting support", vi: "liên hệ bộ phận hỗ trợ" },
  unsubscribed: { en: "unsubscribing from e-mail", vi: "hủy nhận e-mail" },
  cart_expired: {
    en: `leaving a cart for ${EXPIRED_DAYS} days without an order`,
    vi: `bỏ quên giỏ hàng ${EXPIRED_DAYS} ngày mà không đặt hàng`,
  },
  lapsed: { en: `${LAPSED_DAYS} days without an event`, vi: `không có hoạt động nào trong ${LAPSED_DAYS} ngày` },
};

/** What happens at a milestone, as a phrase without capital and full stop: `leaving a contact`, `để lại liên hệ`. */
export function describeMilestone(milestone: MilestoneName, language: Language = "en"): string {
  return PHRASES[milestone][language];
}
