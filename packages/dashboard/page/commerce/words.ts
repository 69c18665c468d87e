import { defineWords } from "../words/define-words.js";

/** What steps of a cart and outcomes of a delivery are called. */
export const COMMERCE = defineWords({
  en: {
    cartSteps: { opened: "Cart", checkout: "Checkout", ordered: "Order" },
    outcomes: {
      on_time: "On time",
      late: "Late",
      overdue: "Overdue",
      under_way: "Under way",
      no_promise: "No promise",
      cancelled: "Cancelled",
    },
    unnamed: "A form without a name",
  },
  vi: {
    cartSteps: { opened: "Giỏ hàng", checkout: "Thanh toán", ordered: "Đặt hàng" },
    outcomes: {
      on_time: "Đúng hẹn",
      late: "Trễ hẹn",
      overdue: "Quá hẹn",
      under_way: "Đang giao",
      no_promise: "Không hẹn ngày",
      cancelled: "Đã hủy",
    },
    unnamed: "Biểu mẫu không tên",
  },
});
