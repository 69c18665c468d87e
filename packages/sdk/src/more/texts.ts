import type { Consent } from "../api.js";
import { ERRORS, type ErrorCode } from "../errors.js";
import type { Delivery } from "./debug-log.js";
import type { NoLead } from "./why-no-lead.js";

/** Everything the debug mode says, in one language. */
export interface Texts {
  readonly title: string;
  readonly hide: string;
  readonly show: string;
  readonly close: string;
  readonly language: string;
  readonly empty: string;
  /** Events without a name of their own, by type. */
  readonly types: Readonly<Record<string, string>>;
  readonly notCaptured: string;
  readonly error: string;
  readonly visitor: string;
  readonly collector: string;
  readonly consent: Readonly<Record<Consent, string>>;
  readonly delivery: Readonly<Record<Delivery, string>>;
  /** Why an event was captured, by `context.capture`; `page` and `call` for those without, and how that is called in short. */
  readonly capture: Readonly<Record<string, readonly [short: string, why: string]>>;
  readonly noLead: Readonly<Record<NoLead, string>>;
  readonly errors: Readonly<Record<ErrorCode, string>>;
}

export const LANGUAGES = ["en", "vi"] as const;
export type Language = (typeof LANGUAGES)[number];

const shopCart = (shop: string): readonly [string, string] => [shop, `The page changed its ${shop} cart.`];
const shopCartVi = (shop: string): readonly [string, string] => [shop, `Giỏ hàng ${shop} của trang vừa thay đổi.`];

const en: Texts = {
  title: "debug mode",
  hide: "Hide (Esc)",
  show: "Show the debug panel",
  close: "End debug mode",
  language: "Tiếng Việt",
  empty: "Nothing captured yet. Use the page as your visitors do.",
  types: { page: "Page view", identify: "Visitor identified", group: "Group", alias: "Alias" },
  notCaptured: "Not a lead",
  error: "Problem",
  visitor: "Visitor",
  collector: "Sends to",
  consent: {
    granted: "Consent given",
    pending: "No choice yet: events wait in memory, nothing is stored or sent",
    denied: "No consent: nothing that identifies is recorded",
  },
  delivery: {
    consent: "Waits for consent",
    waiting: "Waiting",
    sent: "Stored",
    rejected: "Rejected",
    parked: "On hold",
    deleted: "Deleted",
  },
  capture: {
    page: ["Page view", "A page was opened, or the page's address changed."],
    call: ["Code", "The page's own code called the script."],
    form: ["Form", "A form with a filled e-mail or phone field was submitted."],
    dataLayer: ["dataLayer", "The page pushed an e-commerce event to the dataLayer."],
    attribute: ["HTML attribute", "An element with data-ws-event was clicked or submitted."],
    link: ["Link", "A link that leads to a contact, a file or another site was clicked."],
    engagement: ["Engagement", "The visitor left the page: how long it was seen, and how far it was scrolled."],
    woocommerce: shopCart("WooCommerce"),
    shopify: shopCart("Shopify"),
    haravan: shopCart("Haravan"),
    sapo: shopCart("Sapo"),
  },
  noLead: {
    off: "Forms are switched off by data-forms on the script tag.",
    ignored: "The form is marked data-ws-ignore or data-private.",
    invalid: "The form holds invalid or missing values.",
    search: "It is a search form.",
    login: "It has a password field, so it counts as a log-in. Name it with data-ws-lead if it is a sign-up that you want.",
    purpose: "Its name or button says that it is a log-in, a search or an end of a subscription. Name it with data-ws-lead if it is not.",
    field: "No field asks for an e-mail address or phone number.",
    hidden: "The fields that ask for a contact are hidden, disabled or private.",
    value: "What was typed is no e-mail address or phone number.",
    again: "The same contact was captured just before.",
  },
  errors: ERRORS,
};

