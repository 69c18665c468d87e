import { type Html, html } from "../html.js";
import { formatDong } from "../money.js";
import { ACTIONS, type Action, isPossible, type Order, type OrderStatus } from "../orders.js";
import { formatTime } from "../time.js";
import type { View } from "../view.js";

const STATUS: Readonly<Record<OrderStatus, string>> = {
  placed: "Đã nhận đơn",
  shipped: "Đang trên đường giao",
  delivered: "Đã giao",
  cancelled: "Đã huỷ",
  refunded: "Đã hoàn tiền",
};

const LABELS: Readonly<Record<Action, string>> = {
  ship: "Giao cho đơn vị vận chuyển",
  "deliver-on-time": "Đã giao đúng hẹn",
  "deliver-late": "Đã giao trễ 2 ngày",
  cancel: "Huỷ đơn",
  refund: "Hoàn tiền",
};

const STEPS: readonly OrderStatus[] = ["placed", "shipped", "delivered"];

const isLate = ({ deliveredAt, promisedAt }: Order): boolean => deliveredAt !== undefined && deliveredAt > promisedAt;

const progress = ({ status }: Order): Html =>
  html`<ol class="progress">${STEPS.map((step) => {
    const isDone = status === "refunded" || STEPS.indexOf(step) <= STEPS.indexOf(status);
    return html`<li class="${isDone ? "done" : ""}" ${step === status && html`aria-current="step"`}>${STATUS[step]}</li>`;
  })}</ol>`;

/** What the shop does, not the customer. It stands here only so that a demo needs one page. */
const shopPanel = (order: Order, waiting: number): Html => html`<aside class="shop-panel" aria-labelledby="chu-shop">
  <h2 id="chu-shop">Dành cho chủ shop (demo)</h2>
  <p>Mỗi nút làm máy chủ của shop báo cho Waystitch bằng khoá bí mật. Trình duyệt của khách không báo được những việc này.</p>
  <div class="buttons">${ACTIONS.map(
    (action) => html`<form method="post" action="/don-hang/${order.id}/${action}">
    <button class="quiet" data-testid="${action}" ${!isPossible(order, action) && html`disabled`}>${LABELS[action]}</button>
  </form>`,
  )}</div>
  ${waiting > 0 && html`<p class="small" data-testid="outbox">${waiting} tin đang chờ gửi tới Waystitch, shop sẽ tự gửi lại.</p>`}
</aside>`;

/** The review of the first product that has none. Only the stars are told to Waystitch, the words stay in the shop. */
function reviewForm({ id, lines, reviews }: Order): Html {
  const next = lines.find((line) => !reviews.some(({ productId }) => productId === line.product_id));
  if (next === undefined) return html`<section class="review"><h2>Cảm ơn bạn đã đánh giá!</h2></section>`;
  return html`<form class="review" method="post" action="/don-hang/${id}/danh-gia" data-product="${JSON.stringify(next)}">
  <h2>Bạn thấy ${next.name} thế nào?</h2>
  <input type="hidden" name="productId" value="${next.product_id}">
  <fieldset class="stars"><legend>Số sao</legend>${[1, 2, 3, 4, 5].map(
    (stars) =>
      html`<label><input type="radio" name="rating" value="${stars}" required data-testid="review-${stars}"><span aria-hidden="true">★</span><span class="said">${stars} sao</span></label>`,
  )}</fieldset>
  <label>Nói thêm một câu (không bắt buộc) <textarea name="text" rows="3" maxlength="1000"></textarea></label>
  <button data-testid="review-submit">Gửi đánh giá</button>
</form>`;
}

const shareBox = ({ shareCode }: Order, shopUrl: string): Html => {
  const link = `${shopUrl}/?ref=${shareCode}&utm_source=referral&utm_medium=referral`;
  return html`<section class="share">
  <h2>Chia sẻ với bạn bè</h2>
  <p>Gửi liên kết này cho người đang tìm kính.</p>
  <div class="join">
    <input readonly value="${link}" aria-label="Liên kết giới thiệu">
    <button type="button" data-share="${shareCode}" data-testid="share">Chép liên kết</button>
  </div>
  <p class="small" role="status"></p>
</section>`;
};

/** An order as its customer sees it, with the demo's panel of the shop. */
export function orderPage(order: Order, shopUrl: string, waiting: number): View {
  const { id, status, promisedAt, deliveredAt, lines, discount, total, customer } = order;
  const isOver = status === "cancelled" || status === "refunded";
  return {
    title: `Đơn ${id}`,
    body: html`<section class="order">
  <div>
    <p class="crumbs">Đơn ${id}</p>
    <h1 data-testid="order-status">${STATUS[status]}${isLate(order) && ", trễ hẹn"}</h1>
    ${!isOver && progress(order)}
    <dl class="facts">
      <div><dt>Hẹn giao</dt><dd>${formatTime(promisedAt)}</dd></div>
      ${deliveredAt && html`<div><dt>Đã giao</dt><dd>${formatTime(deliveredAt)}</dd></div>`}
      <div><dt>Người nhận</dt><dd>${customer.name}, ${customer.address}</dd></div>
      ${lines.map((line) => html`<div><dt>${line.name}, ${line.variant} × ${line.quantity}</dt><dd>${formatDong(line.price * line.quantity)}</dd></div>`)}
      ${discount > 0 && html`<div><dt>Giảm giá</dt><dd>−${formatDong(discount)}</dd></div>`}
      <div class="total"><dt>Tổng</dt><dd>${formatDong(total)}</dd></div>
    </dl>
    ${isLate(order) && html`<p class="sorry">Xin lỗi bạn vì đã giao trễ. Lần sau Mắt Xinh sẽ đúng hẹn.</p>`}
    ${status === "delivered" && reviewForm(order)}
    ${status === "delivered" && shareBox(order, shopUrl)}
  </div>
  ${shopPanel(order, waiting)}
</section>`,
  };
}
