import { expect, test } from "vitest";
import { asksIn, EMAIL, PHONE, plain } from "../src/lead-fields.js";
import { purposeOf } from "../src/lead-purpose.js";

test("Vietnamese words are read without their marks", () => {
  expect(plain("Số điện thoại (*)")).toBe("so dien thoai ");
  // Decomposed, as some keyboards write it.
  expect(plain("Thư điện tử".normalize("NFD"))).toBe("thu dien tu");
  expect(plain("ĐĂNG KÝ so_dien-thoai[0]")).toBe("dang ky so dien thoai 0 ");
});

/** Which contacts a field asks for, by what it says about itself. */
const asked = (said: string): string[] =>
  Object.entries({ email: EMAIL, phone: PHONE })
    .filter(([, [words]]) => asksIn(plain(said), words))
    .map(([name]) => name);

test.each([
  [`type="email"`, "email"],
  [`autocomplete="email"`, "email"],
  [`autocomplete="email username"`, "email"],
  [`name="contact[email]"`, "email"],
  [`name="EMAIL"`, "email"],
  ["E-mail address", "email"],
  ["Email (so that we can answer)", "email"],
  ["Thư điện tử", "email"],
  ["Hòm thư", "email"],
  [`type="tel"`, "phone"],
  [`autocomplete="tel-national"`, "phone"],
  [`name="phoneNumber"`, "phone"],
  ["SĐT", "phone"],
  ["Số ĐT", "phone"],
  ["Điện thoại di động", "phone"],
  ["Di động", "phone"],
  ["Số Zalo", "phone"],
  ["Mobile", "phone"],
  ["Phone (with country code)", "phone"],
  ["Email hoặc số điện thoại", "email phone"],
  ["Họ và tên", ""],
  [`name="hotel"`, ""],
  [`type="email" autocomplete="username"`, ""],
  [`type="tel" autocomplete="cc-number"`, ""],
  [`type="tel" name="cardNumber"`, ""],
  [`type="tel" placeholder="Card number"`, ""],
  [`type="tel" Số thẻ`, ""],
  [`type="tel" Số tài khoản`, ""],
  [`type="tel" Số tiền`, ""],
  [`type="tel" Mã số thuế`, ""],
  [`type="tel" CCCD`, ""],
  [`type="tel" Số CMND`, ""],
  ["Email người nhận", ""],
  ["Email bạn bè", ""],
  ["SĐT người giới thiệu", ""],
  ["SĐT người thân", ""],
  [`name="friend_email"`, ""],
  [`name="receiver_phone"`, ""],
  [`name="recipient_phone"`, ""],
  [`name="phone_referrer"`, ""],
  ["Preferred email", "email"],
])("A field that says %s asks for: %s", (said, contacts) => {
  expect(asked(said).join(" ")).toBe(contacts);
});

test.each([
  ["0912 345 678", true],
  ["(+84) 912.345.678", true],
  ["+1 555-010-9999", true],
  ["84912345678", true],
  ["1234567", false],
  ["4111 1111 1111 1111", false],
  ["gọi 0912345678", false],
  ["12/11/2026", false],
])("The text %s is a phone number: %s", (text, is) => {
  expect(PHONE[1].test(text)).toBe(is);
});

test.each([
  ["an@example.com", true],
  ["an.nguyễn@exämple.vn", true],
  ["an@example", false],
  ["an@example.", false],
  ["a@b.vn, c@d.vn", false],
  ["call me @ home.now", false],
])("The text %s is an e-mail address: %s", (text, is) => {
  expect(EMAIL[1].test(text)).toBe(is);
});

const NAMES: readonly (readonly [what: string, purpose: number, names: readonly string[]])[] = [
  [
    "nothing of",
    0,
    [
      "login-form",
      "loginform",
      "sign_in",
      "Đăng nhập",
      "quen-mat-khau",
      "/account/recover",
      "Tìm kiếm",
      "Tra cứu đơn hàng",
      "Kiểm tra đơn hàng",
      "Theo dõi đơn hàng",
      "track_order",
      "Track your order",
      "/unsubscribe",
      "Hủy đăng ký",
      "password",
      "role=search",
    ],
  ],
  [
    "the contact of",
    1,
    ["checkout", "check-out", "Thanh toán", "Đặt hàng", "Hoàn tất đơn hàng", "Mua ngay", "Place order", "checkout password", "commentform"],
  ],
  [
    "a lead in",
    2,
    [
      "newsletter",
      "dang-ky",
      "research-guide",
      "blog-info",
      "design-inner",
      "border",
      "lien-he",
      "",
      "Đăng ký password",
      "password sign-up",
      "register password",
      "password Create account",
    ],
  ],
];

test.each(NAMES)("There is %s forms that say so", (_, purpose, names) => {
  for (const name of names) expect(purposeOf(plain(name)), name).toBe(purpose);
});
