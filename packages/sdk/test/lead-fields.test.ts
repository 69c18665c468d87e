import { expect, test } from "vitest";
import { contactIn, contactOf, isNoLead, plain } from "../src/lead-fields.js";

test("Vietnamese words are read without their marks", () => {
  expect(plain("Số điện thoại (*)")).toBe("so dien thoai ");
  // Decomposed, as some keyboards write it.
  expect(plain("Thư điện tử".normalize("NFD"))).toBe("thu dien tu");
  expect(plain("so_dien-thoai[0]")).toBe("so dien thoai 0 ");
});

test.each<[type: string, autocomplete: string, name: string, label: string, contact: string | undefined]>([
  ["email", "", "", "", "email"],
  ["text", "email", "", "", "email"],
  ["text", "", "contact[email]", "", "email"],
  ["text", "", "EMAIL", "", "email"],
  ["text", "", "", "E-mail address", "email"],
  ["text", "", "", "Thư điện tử", "email"],
  ["tel", "", "", "", "phone"],
  ["text", "tel-national", "", "", "phone"],
  ["text", "", "phoneNumber", "", "phone"],
  ["number", "", "sdt", "", "phone"],
  ["text", "", "", "SĐT", "phone"],
  ["text", "", "", "Điện thoại di động", "phone"],
  ["text", "off", "", "Số Zalo", "phone"],
  ["text", "", "hotel", "", undefined],
  ["text", "", "fullname", "Họ và tên", undefined],
  ["text", "username", "email", "", undefined],
  ["tel", "cc-number", "", "", undefined],
  ["tel", "", "cardNumber", "", undefined],
  ["tel", "", "", "Số thẻ", undefined],
  ["tel", "", "", "Số CCCD", undefined],
  ["tel", "", "", "Mã số thuế (MST)", undefined],
  ["tel", "", "", "Số tài khoản", undefined],
  ["tel", "", "phone_country_code", "", undefined],
  ["text", "", "phone", "Phone (with country code)", "phone"],
  ["password", "", "email", "", undefined],
  ["hidden", "", "email", "", undefined],
  ["search", "", "phone", "", undefined],
  ["date", "", "phone", "", undefined],
])("A field of type %s, autocomplete %s, name %s and label %s asks for %s", (type, autocomplete, name, label, contact) => {
  expect(contactOf(type, autocomplete, name, label)).toBe(contact);
});

test.each([
  ["0912 345 678", true],
  ["(+84) 912.345.678", true],
  ["+1 555-010-9999", true],
  ["1234567", false],
  ["4111 1111 1111 1111", false],
  ["gọi 0912345678", false],
  ["12/11/2026", false],
])("The text %s is a phone number: %s", (text, is) => {
  expect(contactIn("phone", ` ${text}`)).toBe(is ? text : undefined);
});

test.each([
  ["an@example.com", true],
  ["an.nguyễn@exämple.vn", true],
  ["an@example", false],
  ["an@example.", false],
  ["a@b.vn, c@d.vn", false],
  ["call me @ home.now", false],
])("The text %s is an e-mail address: %s", (text, is) => {
  expect(contactIn("email", `${text} `)).toBe(is ? text : undefined);
});

test("Forms that let in, look up or end are told by their names, others are not", () => {
  for (const names of [
    "login-form",
    "sign_in",
    "Đăng nhập",
    "/search",
    "Tìm kiếm",
    "forgotPassword",
    "quen-mat-khau",
    "/unsubscribe",
    "huy-dang-ky",
  ])
    expect(isNoLead(names), names).toBe(true);
  for (const names of ["newsletter", "dang-ky", "research-guide", "blogin", "lien-he", ""]) expect(isNoLead(names), names).toBe(false);
});
