import type { Contender } from "./contenders.js";

const ROWS = 300;

const row = (index: number): string =>
  `<li class="product" data-id="gk-${index}"><a href="/gong-kinh-${index}"><div class="photo"></div><h3>Gọng kính Mai ${index}</h3></a>
<p class="price"><s>${590 + (index % 9) * 40}.000 ₫</s> <b>${450 + (index % 9) * 30}.000 ₫</b></p>
<p>Gọng nhựa dẻo siêu nhẹ, bảo hành 12 tháng, thử kính tại nhà miễn phí.</p>
<button type="button" class="add">Thêm vào giỏ</button></li>`;

const STYLE = `body{font:16px/1.4 sans-serif;margin:0}header{position:sticky;top:0;background:#fff;padding:8px}
.list{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:16px;list-style:none;padding:16px}
.photo{aspect-ratio:4/3;background:#ddd}.seen .photo{background:#cfe3d4}.price b{color:#b00}`;

/** What a shop's own script does on such a page, and what the bench asks it for. */
const OWN_SCRIPT = `
const list = document.querySelector(".list");
let inCart = 0;
list.addEventListener("click", ({ target }) => {
  if (target.matches(".add")) document.querySelector(".cart").textContent = "Giỏ hàng (" + ++inCart + ")";
});
const inView = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) target.classList.toggle("seen", isIntersecting);
});
for (const product of list.children) inView.observe(product);
document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  event.target.querySelector("p").textContent = "Cảm ơn bạn!";
});
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const shop = {
  async navigate(times) {
    for (let i = 1; i <= times; i++) {
      history.pushState({}, "", "/trang-" + i);
      document.title = "Trang " + i;
      document.querySelector("h1").textContent = document.title;
      await pause(100);
    }
  },
  async scroll() {
    for (let y = 0; y < document.body.scrollHeight; y += 400) {
      scrollTo(0, y);
      await new Promise(requestAnimationFrame);
    }
  },
  subscribe() {
    document.querySelector("[name=email]").value = "an@example.com";
    document.querySelector("form").requestSubmit();
  },
};`;

/**
 * A product list of a shop: 300 rows with boxes for images, a script of its own, and `startContender()`, which loads a script as
 * tags do.
 *
 * @param collector base URL of the contender's service
 * @param src address of the script; none loads nothing
 */
export function shopPage(collector: string, src: string | undefined, contender: Contender | undefined): string {
  const attributes = Object.entries(contender?.attributes ?? {}).map(([name, value]) => `script.setAttribute("${name}", "${value}");`);
  const start = src
    ? `${contender?.before ?? ""};
const script = document.createElement("script");
script.async = true;
script.onload = () => { ${contender?.after ?? ""} };
${attributes.join("\n")}
script.src = "${src}";
document.head.append(script);`
    : "";
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Gọng kính</title><meta name="viewport" content="width=device-width">
<style>${STYLE}</style>
<header><a href="/">Mắt Xinh</a> <span class="cart">Giỏ hàng (0)</span></header><h1>Gọng kính</h1>
<ul class="list">${Array.from({ length: ROWS }, (_, index) => row(index)).join("\n")}</ul>
<form name="newsletter"><h2>Nhận tin khuyến mãi</h2><input name="email" type="email" required placeholder="Email của bạn"><button>Đăng ký</button><p></p></form>
<script>const collector = "${collector}";
${OWN_SCRIPT}
function startContender() { ${start} }
function track(times) {
  for (let i = 0; i < times; i++) {
    const name = "Product Viewed";
    const properties = { product_id: "gk-" + i, name: "Gọng kính Mai", price: 450000, currency: "VND", quantity: 1 };
    ${contender?.track ?? ""};
  }
}</script>`;
}
