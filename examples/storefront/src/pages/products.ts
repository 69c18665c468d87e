import { describeFrame, FRAMES, type Frame } from "../catalogue.js";
import { type Html, html } from "../html.js";
import { formatDong } from "../money.js";
import type { View } from "../view.js";
import { KINDS, pictureOf, productCard, swatchOf } from "./product-card.js";

type Kind = keyof typeof KINDS;

/** All frames, or those of one kind. */
export function productsPage(kind: string | undefined): View {
  const chosen = (Object.keys(KINDS) as Kind[]).find((known) => known === kind);
  const frames = FRAMES.filter((frame) => chosen === undefined || frame.kind === chosen);
  const link = (href: string, label: string, isHere: boolean): Html =>
    html`<a href="${href}" ${isHere && html`aria-current="page"`}>${label}</a>`;
  const title = chosen === undefined ? "Tất cả mẫu kính" : KINDS[chosen];
  return {
    title,
    body: html`<section>
  <h1>${title}</h1>
  <nav class="kinds" aria-label="Loại kính">
    ${link("/kinh", "Tất cả", chosen === undefined)}
    ${Object.entries(KINDS).map(([id, label]) => link(`/kinh?loai=${id}`, label, id === chosen))}
  </nav>
  <ul class="cards">${frames.map(productCard)}
    <li class="invitation ${chosen === undefined && "broad"}">
      <h2>Chưa biết chọn mẫu nào?</h2>
      <p>Ba câu hỏi về gương mặt và thói quen của bạn, rồi ba gợi ý.</p>
      <a class="button" href="/trac-nghiem">Làm trắc nghiệm</a>
    </li>
  </ul>
</section>`,
  };
}

const colourChoice = (frame: Frame): Html => html`<fieldset class="colours">
  <legend>Màu gọng</legend>
  ${frame.colours.map(
    (colour, index) => html`<label>
    <input type="radio" name="colour" value="${colour.id}" data-variant="${colour.name}" ${index === 0 && html`checked`}>
    ${swatchOf(colour)} ${colour.name}
  </label>`,
  )}
</fieldset>`;

/** One frame. `data-product` is what `shop.js` reports: Product Viewed now, Product Added with the form. */
export function productPage(frame: Frame): View {
  const others = FRAMES.filter((other) => other !== frame).toSorted(
    (a, b) => Number(b.kind === frame.kind) - Number(a.kind === frame.kind),
  );
  const product = JSON.stringify(describeFrame(frame, frame.colours[0]));
  return {
    title: frame.name,
    description: `${KINDS[frame.kind]} ${frame.name}: ${frame.tagline}.`,
    body: html`<article class="product" data-viewed="${product}">
  <div class="tile big ${frame.tile}">${frame.colours.map((colour) => pictureOf(frame, colour))}</div>
  <div class="details">
    <p class="crumbs"><a href="/kinh?loai=${frame.kind}">${KINDS[frame.kind]}</a></p>
    <h1>${frame.name}</h1>
    <p class="tagline">${frame.tagline}</p>
    <p class="price">${formatDong(frame.price)}</p>
    <form method="post" action="/gio-hang/them" data-product="${product}">
      <input type="hidden" name="frame" value="${frame.id}">
      ${colourChoice(frame)}
      <button class="wide" data-testid="add-to-cart">Thêm vào giỏ</button>
    </form>
    <p>${frame.description}</p>
    <dl class="facts">
      <div><dt>Kích thước</dt><dd>${frame.size}</dd></div>
      <div><dt>Chất liệu</dt><dd>${frame.material}</dd></div>
      <div><dt>Giao hàng</dt><dd>Trong 3 ngày, miễn phí toàn quốc</dd></div>
    </dl>
  </div>
</article>
<section>
  <div class="section-head"><h2>Có thể bạn cũng thích</h2></div>
  <ul class="cards">${others.slice(0, 4).map(productCard)}</ul>
</section>`,
  };
}
