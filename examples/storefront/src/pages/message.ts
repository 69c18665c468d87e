import { html } from "../html.js";
import { COUPON } from "../orders.js";
import type { View } from "../view.js";

/** A page that says one thing, such as that something was not found. */
export const messagePage = (title: string, text: string, status = 200): View => ({
  title,
  status,
  body: html`<section class="narrow empty">
  <h1>${title}</h1>
  <p class="lead">${text}</p>
  <p class="actions"><a class="button" href="/kinh">Xem mẫu kính</a></p>
</section>`,
});

/** What the newsletter promised. */
export const couponPage = (): View => ({
  title: "Mã giảm 10%",
  body: html`<section class="narrow empty">
  <h1>Mã của bạn đây.</h1>
  <p class="coupon" data-testid="coupon">${COUPON}</p>
  <p class="lead">Nhập mã ở bước đặt hàng để được giảm 10%.</p>
  <p class="actions"><a class="button" href="/kinh">Chọn kính ngay</a></p>
</section>`,
});
