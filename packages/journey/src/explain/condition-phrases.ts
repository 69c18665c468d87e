import type { MilestoneName } from "../stages/milestone.js";
import type { Label } from "../stages/model.js";
import { EXPIRED_DAYS, LAPSED_DAYS } from "./days.js";

/**
 * Milestones under a condition that has words of its own, because the general ones would sound like a machine. A key is
 * the condition: `<attribute> exists`, `missing`, `= <value>` or `>= <number>`; `#` stands for any number.
 */
export const SPECIAL: Readonly<Partial<Record<MilestoneName, Readonly<Record<string, Label>>>>> = {
  committed: {
    "order_id exists": { en: "buying the entry offer", vi: "mua ưu đãi mở đầu" },
    "order_id missing": { en: "booking a consultation, a webinar or a trial", vi: "đăng ký tư vấn, hội thảo hoặc dùng thử" },
  },
  order_completed: {
    "larger = true": { en: "placing a larger order than before", vi: "đặt đơn hàng lớn hơn trước" },
  },
  order_repeated: {
    "larger = true": { en: "ordering again, and more than before", vi: "đặt hàng lần nữa với đơn lớn hơn trước" },
    "core_orders_before = 0": {
      en: "ordering again after nothing but the entry offer",
      vi: "đặt hàng lần nữa sau khi mới chỉ mua ưu đãi mở đầu",
    },
    "core_orders_before >= 1": { en: "ordering again after a regular order", vi: "đặt hàng lần nữa sau một đơn hàng chính" },
    "core_orders_before >= #": {
      en: "ordering again after at least # regular orders",
      vi: "đặt hàng lần nữa sau ít nhất # đơn hàng chính",
    },
  },
  order_delivered: {
    "late = true": { en: "the late delivery of an order", vi: "đơn hàng được giao trễ hẹn" },
    "late = false": { en: "the delivery of an order on time", vi: "đơn hàng được giao đúng hẹn" },
    "late exists": { en: "the delivery of an order with a promised date", vi: "đơn hàng có hẹn ngày được giao" },
    "late missing": { en: "the delivery of an order without a promised date", vi: "đơn hàng không hẹn ngày được giao" },
  },
  order_cancelled: {
    "orders_left = 0": { en: "the cancellation of the last remaining order", vi: "đơn hàng cuối cùng còn lại bị hủy" },
  },
  order_refunded: {
    "orders_left = 0": { en: "the full refund of the last remaining order", vi: "đơn hàng cuối cùng còn lại được hoàn tiền toàn bộ" },
  },
  reviewed: {
    "rating = 1": { en: "a review of 1 star", vi: "đánh giá sản phẩm 1 sao" },
    "rating = #": { en: "a review of # stars", vi: "đánh giá sản phẩm # sao" },
    "rating >= 5": { en: "a review of 5 stars", vi: "đánh giá sản phẩm 5 sao" },
    "rating >= #": { en: "a review of # stars or more", vi: "đánh giá sản phẩm từ # sao trở lên" },
  },
  cart_expired: {
    "orders_left = 0": {
      en: `leaving a cart for ${EXPIRED_DAYS} days without any order`,
      vi: `bỏ quên giỏ hàng ${EXPIRED_DAYS} ngày mà chưa có đơn hàng nào`,
    },
    "orders_left >= 1": {
      en: `leaving a cart for ${EXPIRED_DAYS} days after an earlier order`,
      vi: `bỏ quên giỏ hàng ${EXPIRED_DAYS} ngày dù đã có đơn hàng`,
    },
  },
  lapsed: {
    "orders_left = 0": {
      en: `${LAPSED_DAYS} days without an event, and without any order`,
      vi: `không có hoạt động nào trong ${LAPSED_DAYS} ngày và chưa có đơn hàng nào`,
    },
    "orders_left >= 1": {
      en: `${LAPSED_DAYS} days without an event, after an earlier order`,
      vi: `không có hoạt động nào trong ${LAPSED_DAYS} ngày dù đã có đơn hàng`,
    },
  },
};

/** What conditions in general call an attribute; one that is missing here goes by its own name. */
export const ATTRIBUTES: Readonly<Record<string, Label>> = {
  channel: { en: "channel", vi: "kênh" },
  core_orders_before: { en: "regular orders before", vi: "số đơn hàng chính trước đó" },
  currency: { en: "currency", vi: "loại tiền" },
  delivered_at: { en: "delivery time", vi: "thời điểm giao" },
  late: { en: "delay", vi: "giao trễ" },
  larger: { en: "larger amount", vi: "giá trị lớn hơn trước" },
  lead_magnet: { en: "lead magnet", vi: "quà tặng thu hút" },
  offer: { en: "offer", vi: "ưu đãi" },
  order_id: { en: "order id", vi: "mã đơn hàng" },
  orders_left: { en: "orders left", vi: "số đơn hàng còn lại" },
  product_id: { en: "product", vi: "sản phẩm" },
  promised_at: { en: "promised date", vi: "ngày hẹn giao" },
  rating: { en: "rating", vi: "số sao" },
  satisfaction: { en: "satisfaction", vi: "mức hài lòng" },
  scale: { en: "scale", vi: "thang điểm" },
  score: { en: "score", vi: "điểm số" },
  total: { en: "total", vi: "tổng tiền" },
  value: { en: "value", vi: "giá trị" },
};
