import { EMAIL, type FormFixture, PHONE } from "./form-visitor.js";

/** Forms whose one field for a contact is told by its words alone. */
const WORDS: readonly (readonly [what: string, field: string, asked: "email" | "phone"])[] = [
  ["số điện thoại in a label around it", `<label>Số điện thoại * <input name="f1"></label>`, "phone"],
  ["so dien thoai without diacritics", `<label for="f">So dien thoai</label><input id="f">`, "phone"],
  ["decomposed letters", `<input name="f2" placeholder="${"Số điện thoại".normalize("NFD")}">`, "phone"],
  ["capital letters", `<input name="f3" placeholder="SỐ ĐIỆN THOẠI">`, "phone"],
  ["SĐT", `<input placeholder="SĐT liên hệ">`, "phone"],
  ["Số ĐT", `<label for="f">Số ĐT</label><input id="f">`, "phone"],
  ["điện thoại di động", `<span id="l1">Điện thoại di động</span><input aria-labelledby="l1">`, "phone"],
  ["di động", `<input aria-label="Di động">`, "phone"],
  ["số Zalo", `<input placeholder="Số Zalo của anh/chị">`, "phone"],
  ["a label that speaks of a country code", `<label for="f">Phone (with country code)</label><input id="f">`, "phone"],
  ["a label that speaks of an account", `<label for="f">SĐT đăng ký tài khoản</label><input id="f">`, "phone"],
  ["mobile", `<label for="f">Mobile No.</label><input id="f">`, "phone"],
  ["a name in Vietnamese", `<input name="dien_thoai">`, "phone"],
  ["a name of ASP.NET", `<input name="ctl00$main$txtSoDienThoai" id="ctl00_main_txtSoDienThoai">`, "phone"],
  ["the purpose tel-national", `<input name="x1" autocomplete="section-a shipping tel-national">`, "phone"],
  ["a keyboard for phone numbers", `<input name="x2" inputmode="tel">`, "phone"],
  ["địa chỉ email", `<label for="f">Địa chỉ email</label><input id="f">`, "email"],
  ["thư điện tử", `<input placeholder="Thư điện tử">`, "email"],
  ["hòm thư", `<span id="l2">Hòm thư</span><span id="l3">của bạn</span><input aria-labelledby="l2 l3">`, "email"],
  ["e-mail", `<input title="Your e-mail">`, "email"],
  ["Gmail", `<label>Gmail <input></label>`, "email"],
  ["the purpose email", `<input name="x3" autocomplete="email">`, "email"],
  ["a browser that is kept from filling in", `<input name="email" autocomplete="new-password">`, "email"],
  ["a name of PHP", `<input name="data[Contact][emailAddress]">`, "email"],
];

const EITHER = `<h2>Nhận tư vấn</h2><form><label>Email hoặc số điện thoại <input name="contact"></label><button>Gửi</button></form>`;

export const LABELS: readonly FormFixture[] = [
  ...WORDS.map(([what, field, asked]): FormFixture => {
    const value = asked === "email" ? EMAIL : PHONE;
    return {
      what: `a contact asked for by ${what}`,
      html: `<h2>Nhận tư vấn</h2><form><input placeholder="Họ tên">${field}<textarea></textarea><button>Gửi</button></form>`,
      fill: { "form input": value },
      lead: { lead_magnet: "Nhận tư vấn" },
      contact: { [asked]: value },
    };
  }),
  {
    what: "a field for either contact that holds an e-mail address",
    html: EITHER,
    fill: { input: EMAIL },
    lead: { lead_magnet: "Nhận tư vấn" },
    contact: { email: EMAIL },
  },
  {
    what: "a field for either contact that holds a phone number",
    html: EITHER,
    fill: { input: PHONE },
    lead: { lead_magnet: "Nhận tư vấn" },
    contact: { phone: PHONE },
  },
  ...["+84912345678", "84912345678", "0912345678", "(+84) 91-234-5678", "0912.345.678", "028 3822 1234", "+1 (555) 010-9999"].map(
    (phone): FormFixture => ({
      what: `a phone number written ${phone}`,
      html: `<h2>Nhận tư vấn</h2><form><input type="tel" name="phone"><button>Gửi</button></form>`,
      fill: { input: phone },
      lead: { lead_magnet: "Nhận tư vấn" },
      contact: { phone },
    }),
  ),
];
