import { type Html, html } from "./html.js";
import type { View } from "./view.js";

/** What stands around every page. */
export interface Surroundings {
  readonly tag: Html;
  readonly cartCount: number;
}

const DESCRIPTION = "Gọng kính và kính râm thiết kế cho gương mặt Việt. Trắc nghiệm chọn kính, giao đúng hẹn, đổi trả 14 ngày.";

const LOGO = html`<svg viewBox="0 0 44 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round">
  <circle cx="11" cy="11" r="7.5"/><circle cx="33" cy="11" r="7.5"/><path d="M18.5 10Q22 6.5 25.5 10"/>
</svg>`;

const header = (cartCount: number): Html => html`<header class="top">
  <a class="logo" href="/">${LOGO} Mắt Xinh</a>
  <nav aria-label="Chính">
    <a href="/kinh">Mẫu kính</a>
    <a href="/trac-nghiem">Chọn kính</a>
    <a class="cart-link" href="/gio-hang">Giỏ hàng <span class="count" data-testid="cart-count">${cartCount}</span></a>
  </nav>
</header>`;

const footer = html`<footer class="bottom">
  <form id="nhan-ma" name="Nhận mã giảm 10%" method="post" action="/nhan-ma">
    <h2>Nhận mã giảm 10%</h2>
    <p>Mỗi tháng một lá thư về kính mới và cách chăm đôi mắt. Mã giảm giá có ngay sau khi đăng ký.</p>
    <label for="newsletter-email">E-mail của bạn</label>
    <div class="join">
      <input id="newsletter-email" name="email" type="email" required autocomplete="email" placeholder="ban@example.com" data-testid="newsletter-email">
      <button data-testid="newsletter-submit">Nhận mã</button>
    </div>
  </form>
  <div class="about">
    <p class="logo">${LOGO} Mắt Xinh</p>
    <p>Cửa hàng này là bản demo của Waystitch: không có đơn hàng thật nào được đặt, không có e-mail nào được gửi.</p>
    <p class="links"><a href="/kinh">Tất cả mẫu kính</a> <a href="/trac-nghiem">Trắc nghiệm chọn kính</a> <a href="/gio-hang">Giỏ hàng</a></p>
  </div>
</footer>`;

/** A whole page. The Waystitch tag is the only line that an existing shop would have to add. */
export const layout = ({ title, description, body }: View, { tag, cartCount }: Surroundings): Html => html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Mắt Xinh</title>
<meta name="description" content="${description ?? DESCRIPTION}">
<meta name="theme-color" content="#f4b73d">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/shop.css">
${tag}
<script type="module" src="/shop.js"></script>
</head>
<body>
<a class="skip" href="#noi-dung">Đến nội dung chính</a>
<p class="demo-note">Cửa hàng demo của Waystitch. Không có đơn hàng thật nào được đặt.</p>
${header(cartCount)}
<main id="noi-dung">${body}</main>
${footer}
</body>
</html>`;
