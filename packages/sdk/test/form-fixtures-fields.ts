import { EMAIL, ENTER, type FormFixture, PHONE } from "./form-visitor.js";

const lead_magnet = "Nhận tư vấn";
const inForm = (fields: string, attributes = ""): string =>
  `<h2>${lead_magnet}</h2><form ${attributes}>${fields}<button>Gửi</button></form>`;

/** What stands beside the contact: other numbers, other people's contacts, traps, and names that hide the form's own. */
export const FIELDS: readonly FormFixture[] = [
  {
    what: "fields named submit, name, action, elements, closest, matches and getAttribute",
    html: `<form id="clobbered" action="/next"><input type="email" name="email"><input name="submit"><input name="action"><input name="name"><input name="elements"><input name="closest"><input name="matches">
      <input name="getAttribute"><input name="id"><input name="attributes"><input name="cloneNode"><input name="getRootNode"><input name="outerHTML"><input name="dataset"><input name="parentNode"><input name="nodeType"><button>Gửi</button></form>`,
    fill: { "[name=email]": EMAIL },
    by: ENTER,
    lead: { lead_magnet: "Shop", form_id: "clobbered" },
    contact: { email: EMAIL },
  },
  {
    what: "a title inside the form before one above it",
    html: `<h1>Shop</h1><form><h4>Cẩm nang chọn kính</h4><input type="email"><button>Tải</button></form><h5>Below</h5>`,
    fill: { "input[type=email]": EMAIL },
    lead: { lead_magnet: "Cẩm nang chọn kính" },
    contact: { email: EMAIL },
  },
  {
    what: "titles that nobody sees, that are private or that the visitor wrote",
    html: `<h2>${lead_magnet}</h2><div style="display:none"><h2>Đăng nhập</h2></div><h3 style="visibility:hidden">canary hidden</h3><h3 data-private>canary private</h3><h3 contenteditable>x</h3><h3> <i></i></h3><form><input type="email"><button>Gửi</button></form>`,
    fill: { "input[type=email]": EMAIL },
    lead: { lead_magnet },
    contact: { email: EMAIL },
  },
  {
    what: "a field outside the form that belongs to it, and one inside that belongs to another",
    html: `<h2>${lead_magnet}</h2><form id="other"></form><input type="email" form="apart"><form id="apart"><input type="tel" form="other"><button>Gửi</button></form>`,
    fill: { "input[type=email]": EMAIL },
    lead: { lead_magnet, form_id: "apart" },
    contact: { email: EMAIL },
  },
  {
    what: "a button outside the form",
    html: `<h2>${lead_magnet}</h2><form id="inner"><input type="email"></form><button form="inner" id="outer">Gửi</button>`,
    fill: { "input[type=email]": EMAIL },
    by: "#outer",
    lead: { lead_magnet, form_id: "inner" },
    contact: { email: EMAIL },
  },
  {
    what: "an e-mail typed twice",
    html: inForm(`<input type="email" name="email"><input type="email" name="email_confirm">`),
    fill: { "[name=email]": EMAIL, "[name=email_confirm]": EMAIL },
    lead: { lead_magnet },
    contact: { email: EMAIL },
  },
  {
    what: "a friend's e-mail before the visitor's",
    html: inForm(`<label>Email bạn bè <input type="email" name="e1"></label><label>Email của bạn <input type="email" name="e2"></label>`),
    fill: { "[name=e2]": EMAIL },
    lead: { lead_magnet },
    contact: { email: EMAIL },
  },
  {
    what: "only a friend's e-mail",
    html: inForm(`<input type="email" name="friend_email" autocomplete="email"><input type="tel" name="phone_referrer">`),
    fill: { "[name=friend_email]": "binh@example.com" },
  },
  {
    what: "who sent the visitor, and who waits at home",
    html: inForm(
      `<input type="tel" placeholder="SĐT người giới thiệu"><input type="tel" placeholder="SĐT người thân"><input type="tel" name="phone" placeholder="SĐT">`,
    ),
    fill: { "[name=phone]": PHONE },
    lead: { lead_magnet },
    contact: { phone: PHONE },
  },
  {
    what: "card, account and identity numbers before the phone number",
    html: inForm(`<input type="tel" name="cardNumber"><input type="tel" placeholder="Card number"><label>Số thẻ thành viên <input type="tel"></label><label>Số CCCD <input type="tel"></label><label>CMND/CCCD <input type="tel"></label>
      <label>Mã số thuế (MST) <input type="tel"></label><label>Số tài khoản <input type="tel"></label><label>Số tiền cần vay <input type="tel"></label><input name="mobile">`),
    fill: { "[name=mobile]": PHONE },
    lead: { lead_magnet },
    contact: { phone: PHONE },
  },
  {
    what: "numbers too short or too long for a phone's",
    html: inForm(
      `<input type="tel" name="phone_code"><input type="tel" autocomplete="postal-code"><input type="tel" autocomplete="cc-number"><input type="tel" name="tel">`,
    ),
    fill: {
      "[name=phone_code]": "+84",
      "[autocomplete=postal-code]": "700000",
      "[autocomplete=cc-number]": "4111 1111 1111 1111",
      "[name=tel]": PHONE,
    },
    lead: { lead_magnet },
    contact: { phone: PHONE },
  },
  {
    what: "hidden, private, disabled and invisible fields",
    html: inForm(`<input type="hidden" name="email"><input type="email" name="trap1" style="display:none"><input type="email" name="trap2" style="visibility:hidden"><input type="email" name="trap3" style="opacity:0">
      <div style="opacity:0"><input type="email" name="trap4"></div><div style="position:absolute;left:-9999px"><input type="email" name="trap5"></div><input type="email" name="trap6" style="position:absolute;left:0;top:0;width:0;height:0;border:0">
      <span data-private><input type="email" name="private1"></span><input type="email" data-private><fieldset disabled><input type="email" name="off"></fieldset><input type="email" disabled><input type="email" name="real">`),
    fill: { "[name=private1]": "private-1@example.com", "input[data-private]": "private-2@example.com", "[name=real]": EMAIL },
    lead: { lead_magnet },
    contact: { email: EMAIL },
  },
  {
    what: "fields of other kinds that speak of e-mail and phone",
    html: inForm(
      `<input type="url" name="mail_url"><input type="search" name="mail_search"><input type="color" name="phone_color"><label>Gửi qua email <input type="checkbox" name="by_email" value="box@example.com"></label><label>Phòng bán hàng
      <input type="radio" name="email_to" value="sales@example.com" checked></label><input type="file" name="phone_photo"><label>Nội dung email <textarea name="email_text"></textarea></label><select name="phone"></select>
      <div contenteditable aria-label="Email"></div><input type="text" name="real_email">`,
      `class="sign-up"`,
    ),
    fill: { "[name=real_email]": EMAIL },
    lead: { lead_magnet },
    contact: { email: EMAIL },
  },
  {
    what: "a password in a field of another type, and a field for anything",
    html: inForm(`<input type="text" name="secret" autocomplete="off"><input type="text" name="note"><input type="email" name="email">`),
    fill: { "[name=email]": EMAIL, "[name=note]": "gọi 0987654321 sau 18h", "[name=secret]": "0123456789" },
    lead: { lead_magnet },
    contact: { email: EMAIL },
  },
  {
    what: "a contact that is none",
    html: inForm(`<input name="email"><input name="phone">`, "novalidate"),
    fill: { "[name=email]": "gọi cho tôi nhé", "[name=phone]": "1234" },
  },
  {
    what: "no contact, since it was not asked for",
    html: inForm(`<input name="fullname"><input name="hotel"><select name="topic"></select><textarea name="comment"></textarea>`),
    fill: { "[name=hotel]": "0912345678" },
  },
  {
    what: "values the form itself finds invalid, although it does not say so",
    html: inForm(`<input type="email" name="email"><input required name="must" pattern="[a-z]+">`, "novalidate"),
    fill: { "[name=email]": EMAIL, "[name=must]": "0" },
  },
  {
    what: "values found invalid that a button does not care for",
    html: `<h2>${lead_magnet}</h2><form><input type="email" name="email"><input required name="must" pattern="[a-z]+"><button formnovalidate>Lưu nháp</button></form>`,
    fill: { "[name=email]": EMAIL, "[name=must]": "0" },
  },
];
