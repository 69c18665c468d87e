import { EMAIL, type FormFixture, PHONE } from "./form-visitor.js";

/** Orders and words in public: they tell who the visitor is, and nothing was promised for the contact. */
export const ORDERS: readonly FormFixture[] = [
  {
    what: "WooCommerce's guest checkout, with another address and an account that were not wanted",
    html: `<h3>Thông tin thanh toán</h3><form name="checkout" method="post" class="checkout woocommerce-checkout" action="/thanh-toan/" enctype="multipart/form-data" novalidate="novalidate"><p id="billing_first_name_field"><label for="billing_first_name">Họ và tên&nbsp;<abbr title="bắt buộc">*</abbr></label>
      <input type="text" class="input-text" name="billing_first_name" id="billing_first_name" autocomplete="given-name"></p><p><label for="billing_phone">Số điện thoại</label><input type="tel" class="input-text" name="billing_phone" id="billing_phone" autocomplete="tel"></p>
      <p><label for="billing_email">Địa chỉ email</label><input type="email" class="input-text" name="billing_email" id="billing_email" autocomplete="email username"></p><input type="tel" name="billing_postcode" id="billing_postcode" autocomplete="postal-code">
      <div class="create-account" style="display:none"><input type="password" name="account_password" id="account_password"></div><div class="shipping_address" style="display:none"><label for="shipping_phone">Điện thoại</label><input type="tel" name="shipping_phone" id="shipping_phone"></div>
      <textarea name="order_comments" id="order_comments"></textarea><button type="submit" class="button alt" name="woocommerce_checkout_place_order" id="place_order" value="Đặt hàng">Đặt hàng</button></form>`,
    fill: { "#billing_phone": PHONE, "#billing_email": EMAIL },
    contact: { email: EMAIL, phone: PHONE },
  },
  {
    what: "Haravan's checkout, whose fields belong to no form and are not read",
    html: `<h2 class="section-title">Thông tin giao hàng</h2><div class="section-content section-customer-information"><p>Bạn đã có tài khoản? <a href="/account/login">Đăng nhập</a></p><div class="field"><label class="field-label" for="billing_address_full_name">Họ và tên</label>
      <input placeholder="Họ và tên" class="field-input" size="30" type="text" id="billing_address_full_name" name="billing_address[full_name]"></div><div class="field"><label for="checkout_user_email">Email</label><input placeholder="Email" class="field-input" type="email" id="checkout_user_email" name="checkout_user[email]"></div>
      <div class="field"><label for="billing_address_phone">Số điện thoại</label><input placeholder="Số điện thoại" class="field-input" maxlength="15" type="tel" id="billing_address_phone" name="billing_address[phone]"></div></div>
      <div class="step-footer"><form id="form_next_step" accept-charset="UTF-8" method="post"><input name="utf8" type="hidden" value="✓"><button type="submit" class="step-footer-continue-btn btn"><span class="btn-content">Hoàn tất đơn hàng</span></button></form></div>`,
    fill: { "#checkout_user_email": EMAIL, "#billing_address_phone": "0912345678" },
  },
  {
    what: "Sapo's checkout",
    html: `<form method="post" action="/checkout/5f1c" id="checkoutForm" data-tg-refresh="checkout"><h2 class="section__title">Thông tin nhận hàng</h2><input type="email" name="email" id="email" class="field__input" placeholder="Email (tùy chọn)"><input type="text" name="billingName" placeholder="Họ và tên">
      <input type="tel" name="billingPhone" id="billingPhone" class="field__input" placeholder="Số điện thoại"><input name="billingAddress" placeholder="Địa chỉ"><textarea name="note"></textarea><input name="reductionCode" placeholder="Nhập mã giảm giá"><button type="submit" class="btn btn-checkout">ĐẶT HÀNG</button></form>`,
    fill: { "#email": "", "#billingPhone": PHONE },
    contact: { phone: PHONE },
  },
  {
    what: "Shopify's checkout with a field for e-mail or phone",
    html: `<form action="" method="POST" novalidate id="Form1"><h2>Contact</h2><label for="email">Email or mobile phone number</label><input id="email" name="email" required type="text" aria-required="true" autocapitalize="off" autocomplete="shipping email">
      <h2>Payment</h2><input id="number" name="number" type="tel" inputmode="numeric" autocomplete="cc-number" placeholder="Card number"><input id="verification_value" type="tel" inputmode="numeric" autocomplete="cc-csc"><button type="submit" id="checkout-pay-button">Pay now</button></form>`,
    fill: { "#email": EMAIL },
    contact: { email: EMAIL },
  },
  {
    what: "a quick order with cash on delivery, by phone only",
    html: `<div class="mua-nhanh"><h4>Đặt mua nhanh</h4><form action="/gio-hang/dat-hang-nhanh" method="post"><input name="ten" placeholder="Họ và tên"><input name="dienthoai" placeholder="Điện thoại di động"><input name="diachi" placeholder="Địa chỉ nhận hàng"><input type="number" name="soluong" value="1">
      <label><input type="radio" name="pay" value="cod" checked> Thanh toán khi nhận hàng (COD)</label><button type="submit">Đặt hàng ngay</button></form></div>`,
    fill: { "[name=dienthoai]": "0912.345.678" },
    contact: { phone: "0912.345.678" },
  },
  {
    what: "an order in a form that says so only on its button",
    html: `<h2>Thông tin người mua</h2><form class="space-y-4 border rounded-lg"><input name="fullName" placeholder="Họ tên"><input name="tel" placeholder="SĐT"><button class="order-2 bg-red">Mua ngay</button></form>`,
    fill: { "[name=tel]": "84 912 345 678" },
    contact: { phone: "84 912 345 678" },
  },
  {
    what: "an order for somebody else, whose phone is not the visitor's",
    html: `<form id="gift-checkout"><label>SĐT người đặt <input type="tel" name="sender_phone"></label><label>SĐT người nhận <input type="tel" name="recipient_phone"></label><label>Email người nhận <input type="email" name="recipient_email"></label><button>Thanh toán</button></form>`,
    fill: { "[name=sender_phone]": PHONE, "[name=recipient_phone]": "0987654321", "[name=recipient_email]": "binh@example.com" },
    contact: { phone: PHONE },
  },
  {
    what: "a checkout that the site names a lead magnet",
    html: `<form id="checkout" data-ws-lead="Khóa học 0 đồng"><input type="email" name="email"><button>Đặt hàng</button></form>`,
    fill: { "[name=email]": EMAIL },
    lead: { lead_magnet: "Khóa học 0 đồng", form_id: "checkout" },
    contact: { email: EMAIL },
  },
  {
    what: "a comment in WordPress",
    html: `<h3 id="reply-title">Để lại một bình luận</h3><form action="/wp-comments-post.php" method="post" id="commentform" class="comment-form" novalidate><textarea id="comment" name="comment" required></textarea><label for="author">Tên</label><input id="author" name="author" type="text" autocomplete="name">
      <label for="email">Email</label><input id="email" name="email" type="email" autocomplete="email"><input id="url" name="url" type="url" autocomplete="url"><input name="submit" type="submit" id="submit" class="submit" value="Gửi"></form>`,
    fill: { "#email": EMAIL },
    contact: { email: EMAIL },
  },
];
