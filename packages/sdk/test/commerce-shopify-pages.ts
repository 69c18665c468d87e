import type { CommercePage } from "./commerce-page.js";

const SHOPIFY = `<script>var Shopify = Shopify || {}; Shopify.shop = "mai.myshopify.com"; Shopify.currency = { active: "VND", rate: "1.0" };</script>`;

/** A line item as Shopify answers with it: money in hundredths, and as many as are in the cart by now. */
const line = (id: number, title: string, quantity: number) => ({
  id,
  properties: { "Khắc tên": "canary engraving" },
  quantity,
  variant_id: id,
  key: `${id}:canary`,
  title: `${title} - Đen`,
  price: 45000000,
  discounts: [],
  sku: `GK-${id}`,
  vendor: "canary vendor",
  product_id: id - 400,
  url: "/products/canary",
  featured_image: { alt: "canary" },
  handle: "canary",
  product_description: "canary",
  product_title: title,
  variant_title: "Đen",
});

const product = (id: number, title: string, quantity: number) => ({
  product_id: id - 400,
  sku: `GK-${id}`,
  name: title,
  variant: "Đen",
  price: 450000,
  quantity,
});

const FORM = `<form method="post" action="/cart/add" enctype="multipart/form-data" class="form" data-type="add-to-cart-form" novalidate>
  <input type="hidden" name="form_type" value="product"><input name="utf8" type="hidden" value="✓">
  <input type="hidden" name="id" value="431"><input name="quantity" value="2">
  <input name="properties[Khắc tên]" value="canary engraving"><input name="note" value="canary note">
  <button type="submit" name="add">Thêm vào giỏ</button></form>`;

const SUBMIT = `document.querySelector("button").click(); await window.done;`;

const FETCH_FORM = `${FORM}<script>document.forms[0].addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new FormData(event.target);
    body.append("sections", "cart-notification-product,cart-icon-bubble");
    const headers = { Accept: "application/javascript", "X-Requested-With": "XMLHttpRequest" };
    window.done = fetch("/cart/add", { method: "POST", headers, body }).then((response) => response.json()).catch(() => {});
  })</script>`;

const CHECKOUT = {
  order_id: 5123,
  created_at: "2026-07-01T00:00:00Z",
  currency: "USD",
  email: "canary@example.com",
  phone: "canary 0912345678",
  total_price: "24.50",
  billing_address: { first_name: "canary", address1: "canary street" },
  line_items: [
    { id: 1, product_id: 31, variant_id: 431, sku: "GK-431", title: "Frame Mai", variant_title: "Black", price: "12.25", quantity: 2 },
  ],
};

/**
 * Shopify. Sources: `assets/product-form.js` and `sections/main-cart-footer.liquid` of Shopify/dawn, https://shopify.dev/docs/api/ajax/reference/cart,
 * and for the thank-you page the scripts that shops were told to paste there.
 */
