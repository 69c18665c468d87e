import type { CommercePage } from "./commerce-page.js";

const HARAVAN = `<script>var Haravan = Haravan || {}; Haravan.shop = "mat-sang.myharavan.com"; Haravan.theme = { id: 1 };</script>`;
const SAPO = `<script>var Bizweb = Bizweb || {}; Bizweb.store = "mat-sang.mysapo.net"; Bizweb.template = "product";</script>`;

const HARAVAN_LINE = {
  id: 1012030836,
  product_id: 31,
  variant_id: 1012030836,
  sku: "GK-31",
  vendor: "canary",
  title: "Gọng kính Mai",
  variant_title: "Đen",
  price: 45000000,
  line_price: 135000000,
  quantity: 3,
  properties: { "Lời nhắn": "canary" },
};

const SAPO_LINE = {
  url: "/gong-kinh-mai",
  name: "Gọng kính Mai - Đen",
  title: "Gọng kính Mai",
  product_id: 31,
  variant_id: 15194491,
  variant_title: "Đen",
  sku: "GK-31",
  price: 450000,
  quantity: 1,
  properties: { note: "canary" },
};

const PRODUCT = { product_id: 31, sku: "GK-31", name: "Gọng kính Mai", variant: "Đen", price: 450000 };

const ORDER = {
  created_at: "2026-07-01T08:24:53.267Z",
  currency: "VND",
  customer_id: 1004067765,
  email: "canary@example.com",
  order_id: 1011727757,
  token: "canary9da4",
  total_price: 1350000,
  line_items: [{ ...HARAVAN_LINE, id: 0, key: "0", price: 450000 }],
  shipping_address: { name: "canary", address1: "canary", phone: "canary 0912345678" },
  billing_address: { name: "canary", note: "canary" },
};
const COMPLETED = { order_id: 1011727757, total: 1350000, currency: "VND", products: [{ ...PRODUCT, quantity: 3 }] };

const xhr = (body: string, async: boolean): string => `await new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/cart/add.js", ${async});
    request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    request.onloadend = done;
    request.send("${body}");
    if (!${async}) done();
  });`;

/**
 * Haravan and Sapo. Sources: `Haravan.addItem`, `Bizweb.addItem` and `formatMoney` in the scripts of their shops' themes; `Haravan.checkout` as
 * a saved checkout page has it, as a text in older shops; for `Bizweb.checkout` the scripts that payment and affiliate services give to
 * shops, which read `order_id`, `total_price` and `currency`.
 */
export const VIETNAM_PAGES: readonly CommercePage[] = [
  {
    what: "Haravan: a theme's request",
    head: HARAVAN,
    answers: { "/cart/add.js": { body: HARAVAN_LINE } },
    act: xhr("quantity=2&id=1012030836&note=canary", true),
    sent: [["Product Added", "haravan", { ...PRODUCT, quantity: 2 }]],
  },
  {
    what: "Haravan: a product that is sold out",
    head: HARAVAN,
    answers: { "/cart/add.js": { status: 422, body: { status: 422, message: "canary" } } },
    act: xhr("quantity=2&id=1012030836", true),
    sent: [],
  },
  {
    what: "Haravan: a form that is sent as it is",
    head: HARAVAN,
    html: `<form id="add-item-form" action="/cart/add" method="post"><select name="id"><option value="1">Đen</option><option value="2" selected>Nâu</option></select>
      <input name="quantity" value="1"><input name="properties[note]" value="canary"><button type="submit">Thêm vào giỏ</button></form>`,
    answers: { "/cart/add": { body: "<p>canary</p>" } },
    act: `document.querySelector("button").click();`,
    leaves: true,
    sent: [["Product Added", "haravan", { product_id: "2", quantity: 1 }]],
  },
  {
    what: "Haravan: a link to the checkout",
    head: HARAVAN,
    html: `<a href="/checkout">Thanh toán</a>`,
    answers: { "/checkout": { body: "<p>canary</p>" } },
    act: `document.querySelector("a").click();`,
    leaves: true,
    sent: [["Checkout Started", "haravan", {}]],
  },
  {
    what: "Haravan: the checkout page",
    head: `${HARAVAN}<script>Haravan.checkout = ${JSON.stringify(ORDER)}</script>`,
    path: "/checkouts/913189a78ff74efa816492a0bf2c7981?step=1",
    sent: [["Checkout Started", "haravan", {}]],
  },
  {
    what: "Haravan: the thank-you page",
    head: `${HARAVAN}<script>Haravan.checkout = ${JSON.stringify(ORDER)}</script>`,
    path: "/checkouts/913189a78ff74efa816492a0bf2c7981/thank_you",
    sent: [["Order Completed", "haravan", COMPLETED]],
  },
  {
    what: "Haravan: the thank-you page of an older shop, where the order is a text",
    head: `${HARAVAN}<script>Haravan.checkout = ${JSON.stringify(JSON.stringify(ORDER))}</script>`,
    path: "/checkouts/913189a78ff74efa816492a0bf2c7981/thank_you",
    sent: [["Order Completed", "haravan", COMPLETED]],
  },
  {
    what: "Haravan: a page of thanks for something else",
    head: HARAVAN,
    path: "/pages/thank_you",
    sent: [],
  },
  {
    what: "Sapo: a theme's request that the page waits for",
    head: SAPO,
    answers: { "/cart/add.js": { body: SAPO_LINE } },
    act: xhr("quantity=1&VariantId=15194491", false),
    sent: [["Product Added", "sapo", { ...PRODUCT, quantity: 1 }]],
  },
  {
    what: "Sapo: a theme's request by fetch",
    head: SAPO,
    answers: { "/cart/add.js": { body: { ...SAPO_LINE, quantity: 5 } } },
    act: `await fetch("/cart/add.js", { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: "quantity=2&VariantId=15194491" });`,
    sent: [["Product Added", "sapo", { ...PRODUCT, quantity: 2 }]],
  },
  {
    what: "Sapo: a form that is sent as it is",
    head: SAPO,
    html: `<form action="/cart/add" method="post" class="variants" enctype="multipart/form-data"><input type="hidden" name="variantId" value="20633434">
      <input name="note" value="canary"><button>Mua hàng</button></form>`,
    answers: { "/cart/add": { body: "<p>canary</p>" } },
    act: `document.querySelector("button").click();`,
    leaves: true,
    sent: [["Product Added", "sapo", { product_id: "20633434", quantity: 1 }]],
  },
  {
    what: "Sapo: the checkout page",
    head: SAPO,
    path: "/checkout/b7691fc4b84d447e8ff2887ea50334b4",
    html: `<form class="formCheckout" data-toggle="validator"><input name="email" value="canary@example.com"></form>`,
    sent: [["Checkout Started", "sapo", {}]],
  },
  {
    what: "Sapo: the thank-you page",
    head: `${SAPO}<script>Bizweb.checkout = ${JSON.stringify(ORDER)}</script>`,
    path: "/checkout/thankyou/b7691fc4b84d447e8ff2887ea50334b4",
    sent: [["Order Completed", "sapo", COMPLETED]],
  },
  {
    what: "A shop of no known make with similar addresses",
    path: "/checkout",
    html: `<form action="/cart/add" method="post"><input name="id" value="1"><button>Mua</button></form><a href="/left/checkout">Thanh toán</a>`,
    answers: { "/cart/add": { body: { id: 31, product_id: 31, price: 5 } } },
    act: `await fetch("/cart/add", { method: "POST" }); document.querySelector("a").click();`,
    leaves: true,
    sent: [],
  },
];
