/** A form as sites have them, what a visitor types, and the lead that comes of it, if any. */
export interface FormFixture {
  readonly what: string;
  /** The page's body; the form is its last one. */
  readonly html: string;
  /** Values by CSS selector; every other field holds a canary. */
  readonly fill: Readonly<Record<string, string>>;
  readonly lead?: {
    readonly lead_magnet?: string;
    readonly form_id?: string;
    readonly email?: string;
    readonly phone?: string;
  };
}

const EMAIL = "an.nguyen@example.com";
const PHONE = "0912 345 678";

export const FORMS: readonly FormFixture[] = [
  {
    what: "a newsletter with an e-mail field and nothing else",
    html: `<h2>Nhận ưu đãi 10%</h2><form id="news"><input type="email" required><button>Gửi</button></form>`,
    fill: { "input[type=email]": EMAIL },
    lead: { lead_magnet: "Nhận ưu đãi 10%", form_id: "news", email: EMAIL },
  },
  {
    what: "Vietnamese labels around text fields",
    html: `<form name="tu-van"><label>Họ tên <input name="a"></label><label>Số điện thoại <input name="b"></label>
      <label>Thư điện tử <input name="c"></label><button>Đăng ký</button></form>`,
    fill: { "[name=b]": PHONE, "[name=c]": EMAIL },
    lead: { lead_magnet: "tu-van", form_id: "tu-van", email: EMAIL, phone: PHONE },
  },
  {
    what: "the abbreviation SĐT as a placeholder",
    html: `<form aria-label="Đặt lịch đo mắt"><input placeholder="SĐT của bạn"><button>Đặt</button></form>`,
    fill: { "input[placeholder]": "+84 912.345.678" },
    lead: { lead_magnet: "Đặt lịch đo mắt", phone: "+84 912.345.678" },
  },
  {
    what: "names without labels",
    html: `<form id="lien-he"><input name="ho_ten"><input name="dien_thoai"><input name="userEmail"><button>Gửi</button></form>`,
    fill: { "[name=dien_thoai]": PHONE, "[name=userEmail]": EMAIL },
    lead: { form_id: "lien-he", email: EMAIL, phone: PHONE },
  },
  {
    what: "autocomplete tokens",
    html: `<form id="f"><input name="x1" autocomplete="shipping tel"><input name="x2" autocomplete="section-a email"><button>Go</button></form>`,
    fill: { "[name=x1]": "+1 (555) 010-9999", "[name=x2]": EMAIL },
    lead: { email: EMAIL, phone: "+1 (555) 010-9999" },
  },
  {
    what: "fields named submit, name, action, elements, closest, matches and getAttribute",
    html: `<form id="clobbered" action="/next"><input type="email" name="email"><input name="submit"><input name="action"><input name="name">
      <input name="elements"><input name="closest"><input name="matches"><input name="getAttribute"><input name="id"><button>Gửi</button></form>`,
    fill: { "[name=email]": EMAIL },
    lead: { form_id: "clobbered", email: EMAIL },
  },
  {
    what: "a quiz in a dialog, named by data-ws-lead around it",
    html: `<div data-ws-lead="Gương mặt bạn hợp mẫu kính nào?"><h3>Bước 3</h3><form id="quiz"><input type="tel" name="phone"><button>Xem</button></form></div>`,
    fill: { "[name=phone]": PHONE },
    lead: { lead_magnet: "Gương mặt bạn hợp mẫu kính nào?", form_id: "quiz", phone: PHONE },
  },
  {
    what: "a title inside the form before one above it",
    html: `<h1>Shop</h1><form><h4>Cẩm nang chọn kính</h4><input type="email"><button>Tải</button></form><h5>Below</h5>`,
    fill: { "input[type=email]": EMAIL },
    lead: { lead_magnet: "Cẩm nang chọn kính", email: EMAIL },
  },
  {
    what: "a telephone field that says nothing else",
    html: `<form id="callback"><input type="tel"><button>Gọi lại</button></form>`,
    fill: { "input[type=tel]": PHONE },
    lead: { phone: PHONE },
  },
  {
    what: "a label that speaks of a country code",
    html: `<form id="f"><label for="p">Phone (with country code)</label><input id="p"><button>Go</button></form>`,
    fill: { "#p": "+84912345678" },
    lead: { phone: "+84912345678" },
  },
  {
    what: "a field outside the form that belongs to it",
    html: `<input type="email" form="apart"><form id="apart"><button>Gửi</button></form>`,
    fill: { "input[type=email]": EMAIL },
    lead: { form_id: "apart", email: EMAIL },
  },
  {
    what: "an e-mail typed twice",
    html: `<form id="twice"><input type="email" name="email"><input type="email" name="email2"><button>Gửi</button></form>`,
    fill: { "[name=email]": EMAIL, "[name=email2]": EMAIL },
    lead: { email: EMAIL },
  },
  {
    what: "a sign-up with a password that the site names a lead magnet",
    html: `<form id="join" data-ws-lead="Thành viên"><input type="email"><input type="password"><button>Gửi</button></form>`,
    fill: { "input[type=email]": EMAIL },
    lead: { lead_magnet: "Thành viên", email: EMAIL },
  },
  {
    what: "card, code and identity numbers beside the phone number",
    html: `<form id="order"><input type="tel" name="cardnumber"><input type="tel" autocomplete="cc-number"><label>Số thẻ <input type="tel"></label>
      <label>Số CCCD <input type="tel"></label><label>Mã số thuế (MST) <input type="tel"></label><input type="tel" autocomplete="one-time-code">
      <label>Số tài khoản <input type="tel"></label><input type="tel" name="zip_code"><input type="tel" name="mobile"><button>Gửi</button></form>`,
    fill: { "input[type=tel]": "079123456789", "[name=mobile]": PHONE },
    lead: { phone: PHONE },
  },
  {
    what: "hidden, private, disabled and trap fields",
    html: `<form id="f"><input type="hidden" name="email" value="hidden-canary@example.com"><input type="email" name="trap" style="display:none">
      <span data-private><input type="email" name="private"></span><input type="email" disabled value="disabled-canary@example.com">
      <span aria-hidden="true"><input type="email" name="robot"></span><input type="email" name="real"><button>Gửi</button></form>`,
    fill: {
      "[name=private]": "private-canary@example.com",
      "[name=robot]": "robot-canary@example.com",
      "[name=trap]": "trap-canary@example.com",
      "[name=real]": EMAIL,
    },
    lead: { email: EMAIL },
  },
  {
    what: "a log-in",
    html: `<form id="signin"><input type="email" name="email"><input type="password"><button>Đăng nhập</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "a log-in by a link in an e-mail",
    html: `<form action="/account/login"><input type="email" name="email"><button>Send link</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "a log-in by user name",
    html: `<form><input type="email" name="email" autocomplete="username"><button>Next</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "a forgotten password",
    html: `<form id="form-quen-mat-khau"><input type="email" name="email"><button>Gửi</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "an end of a subscription",
    html: `<form action="/unsubscribe"><input type="email" name="email"><button>Gửi</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "a search by phone number",
    html: `<form role="search"><input type="tel" name="phone"><button>Tìm</button></form>`,
    fill: { input: PHONE },
  },
  {
    what: "a search field",
    html: `<form><input type="search"><input type="email"><button>Tìm</button></form>`,
    fill: { "[type=email]": EMAIL },
  },
  {
    what: "a checkout that excludes itself",
    html: `<div data-ws-ignore><form><input type="email" name="email"><input type="tel" name="phone"><button>Mua</button></form></div>`,
    fill: { "[name=email]": EMAIL, "[name=phone]": PHONE },
  },
  {
    what: "a private form",
    html: `<form data-private><input type="email"><button>Gửi</button></form>`,
    fill: { "input[type=email]": EMAIL },
  },
  {
    what: "a comment without a contact",
    html: `<form><input name="fullname"><textarea name="comment">canary</textarea><select name="topic"><option>canary</option></select><button>Gửi</button></form>`,
    fill: {},
  },
  {
    what: "a contact that is none",
    html: `<form novalidate><input name="email"><input name="phone"><button>Gửi</button></form>`,
    fill: { "[name=email]": "gọi cho tôi", "[name=phone]": "1234" },
  },
  {
    what: "free text under a label that speaks of e-mail",
    html: `<form><label>Nội dung email <textarea name="email">${EMAIL}</textarea></label><input name="x"><button>Gửi</button></form>`,
    fill: {},
  },
  {
    what: "values the form itself finds invalid, although it does not say so",
    html: `<form novalidate><input type="email" name="email"><input required name="must"><button>Gửi</button></form>`,
    fill: { "[name=email]": EMAIL, "[name=must]": "" },
  },
];