export const SHOPIFY_PAGES: readonly CommercePage[] = [
  {
    what: "Shopify: a form that the theme Dawn sends by fetch, with a product that was in the cart before",
    head: SHOPIFY,
    html: FETCH_FORM,
    answers: { "/cart/add": { body: { ...line(431, "Gọng kính Mai", 3), sections: { "cart-icon-bubble": "<p>canary</p>" } } } },
    act: SUBMIT,
    sent: [["Product Added", "shopify", { currency: "VND", ...product(431, "Gọng kính Mai", 2) }]],
  },
  {
    what: "Shopify: a form that the theme Dawn sends by fetch, for a product that is sold out",
    head: SHOPIFY,
    html: FETCH_FORM,
    answers: { "/cart/add": { status: 422, body: { status: 422, message: "canary", description: "canary" } } },
    act: SUBMIT,
    sent: [],
  },
  {
    what: "Shopify: an old theme's jQuery, in a language of the shop's",
    head: SHOPIFY,
    html: FORM,
    answers: { "/cart/add.js": { body: line(431, "Gọng kính Mai", 2), type: "text/javascript" } },
    act: `await new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", "/en/cart/add.js");
      request.onloadend = done;
      request.send("form_type=product&id=431&quantity=2&properties%5BKhac%5D=canary");
    });`,
    sent: [["Product Added", "shopify", { currency: "VND", ...product(431, "Gọng kính Mai", 2) }]],
  },
  {
    what: "Shopify: three products at once",
    head: SHOPIFY,
    answers: {
      "/cart/add.js": { body: { items: [line(431, "Gọng kính Mai", 1), line(432, "Tròng kính", 4), line(433, "Hộp kính", 1)] } },
    },
    act: `await fetch("/cart/add.js", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({
      items: [{ id: 431, quantity: 1, properties: { note: "canary" } }, { id: 432, quantity: 2 }, { id: 433 }], note: "canary" }) });`,
    sent: [
      [
        "Product Added",
        "shopify",
        { currency: "VND", products: [product(431, "Gọng kính Mai", 1), product(432, "Tròng kính", 2), product(433, "Hộp kính", 1)] },
      ],
    ],
  },
  {
    what: "Shopify: a request that is an object of its own",
    head: SHOPIFY,
    answers: { "/cart/add.json": { body: line(431, "Gọng kính Mai", 1) } },
    act: `await fetch(new Request("/cart/add.json", { method: "POST", body: new URLSearchParams({ id: "431" }) }));`,
    sent: [["Product Added", "shopify", { currency: "VND", ...product(431, "Gọng kính Mai", 1) }]],
  },
  {
    what: "Shopify: a form that is sent as it is",
    head: SHOPIFY,
    html: FORM,
    answers: { "/cart/add": { body: "<p>canary</p>" } },
    act: `document.querySelector("button").click();`,
    leaves: true,
    // The form names the variant only.
    sent: [["Product Added", "shopify", { currency: "VND", product_id: "431", quantity: 2 }]],
  },
  {
    what: "Shopify: the cart's own requests, and addresses that only look like it",
    head: SHOPIFY,
    answers: { "/cart": { body: { items: [line(431, "Canary", 1)] } }, "/address": { body: line(431, "Canary", 1) } },
    act: `for (const address of ["/cart.js", "/cart/update.js", "/cart/change.js", "/cart/address", "/cart/addons.js"])
      await fetch(address, { method: "POST", body: JSON.stringify({ id: 431, quantity: 1, note: "canary" }) });`,
    sent: [],
  },
  {
    what: "Shopify: a theme's button to the checkout",
    head: SHOPIFY,
    html: `<form action="/cart" method="post" id="cart"><textarea name="note">canary</textarea><input name="updates[]" value="1"></form>
      <button type="submit" id="checkout" name="checkout" form="cart">Thanh toán</button>`,
    answers: { "/cart": { body: "<p>canary</p>" } },
    leaves: true,
    act: `document.querySelector("button").click();`,
    sent: [["Checkout Started", "shopify", {}]],
  },
  {
    what: "Shopify: the same form by its button that only updates the cart",
    head: SHOPIFY,
    html: `<form action="/cart" method="post"><textarea name="note">canary</textarea><button name="update">Cập nhật</button></form>`,
    answers: { "/cart": { body: "<p>canary</p>" } },
    leaves: true,
    act: `document.querySelector("button").click();`,
    sent: [],
  },
  {
    what: "Shopify: a button to the checkout while the terms are not agreed to",
    head: SHOPIFY,
    html: `<form action="/cart" method="post"><button name="checkout">Thanh toán</button></form><a href="/checkout">Thanh toán</a>
      <script>for (const type of ["submit", "click"]) addEventListener(type, (event) => (type === "submit" || event.target.href) && event.preventDefault())</script>`,
    act: `document.querySelector("button").click(); document.querySelector("a").click();`,
    sent: [],
  },
  {
    what: "Shopify: buy it now",
    head: SHOPIFY,
    html: `<div class="shopify-payment-button"><button type="button" class="shopify-payment-button__button shopify-payment-button__button--unbranded">
      <span>Mua ngay</span></button></div>`,
    act: `document.querySelector("span").click();`,
    sent: [["Checkout Started", "shopify", {}]],
  },
  {
    what: "Shopify: links that only speak of a checkout",
    head: SHOPIFY,
    html: `<a href="#/pages/checkout-guide">1</a><a href="#">2</a><a href="javascript:void 0">3</a>
      <a href="/left?checkout_url=/checkout" target="_blank">4</a><a href="/left/pages/checkout-guide" target="_blank">5</a>`,
    act: `for (const link of document.querySelectorAll("a")) link.click();`,
    sent: [],
  },
  {
    what: "Shopify: the thank-you page where it still has scripts",
    head: `${SHOPIFY}<script>Shopify.checkout = ${JSON.stringify(CHECKOUT)}</script>`,
    path: "/123/checkouts/abc/thank_you",
    sent: [
      [
        "Order Completed",
        "shopify",
        {
          order_id: 5123,
          total: 24.5,
          currency: "USD",
          products: [{ product_id: 31, sku: "GK-431", name: "Frame Mai", variant: "Black", price: 12.25, quantity: 2 }],
        },
      ],
    ],
  },
];
