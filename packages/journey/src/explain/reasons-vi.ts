import { EXPIRED_DAYS, LAPSED_DAYS } from "./days.js";
import type { Rated, Reasons, Told } from "./told.js";

/** A word before what may be missing: `and(" trị giá ", null)` is nothing. */
const and = (word: string, part: string | null): string => (part === null ? "" : `${word}${part}`);

const SCORES: Readonly<Record<Rated["scale"], (score: string) => string>> = {
  nps: (score) => `NPS ${score}/10`,
  csat: (score) => `CSAT ${score}/5`,
  stars: (score) => `${score}/5 sao`,
  satisfaction: (score) => `mức hài lòng ${score}/100`,
};

const score = (rated: Rated | null): string | null => rated && SCORES[rated.scale](rated.score);
const theOrder = ({ order }: Told): string => `Đơn hàng${and(" ", order)}`;
const noneLeft = ({ isLastOrder }: Told): string => (isLastOrder ? ", không còn đơn hàng nào" : "");
const order = ({ order, total }: Told): string => `đơn hàng${and(" ", order)}${and(" trị giá ", total)}`;
const reviewed = ({ product, rated }: Told): string => `Đã đánh giá${and(" sản phẩm ", product)} ${score(rated)}.`;

/** Why a milestone moved someone, in Vietnamese. */
export const REASONS_VI: Reasons = {
  first_touch: () => "Được ghi nhận lần đầu tiên.",
  engaged: ({ rule }) =>
    rule === "content_event"
      ? "Đã đọc, xem hoặc tìm kiếm nội dung."
      : rule === "second_session"
        ? "Đã quay lại lần thứ hai."
        : "Đã xem trang thứ hai.",
  product_viewed: ({ product }) => (product === null ? "Đã xem một sản phẩm." : `Đã xem sản phẩm ${product}.`),
  lead_captured: ({ leadMagnet }) => `Đã để lại liên hệ${and(" để nhận ", leadMagnet)}.`,
  committed: (told) =>
    told.rule === "tripwire_order"
      ? `Đã mua ưu đãi mở đầu, ${order(told)}.`
      : `Đã đăng ký ${told.offer ?? "tư vấn, hội thảo hoặc dùng thử"}.`,
  cart_added: ({ rule }) =>
    rule === "cart_reopened" ? "Đã cho thêm sản phẩm vào giỏ hàng sau khi đơn bị hủy." : "Đã cho sản phẩm vào giỏ hàng.",
  checkout_started: () => "Đã bắt đầu thanh toán.",
  order_completed: (told) => `Đã đặt ${order(told)}.`,
  order_repeated: (told) => `Đã đặt hàng lần nữa${told.isLarger ? ", nhiều hơn trước" : ""}: ${order(told)}.`,
  order_shipped: (told) => `${theOrder(told)} đã được gửi đi.`,
  order_delivered: (told) => `${theOrder(told)} đã được giao${told.isLate === null ? "" : told.isLate ? " trễ hẹn" : " đúng hẹn"}.`,
  order_cancelled: (told) => `${theOrder(told)} đã bị hủy${noneLeft(told)}.`,
  order_refunded: (told) =>
    told.rule === "partial_refund"
      ? `Đã hoàn lại một khoản tiền cho đơn hàng${and(" ", told.order)}${noneLeft(told)}.`
      : `${theOrder(told)} đã được hoàn tiền${noneLeft(told)}.`,
  reviewed: (told) => (told.rated === null ? "Đã viết đánh giá." : reviewed(told)),
  satisfied: ({ rated }) => `Đã phản hồi hài lòng${and(": ", score(rated))}.`,
  dissatisfied: (told) =>
    told.rule === "bad_review" && told.rated !== null ? reviewed(told) : `Đã phản hồi không hài lòng${and(": ", score(told.rated))}.`,
  referred: ({ channel }) => `Đã giới thiệu cửa hàng cho người khác${and(" qua ", channel)}.`,
  support_contacted: ({ channel }) => `Đã liên hệ bộ phận hỗ trợ${and(" qua ", channel)}.`,
  unsubscribed: () => "Đã hủy nhận e-mail.",
  cart_expired: () => `Giỏ hàng bị bỏ quên ${EXPIRED_DAYS} ngày mà không đặt hàng.`,
  lapsed: () => `Không có hoạt động nào trong ${LAPSED_DAYS} ngày.`,
};
