import { type CartLine, sumOf } from "../cart.js";
import { describeFrame } from "../catalogue.js";
import { type Html, html } from "../html.js";
import { formatDong } from "../money.js";
import { COUPON, type Customer } from "../orders.js";
import type { View } from "../view.js";
import { pictureOf } from "./product-card.js";

/** A checkout that is being filled in. */
export interface Checkout {
  readonly checkoutId: string;
  readonly cart: readonly CartLine[];
  readonly customer: Customer;
  readonly coupon: string;
  /** What has to be put right, by field. */
  readonly problems: Readonly<Partial<Record<keyof Customer, string>>>;
}

const FIELDS = [
  { name: "name", label: "Họ và tên", type: "text", autocomplete: "name" },
  { name: "phone", label: "Số điện thoại", type: "tel", autocomplete: "tel" },
  { name: "email", label: "E-mail", type: "email", autocomplete: "email" },
  { name: "address", label: "Địa chỉ giao hàng", type: "text", autocomplete: "street-address" },
] as const;

const field = ({ name, label, type, autocomplete }: (typeof FIELDS)[number], value: string, problem: string | undefined): Html => html`
<label>${label}
  <input name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" required maxlength="200" data-testid="checkout-${name}"
    ${problem && html`aria-invalid="true" aria-describedby="${name}-problem"`}>
  ${problem && html`<span class="problem" id="${name}-problem">${problem}</span>`}
</label>`;

/**
 * The checkout. `data-checkout` is what `shop.js` reports as Checkout Started; `data-ws-ignore` tells Waystitch that this
 * form with an e-mail field makes no lead.
 */
export function checkoutPage({ checkoutId, cart, customer, coupon, problems }: Checkout): View {
  const total = sumOf(cart);
  const started = {
    checkout_id: checkoutId,
    value: total,
    currency: "VND",
    products: cart.map(({ frame, colour, quantity }) => describeFrame(frame, colour, quantity)),
  };
  return {
    title: "Đặt hàng",
    ...(Object.keys(problems).length > 0 ? { status: 422 } : {}),
    body: html`<section class="with-summary" data-checkout="${JSON.stringify(started)}">
  <form class="fields" method="post" action="/dat-hang" data-ws-ignore>
    <h1>Đặt hàng</h1>
    <input type="hidden" name="checkoutId" value="${checkoutId}">
    ${FIELDS.map((each) => field(each, customer[each.name], problems[each.name]))}
    <label>Mã giảm giá (nếu có) <input name="coupon" value="${coupon}" autocomplete="off" placeholder="${COUPON}" maxlength="20"></label>
    <p class="cod"><strong>Trả tiền khi nhận hàng (COD).</strong> Bạn xem hàng trước, ưng rồi mới trả.</p>
    <button class="wide" data-testid="place-order">Đặt hàng · ${formatDong(total)}</button>
    <p class="small">Đây là cửa hàng demo: không có gì được giao và không ai gọi cho bạn.</p>
  </form>
  <aside class="summary">
    <ul class="lines small">${cart.map(
      ({ frame, colour, quantity }) => html`<li class="line">
      <div class="tile ${frame.tile}">${pictureOf(frame, colour)}</div>
      <div><strong>${frame.name}</strong><p>${colour.name} × ${quantity}</p></div>
      <p class="price">${formatDong(frame.price * quantity)}</p>
    </li>`,
    )}</ul>
    <dl>
      <div><dt>Giao hàng</dt><dd>Miễn phí</dd></div>
      <div class="total"><dt>Tổng</dt><dd>${formatDong(total)}</dd></div>
    </dl>
  </aside>
</section>`,
  };
}
