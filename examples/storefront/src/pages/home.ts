import { FRAMES, frameOf } from "../catalogue.js";
import { type Html, html } from "../html.js";
import type { View } from "../view.js";
import { faceOf } from "./face.js";
import { pictureOf, productCard } from "./product-card.js";

/** Addresses as real campaigns use them; each opens the home page the way such a visitor would arrive. */
const ARRIVALS: readonly (readonly [label: string, query: string])[] = [
  ["Quảng cáo Google", "?gclid=demo-click&utm_source=google&utm_medium=cpc&utm_campaign=kinh-ram-he"],
  ["Bài đăng Facebook", "?utm_source=facebook&utm_medium=social&utm_campaign=bo-suu-tap-moi"],
  ["Tin nhắn Zalo", "?utm_source=zalo&utm_medium=social&utm_campaign=tin-nhan-zalo-oa"],
  ["Bản tin e-mail", "?utm_source=newsletter&utm_medium=email&utm_campaign=ban-tin-thang"],
  ["Tìm trên Cốc Cốc", "?utm_source=coccoc&utm_medium=organic"],
  ["Gõ thẳng địa chỉ", ""],
];

/** `noreferrer`, because a visitor who comes from elsewhere does not come from this page. */
const arrivals = html`<aside class="arrivals" aria-labelledby="den-tu-dau">
  <p id="den-tu-dau"><strong>Đến từ đâu?</strong> Demo: mở trang chủ như một khách đến từ</p>
  <ul>${ARRIVALS.map(([label, query]) => html`<li><a href="/${query}" rel="noreferrer">${label}</a></li>`)}</ul>
</aside>`;

const heroTile = (id: string, colour: number): Html | undefined => {
  const frame = frameOf(id);
  const paint = frame?.colours[colour];
  return frame && paint && html`<a class="tile" href="/kinh/${id}">${pictureOf(frame, paint)}<span>${frame.name}</span></a>`;
};

const hero = html`<section class="hero">
  <div class="words">
    <h1>Nhìn đời rõ hơn,<br>nhìn mình xinh hơn.</h1>
    <p>Mười mẫu kính vẽ riêng cho sống mũi thấp, gò má cao và những con phố nhiều nắng.</p>
    <p class="actions">
      <a class="button" href="/kinh">Xem mẫu kính</a>
      <a class="button quiet" href="/trac-nghiem">Kính nào hợp mặt mình?</a>
    </p>
  </div>
  <div class="wall">${heroTile("meo-mun", 0)}${heroTile("to-ong", 0)}${heroTile("nang", 0)}${heroTile("may", 2)}</div>
</section>`;

const quizBand = html`<section class="quiz-band">
  <div>
    <h2>Gương mặt bạn hợp mẫu kính nào?</h2>
    <p>Ba câu hỏi, chưa tới một phút. Cuối bài là ba mẫu kính chọn cho riêng bạn.</p>
    <a class="button" href="/trac-nghiem" data-testid="quiz-start">Bắt đầu trắc nghiệm</a>
  </div>
  <p class="faces">${faceOf("tron")}${faceOf("vuong")}${faceOf("trai-xoan")}${faceOf("trai-tim")}</p>
</section>`;

/** The home page: what a visitor from a campaign sees first. */
export const homePage = (): View => ({
  title: "Gọng kính và kính râm cho gương mặt Việt",
  body: html`${hero}${arrivals}
<section>
  <div class="section-head"><h2>Đang được chọn nhiều</h2><a href="/kinh">Tất cả ${FRAMES.length} mẫu</a></div>
  <ul class="cards">${["pho", "meo-mun", "nang", "to-ong"].map((id) => FRAMES.filter((frame) => frame.id === id).map(productCard))}</ul>
</section>
${quizBand}
<section class="promises">
  <div><h3>Đúng hẹn</h3><p>Ngày giao ghi rõ trên đơn. Bạn theo dõi được từng bước.</p></div>
  <div><h3>Đổi trong 14 ngày</h3><p>Đeo thử ở nhà, ngoài nắng, trước gương. Không hợp thì đổi.</p></div>
  <div><h3>Chỉnh gọng miễn phí</h3><p>Đệm mũi và càng kính được nắn theo gương mặt bạn.</p></div>
</section>`,
});