const vi: Texts = {
  title: "chế độ kiểm tra",
  hide: "Thu gọn (Esc)",
  show: "Mở bảng kiểm tra",
  close: "Tắt chế độ kiểm tra",
  language: "English",
  empty: "Chưa ghi nhận gì. Hãy thao tác trên trang như khách của bạn.",
  types: { page: "Xem trang", identify: "Nhận diện khách", group: "Nhóm", alias: "Bí danh" },
  notCaptured: "Không tính là lead",
  error: "Sự cố",
  visitor: "Khách",
  collector: "Gửi đến",
  consent: {
    granted: "Khách đã đồng ý",
    pending: "Khách chưa chọn: sự kiện chờ trong bộ nhớ, chưa lưu và chưa gửi gì",
    denied: "Khách không đồng ý: không ghi nhận gì có thể nhận diện khách",
  },
  delivery: {
    consent: "Chờ đồng ý",
    waiting: "Chờ gửi",
    sent: "Đã lưu",
    rejected: "Bị từ chối",
    parked: "Tạm giữ",
    deleted: "Đã xóa",
  },
  capture: {
    page: ["Xem trang", "Khách mở trang, hoặc địa chỉ trang thay đổi."],
    call: ["Mã nguồn", "Mã của trang gọi trực tiếp đến script."],
    form: ["Biểu mẫu", "Khách gửi biểu mẫu có điền e-mail hoặc số điện thoại."],
    dataLayer: ["dataLayer", "Trang đẩy một sự kiện thương mại điện tử vào dataLayer."],
    attribute: ["Thuộc tính HTML", "Khách bấm hoặc gửi một phần tử có data-ws-event."],
    link: ["Liên kết", "Khách bấm liên kết liên hệ, tải tệp hoặc sang trang khác."],
    engagement: ["Tương tác", "Khách rời trang: thời gian xem và độ sâu cuộn trang."],
    woocommerce: shopCartVi("WooCommerce"),
    shopify: shopCartVi("Shopify"),
    haravan: shopCartVi("Haravan"),
    sapo: shopCartVi("Sapo"),
  },
  noLead: {
    off: "Thẻ script đã tắt biểu mẫu bằng data-forms.",
    ignored: "Biểu mẫu được đánh dấu data-ws-ignore hoặc data-private.",
    invalid: "Biểu mẫu còn ô bỏ trống hoặc điền sai.",
    search: "Đây là biểu mẫu tìm kiếm.",
    login: "Có ô mật khẩu nên được xem là đăng nhập. Nếu là đăng ký mà bạn muốn ghi nhận, hãy đặt tên bằng data-ws-lead.",
    purpose:
      "Tên hoặc nút của biểu mẫu cho thấy đây là đăng nhập, tìm kiếm hoặc hủy đăng ký. Nếu không phải, hãy đặt tên bằng data-ws-lead.",
    field: "Không có ô nào hỏi e-mail hoặc số điện thoại.",
    hidden: "Các ô hỏi thông tin liên hệ đang bị ẩn, bị khóa hoặc là riêng tư.",
    value: "Nội dung khách điền không phải e-mail hay số điện thoại.",
    again: "Thông tin liên hệ này vừa được ghi nhận trước đó.",
  },
  errors: {
    options: "Một lệnh gọi có đối số không dùng được; chi tiết là tên của nó.",
    payload: "Một phần của sự kiện bị bỏ: không đọc được, lặp vòng, quá sâu, quá lớn hoặc quá nhiều; chi tiết là tên trường.",
    dropped: "Một số sự kiện chưa gửi đã bị bỏ vì quá nhiều hoặc cũ hơn 30 ngày.",
    rejected: "Máy chủ từ chối sự kiện, hoặc cả yêu cầu; chi tiết là câu trả lời kèm lý do.",
    parked: "Máy chủ không nhận mã ghi này hoặc không có địa chỉ đó; sự kiện chờ đến trang sau.",
    internal: "Có lỗi bên trong script, hoặc trong hàm truyền cho `on` hay `ready`.",
  },
};

export const TEXTS: Readonly<Record<Language, Texts>> = { en, vi };

/** Vietnamese for browsers that prefer it. */
export const preferredLanguage = (): Language => (/^vi/i.test(navigator.language) ? "vi" : "en");
