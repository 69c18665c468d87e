import { type CartLine, MAX_QUANTITY, sumOf } from "../cart.js";
import { describeFrame } from "../catalogue.js";
import { type Html, html } from "../html.js";
import { formatDong } from "../money.js";
import type { View } from "../view.js";
import { pictureOf } from "./product-card.js";

/** A button that takes one frame more or fewer; `shop.js` reports it as Product Added or Product Removed. */
const change = ({ frame, colour, quantity }: CartLine, action: "them" | "bot", sign: string, label: string): Html => html`
<form method="post" action="/gio-hang/${action}" data-product="${JSON.stringify(describeFrame(frame, colour))}">
  <input type="hidden" name="frame" value="${frame.id}"><input type="hidden" name="colour" value="${colour.id}">
  <button class="round" aria-label="${label} ${frame.name}" ${action === "them" && quantity >= MAX_QUANTITY && html`disabled`}>${sign}</button>
</form>`;

const cartLine = (line: CartLine): Html => html`<li class="line">
  <a class="tile ${line.frame.tile}" href="/kinh/${line.frame.id}">${pictureOf(line.frame, line.colour)}</a>
  <div>
    <h2><a href="/kinh/${line.frame.id}">${line.frame.name}</a></h2>
    <p>${line.colour.name}</p>
  </div>
  <div class="stepper">${change(line, "bot", "−", "Bớt một")}<span>${line.quantity}</span>${change(line, "them", "+", "Thêm một")}</div>
  <p class="price">${formatDong(line.frame.price * line.quantity)}</p>
</li>`;

/** The cart, or where to go from an empty one. */
export const cartPage = (cart: readonly CartLine[]): View => ({
  title: "Giỏ hàng",
  body:
    cart.length === 0
      ? html`<section class="narrow empty">
  <h1>Giỏ hàng đang trống.</h1>
  <p class="lead">Chọn một mẫu kính, hoặc để trắc nghiệm chọn giúp bạn.</p>
  <p class="actions"><a class="button" href="/kinh">Xem mẫu kính</a> <a class="button quiet" href="/trac-nghiem">Làm trắc nghiệm</a></p>
</section>`
      : html`<section class="with-summary">
  <div><h1>Giỏ hàng</h1><ul class="lines">${cart.map(cartLine)}</ul></div>
  <aside class="summary">
    <dl>
      <div><dt>Tạm tính</dt><dd>${formatDong(sumOf(cart))}</dd></div>
      <div><dt>Giao hàng</dt><dd>Miễn phí</dd></div>
      <div class="total"><dt>Tổng</dt><dd>${formatDong(sumOf(cart))}</dd></div>
    </dl>
    <a class="button wide" href="/dat-hang" data-testid="go-to-checkout">Đặt hàng</a>
    <p><a href="/kinh">Chọn thêm mẫu khác</a></p>
  </aside>
</section>`,
});
