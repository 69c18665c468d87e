import { EMAIL, type FormFixture, PHONE } from "./form-visitor.js";

/** Forms that are no leads: nothing in them is read. */
export const CLOSED: readonly FormFixture[] = [
  {
    what: "a log-in",
    html: `<form id="signin"><input type="email" name="email"><input type="password"><button>Đăng nhập</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "a log-in that only its password tells",
    html: `<form><input type="email" name="email"><input type="password" name="p"><button>OK</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "Haravan's log-in",
    html: `<form accept-charset="UTF-8" action="/account/login" id="customer_login" method="post"><input name="form_type" type="hidden" value="customer_login"><input type="email" required name="customer[email]" id="customer_email" placeholder="Email"><input type="password" name="customer[password]" placeholder="Mật khẩu"><input type="submit" class="btn" value="Đăng nhập"></form>`,
    fill: { "#customer_email": EMAIL },
  },
  {
    what: "WordPress's log-in",
    html: `<form name="loginform" id="loginform" action="/wp-login.php" method="post"><label for="user_login">Tên người dùng hoặc địa chỉ email</label><input type="text" name="log" id="user_login" class="input" autocomplete="username"><input type="password" name="pwd" id="user_pass"><input type="submit" name="wp-submit" id="wp-submit" value="Log In"></form>`,
    fill: { "#user_login": EMAIL },
  },
  {
    what: "a log-in by a link in an e-mail",
    html: `<form action="/account/login"><input type="email" name="email"><button>Send link</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "a log-in by a code sent to the phone",
    html: `<h1>Chào mừng trở lại</h1><form class="flex flex-col"><label>Số điện thoại <input type="tel" name="phone"></label><button class="btn">Đăng nhập bằng OTP</button></form>`,
    fill: { "[name=phone]": PHONE },
  },
  {
    what: "the first step of a log-in, by user name",
    html: `<form><input type="email" name="email" autocomplete="username webauthn"><button>Next</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "a log-in that also offers registration",
    html: `<form class="login-register-form"><input type="email" name="email"><input type="password"><button type="button">Đăng ký</button><button>Sign in</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "a forgotten password",
    html: `<form id="form-quen-mat-khau"><input type="email" name="email"><button>Gửi</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "a forgotten password on Shopify and Haravan",
    html: `<form method="post" action="/account/recover" accept-charset="UTF-8"><input type="hidden" name="form_type" value="recover_customer_x"><input type="email" name="email" id="RecoverEmail"><button>Gửi</button></form>`,
    fill: { "#RecoverEmail": EMAIL },
  },
  {
    what: "an account's data with a change of password",
    html: `<form class="woocommerce-EditAccountForm edit-account" action="" method="post"><input type="email" name="account_email" autocomplete="email"><input type="password" name="password_current"><input type="password" name="password_1"><button name="save_account_details">Lưu thay đổi</button></form>`,
    fill: { "[type=email]": EMAIL },
  },
  {
    what: "the code of a second factor",
    html: `<form><label>Nhập mã OTP đã gửi đến số điện thoại của bạn <input type="tel" inputmode="numeric" autocomplete="one-time-code" name="otp"></label><button>Xác nhận</button></form>`,
    fill: { "[name=otp]": "482913" },
  },
  {
    what: "a coupon",
    html: `<form class="coupon-form"><label for="coupon_code">Mã ưu đãi</label><input name="coupon_code" id="coupon_code" placeholder="Nhập mã giảm giá"><button>Áp dụng</button></form>`,
    fill: { "#coupon_code": "GIAM50K-0912345678" },
  },
  {
    what: "an end of a subscription",
    html: `<form action="/unsubscribe"><input type="email" name="email"><button>Gửi</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "an end of a subscription in Vietnamese",
    html: `<form><input type="email" name="email"><button>Hủy đăng ký nhận tin</button></form>`,
    fill: { "[name=email]": EMAIL },
  },
  {
    what: "a search",
    html: `<form action="/search" method="get" role="search"><input type="search" name="q" placeholder="Tìm sản phẩm"><button aria-label="Search"><svg></svg></button></form>`,
    fill: { "[name=q]": EMAIL },
  },
  {
    what: "a search by phone number",
    html: `<form role="search"><input type="tel" name="phone"><button>Tìm</button></form>`,
    fill: { input: PHONE },
  },
  {
    what: "a search beside an e-mail address",
    html: `<form><input type="search" name="q"><input type="email"><button>Tìm</button></form>`,
    fill: { "[type=email]": EMAIL },
  },
  {
    what: "a search for a shop that asks for a phone number",
    html: `<form><input name="keyword" placeholder="Tên đường, quận"><input name="phone" placeholder="Số điện thoại"><input type="submit" value="Tìm kiếm"></form>`,
    fill: { "[name=phone]": PHONE },
  },
  {
    what: "an order looked up by number and phone",
    html: `<h1>Tra cứu đơn hàng</h1><form class="form-horizontal"><input name="ma_don" placeholder="Mã đơn hàng"><input name="phone" placeholder="Số điện thoại đặt hàng"><button class="btn">Tra cứu</button></form>`,
    fill: { "[name=phone]": PHONE, "[name=ma_don]": "DH-20261103-77" },
  },
  {
    what: "an order looked up at an address that says so",
    html: `<form action="/tra-cuu-don-hang" method="post"><input name="phone" placeholder="Số điện thoại"><button>Xem</button></form>`,
    fill: { "[name=phone]": PHONE },
  },
  {
    what: "an order looked up by another word",
    html: `<form><input name="phone" placeholder="Số điện thoại"><button>Kiểm tra đơn hàng</button></form>`,
    fill: { "[name=phone]": PHONE },
  },
  {
    what: "WooCommerce's order tracking",
    html: `<form action="/theo-doi/" method="post" class="woocommerce-form woocommerce-form-track-order track_order"><p><label for="orderid">Mã đơn hàng</label><input class="input-text" type="text" name="orderid" id="orderid"></p><p><label for="order_email">Email thanh toán</label><input class="input-text" type="text" name="order_email" id="order_email"></p><button type="submit" class="button" name="track" value="Theo dõi">Theo dõi</button></form>`,
    fill: { "#order_email": EMAIL, "#orderid": "1024-7788-99" },
  },
  {
    what: "a warranty looked up",
    html: `<form id="baohanh"><input name="imei" placeholder="Số IMEI hoặc số điện thoại"><button>Tra cứu bảo hành</button></form>`,
    fill: { "[name=imei]": PHONE },
  },
  {
    what: "a form that excludes itself",
    html: `<div data-ws-ignore><form data-ws-lead="Quà"><input type="email" name="email"><input type="tel" name="phone"><button>Gửi</button></form></div>`,
    fill: { "[name=email]": EMAIL, "[name=phone]": PHONE },
  },
  {
    what: "a private form",
    html: `<form data-private><input type="email"><button>Gửi</button></form>`,
    fill: { "input[type=email]": EMAIL },
  },
  {
    what: "a review with stars, a text and a photo",
    html: `<form id="review"><input name="fullname"><input type="range" min="1" max="5"><textarea name="content"></textarea><select name="topic"></select><div contenteditable="true"></div><input type="file"><button>Gửi đánh giá</button></form>`,
    fill: {},
  },
];
