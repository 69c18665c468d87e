import { EMAIL, ENTER, type FormFixture, PHONE } from "./form-visitor.js";

/** Newsletters, pop-ups, quizzes, bookings and contact forms as shops write them by hand. */
export const SIGNUPS: readonly FormFixture[] = [
  {
    what: "a newsletter with an e-mail field and nothing else",
    html: `<h2>Nhận ưu đãi 10%</h2><form id="news"><input type="email" required><button>Gửi</button></form>`,
    fill: { "input[type=email]": EMAIL },
    lead: { lead_magnet: "Nhận ưu đãi 10%", form_id: "news" },
    contact: { email: EMAIL },
  },
  {
    what: "a newsletter in a footer, after other headings",
    html: `<h1><img alt="Shop"></h1><h2>Kính Mai</h2><footer><h4> Đăng ký
      nhận tin </h4><form action="/subscribe" method="post"><div class="input-group"><input type="text" name="subscribe_email" placeholder="Nhập email của bạn">
      <span class="input-group-append"><button class="btn" type="submit">Đăng ký</button></span></div></form></footer><h5>Liên kết</h5>`,
    fill: { "[name=subscribe_email]": EMAIL },
    lead: { lead_magnet: "Đăng ký nhận tin" },
    contact: { email: EMAIL },
  },
  {
    what: "a pop-up of the older Bootstrap, which stays hidden from screen readers",
    html: `<h3>Sản phẩm nổi bật</h3><div class="modal fade in" id="popup" tabindex="-1" role="dialog" aria-hidden="true" style="position:fixed;top:0">
      <div class="modal-content"><button type="button" class="close" data-dismiss="modal">×</button><h4 class="modal-title">Tặng bạn mã giảm 50K</h4>
      <form class="popup-form"><input type="tel" name="phone" class="form-control" placeholder="Số điện thoại"><button class="btn">Nhận mã</button></form></div></div>`,
    fill: { "[name=phone]": PHONE },
    lead: { lead_magnet: "Tặng bạn mã giảm 50K" },
    contact: { phone: PHONE },
  },
  {
    what: "a dialog",
    html: `<dialog open><form method="dialog" id="gift"><h2>Quà tặng cho bạn</h2><label>Email <input type="email" name="email"></label><button value="ok">Nhận quà</button></form></dialog>`,
    fill: { "[name=email]": EMAIL },
    lead: { lead_magnet: "Quà tặng cho bạn", form_id: "gift" },
    contact: { email: EMAIL },
  },
  {
    what: "a quiz, named by data-ws-lead around it",
    html: `<div data-ws-lead="Gương mặt bạn hợp mẫu kính nào?"><h3>Bước 3</h3><form id="quiz" name="quiz"><label><input type="radio" name="face" value="round"> Mặt tròn</label>
      <label><input type="radio" name="face" value="oval"> Mặt trái xoan</label><input type="tel" name="phone"><button>Xem kết quả</button></form></div>`,
    fill: { "[name=phone]": PHONE },
    lead: { lead_magnet: "Gương mặt bạn hợp mẫu kính nào?", form_id: "quiz" },
    contact: { phone: PHONE },
  },
  {
    what: "a quiz whose answers are groups with titles of their own",
    html: `<h2>Bạn hợp với tròng kính nào?</h2><form id="lens-quiz"><fieldset><legend>Giới tính</legend><label><input type="radio" name="sex"> Nữ</label></fieldset>
      <fieldset><legend>Độ cận</legend><input type="number" name="diopter" step="any"></fieldset><input name="email" placeholder="Email nhận kết quả"><button>Xem kết quả</button></form>`,
    fill: { "[name=email]": EMAIL },
    lead: { lead_magnet: "Bạn hợp với tròng kính nào?", form_id: "lens-quiz" },
    contact: { email: EMAIL },
  },
  {
    what: "a webinar",
    html: `<section><h2>Webinar: Chăm sóc mắt cho dân văn phòng</h2><form id="webinar-form" action="/webinar/register" method="post"><input name="full_name" placeholder="Họ và tên" required>
      <input type="email" name="email" placeholder="Email" required><input type="tel" name="phone" placeholder="Số điện thoại (nhận link Zoom qua Zalo)">
      <input type="text" name="company" placeholder="Công ty"><label><input type="checkbox" name="agree"> Tôi đồng ý nhận email</label><button type="submit">Giữ chỗ miễn phí</button></form></section>`,
    fill: { "[name=email]": EMAIL, "[name=phone]": "0987.654.321" },
    lead: { lead_magnet: "Webinar: Chăm sóc mắt cho dân văn phòng", form_id: "webinar-form" },
    contact: { email: EMAIL, phone: "0987.654.321" },
  },
  {
    what: "a consultation with date and hour",
    html: `<form aria-label="Đặt lịch đo mắt"><input placeholder="Họ tên"><input placeholder="SĐT của bạn"><input type="date" name="date"><input type="time" name="time">
      <select name="branch"><option>Quận 1</option></select><textarea name="note" placeholder="Ghi chú"></textarea><button>Đặt lịch hẹn</button></form>`,
    fill: { "[placeholder^=SĐT]": "+84 912.345.678" },
    lead: { lead_magnet: "Đặt lịch đo mắt" },
    contact: { phone: "+84 912.345.678" },
  },
  {
    what: "a contact form in Vietnamese with labels around the fields",
    html: `<form name="tu-van"><label>Họ tên <input name="a"></label><label>Số điện thoại <input name="b"></label>
      <label>Thư điện tử <input name="c"></label><label>Nội dung <textarea name="d"></textarea></label><button>Gửi yêu cầu</button></form>`,
    fill: { "[name=b]": PHONE, "[name=c]": EMAIL },
    lead: { lead_magnet: "tu-van", form_id: "tu-van" },
    contact: { email: EMAIL, phone: PHONE },
  },
  {
    what: "a contact form in English with a field for the subject and a copy by e-mail",
    html: `<h1>Contact us</h1><form id="contact-form" class="needs-validation border rounded" novalidate action="/contact" method="post"><div class="row"><div class="col"><label for="n" class="form-label">Name</label>
      <input id="n" name="name" class="form-control" required></div><div class="col"><label for="e" class="form-label">E-mail address</label><input id="e" name="e" class="form-control" required></div></div>
      <input name="subject" class="form-control" placeholder="Subject"><textarea name="message" class="form-control"></textarea><label><input type="checkbox" name="copy"> Send me a copy by e-mail</label>
      <input name="website" tabindex="-1" autocomplete="off" style="position:absolute;left:-5000px" aria-hidden="true"><button class="btn btn-primary" type="submit">Send message</button></form>`,
    fill: { "#e": EMAIL },
    lead: { lead_magnet: "Contact us", form_id: "contact-form" },
    contact: { email: EMAIL },
  },
  {
    what: "a call back with a telephone field that says nothing else",
    html: `<form id="callback"><input type="tel"><button>Gọi lại cho tôi</button></form>`,
    fill: { "input[type=tel]": PHONE },
    lead: { lead_magnet: "Shop", form_id: "callback" },
    contact: { phone: PHONE },
  },
  {
    what: "a notice when a product is back, sent by the Enter key",
    html: `<h1>Kính Mai</h1><form class="notify-me"><h5>Báo tôi khi có hàng</h5><input type="email" name="email" placeholder="email@example.com"></form>`,
    fill: { "[name=email]": EMAIL },
    by: ENTER,
    lead: { lead_magnet: "Báo tôi khi có hàng" },
    contact: { email: EMAIL },
  },
  {
    what: "a download of an e-book by a link that looks like a button",
    html: `<h2>Cẩm nang chọn kính (PDF)</h2><form class="download"><input class="form-control" id="txtHoTen"><input class="form-control" id="txtEmail"><input type="image" alt="Tải ngay" src="data:," width="80" height="20"></form>`,
    fill: { "#txtEmail": EMAIL },
    by: "[type=image]",
    lead: { lead_magnet: "Cẩm nang chọn kính (PDF)" },
    contact: { email: EMAIL },
  },
  {
    what: "a registration with a password",
    html: `<h2>Tạo tài khoản</h2><form id="create_customer" action="/account" method="post"><input name="customer[last_name]" placeholder="Họ"><input name="customer[first_name]" placeholder="Tên">
      <input type="radio" name="customer[gender]" value="0"><input name="customer[birthday]" placeholder="mm/dd/yyyy"><input type="email" name="customer[email]" placeholder="Email">
      <input type="password" name="customer[password]" placeholder="Mật khẩu"><input type="submit" value="Đăng ký"></form>`,
    fill: { "[type=email]": EMAIL },
    lead: { lead_magnet: "Tạo tài khoản", form_id: "create_customer" },
    contact: { email: EMAIL },
  },
  {
    what: "a membership with a password and its repetition",
    html: `<form name="sign-up" novalidate><h3>Join us</h3><input name="email" autocomplete="email"><input type="password" autocomplete="new-password"><input type="password" autocomplete="new-password"><button>Continue</button></form>`,
    fill: { "[name=email]": EMAIL },
    lead: { lead_magnet: "sign-up", form_id: "sign-up" },
    contact: { email: EMAIL },
  },
];
