import type { StageModel } from "./model.js";

/** The default model: inbound marketing's four stages. */
export const INBOUND: StageModel = {
  id: "inbound",
  version: 1,
  label: { en: "Inbound", vi: "Inbound" },
  stages: [
    {
      id: "Attract",
      label: { en: "Attract", vi: "Thu hút" },
      steps: [
        { id: "aware", label: { en: "Aware", vi: "Biết đến" }, enteredBy: [{ milestone: "first_touch" }] },
        { id: "engaged", label: { en: "Engaged", vi: "Quan tâm" }, enteredBy: [{ milestone: "engaged" }] },
      ],
    },
    {
      id: "Convert",
      label: { en: "Convert", vi: "Chuyển đổi" },
      steps: [
        { id: "lead", label: { en: "Lead", vi: "Để lại liên hệ" }, enteredBy: [{ milestone: "lead_captured" }] },
        { id: "committed", label: { en: "Committed", vi: "Cam kết" }, enteredBy: [{ milestone: "committed" }] },
      ],
    },
    {
      id: "Close",
      label: { en: "Close", vi: "Chốt đơn hàng" },
      steps: [
        { id: "cart", label: { en: "Cart", vi: "Thêm vào giỏ" }, enteredBy: [{ milestone: "cart_added" }] },
        { id: "checkout", label: { en: "Checkout", vi: "Thanh toán" }, enteredBy: [{ milestone: "checkout_started" }] },
        { id: "customer", label: { en: "Customer", vi: "Khách hàng" }, enteredBy: [{ milestone: "order_completed" }] },
      ],
    },
    {
      id: "Delight",
      label: { en: "Delight", vi: "Hài lòng" },
      steps: [
        { id: "served", label: { en: "Served", vi: "Đã nhận hàng" }, enteredBy: [{ milestone: "order_delivered" }] },
        { id: "repeat", label: { en: "Repeat", vi: "Mua lại" }, enteredBy: [{ milestone: "order_repeated" }] },
        {
          id: "advocate",
          label: { en: "Advocate", vi: "Ủng hộ" },
          enteredBy: [{ milestone: "reviewed", where: { attribute: "rating", atLeast: 4 } }, { milestone: "satisfied" }],
        },
        { id: "promoter", label: { en: "Promoter", vi: "Giới thiệu" }, enteredBy: [{ milestone: "referred" }] },
      ],
    },
  ],
  back: [
    {
      id: "cart_expired_without_order",
      label: { en: "The cart expired without an order", vi: "Giỏ hàng hết hạn mà không có đơn" },
      trigger: { milestone: "cart_expired", where: { attribute: "orders_left", equals: 0 } },
      from: ["Close"],
      to: ["Convert", "Attract"],
    },
    {
      id: "all_orders_cancelled",
      label: { en: "All orders were cancelled", vi: "Mọi đơn hàng đã bị hủy" },
      trigger: { milestone: "order_cancelled", where: { attribute: "orders_left", equals: 0 } },
      from: ["Close", "Delight"],
      to: ["Convert", "Attract"],
    },
    {
      id: "all_orders_refunded",
      label: { en: "All orders were refunded", vi: "Mọi đơn hàng đã được hoàn tiền" },
      trigger: { milestone: "order_refunded", where: { attribute: "orders_left", equals: 0 } },
      from: ["Close", "Delight"],
      to: ["Convert", "Attract"],
    },
    {
      id: "dissatisfied",
      label: { en: "Said to be dissatisfied", vi: "Không hài lòng" },
      trigger: { milestone: "dissatisfied" },
      from: ["Delight"],
      to: ["Close", "Convert", "Attract"],
    },
    {
      id: "unsubscribed",
      label: { en: "Unsubscribed", vi: "Hủy đăng ký nhận tin" },
      trigger: { milestone: "unsubscribed" },
      from: ["Convert"],
      to: ["Attract"],
    },
    {
      id: "lead_lapsed",
      label: { en: "A lead without an event for 180 days", vi: "Khách tiềm năng không hoạt động 180 ngày" },
      trigger: { milestone: "lapsed" },
      from: ["Convert"],
      to: ["Attract"],
    },
  ],
};
