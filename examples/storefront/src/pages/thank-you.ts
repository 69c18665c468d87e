import { html } from "../html.js";
import { formatDong } from "../money.js";
import { describeOrder, type Order } from "../orders.js";
import { formatTime } from "../time.js";
import type { View } from "../view.js";

/** The page after the order. `shop.js` reports `data-order` as Order Completed and `data-customer` with identify. */
export function thankYouPage(order: Order): View {
  const { id, customer, total, promisedAt } = order;
  return {
    title: "Cảm ơn bạn",
    body: html`<section class="narrow thanks" data-order="${JSON.stringify(describeOrder(order))}"
  data-customer="${JSON.stringify({ email: customer.email, phone: customer.phone })}">
  <h1>Cảm ơn ${customer.name}!</h1>
  <p class="lead">Đơn <strong data-testid="order-id">${id}</strong> đã được ghi lại.</p>
  <dl class="facts">
    <div><dt>Hẹn giao</dt><dd>${formatTime(promisedAt)}</dd></div>
    <div><dt>Trả khi nhận</dt><dd>${formatDong(total)}</dd></div>
    <div><dt>Giao đến</dt><dd>${customer.address}</dd></div>
  </dl>
  <p class="actions"><a class="button" href="/don-hang/${id}" data-testid="go-to-order">Theo dõi đơn hàng</a> <a class="button quiet" href="/">Về trang chủ</a></p>
</section>`,
  };
}
