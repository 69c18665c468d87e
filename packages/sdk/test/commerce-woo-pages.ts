import type { CommercePage } from "./commerce-page.js";

const FRAGMENTS = {
  fragments: { "div.widget_shopping_cart_content": "<div>canary of a customer's cart</div>" },
  cart_hash: "canary4f3a",
};

/** The button of an archive page, with what WooCommerce's script does when it is clicked. */
const ARCHIVE = `<a href="?add-to-cart=31" data-quantity="1" data-product_id="31" data-product_sku="GK-31"
    class="button product_type_simple add_to_cart_button ajax_add_to_cart">Thêm vào giỏ</a>
  <script>
    document.querySelector(".ajax_add_to_cart").addEventListener("click", (event) => {
      event.preventDefault();
      const { product_id, product_sku, quantity } = event.currentTarget.dataset;
      const request = new XMLHttpRequest();
      request.open("POST", "/?wc-ajax=add_to_cart", true);
      request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
      window.done = new Promise((done) => (request.onloadend = done));
      request.send(new URLSearchParams({ quantity, product_id, product_sku, note: "canary note" }).toString());
    });
  </script>`;

const CLICK = `document.querySelector(".button").click(); await window.done;`;
const ADDED = { product_id: "31", sku: "GK-31", quantity: 1 };

const storeCart = (...items: object[]): object => ({
  coupons: [],
  shipping_address: { first_name: "canary", phone: "canary 0912345678" },
  billing_address: { email: "canary@example.com", address_1: "canary street" },
  items,
});
const storeItem = (id: number, name: string, price: string, minorUnit: number): object => ({
  key: `canary${id}`,
  id,
  quantity: 5,
  name,
  sku: `GK-${id}`,
  item_data: [{ name: "canary", value: "canary" }],
  prices: { price, currency_code: minorUnit ? "USD" : "VND", currency_minor_unit: minorUnit },
});

const FORM = (fields: string) => `<form class="cart" action="/san-pham/mai" method="post" enctype="multipart/form-data">${fields}
  <input name="note" value="canary note"></form>`;

const RECEIVED = (total: string) => `<div class="woocommerce-order"><ul class="woocommerce-order-overview order_details">
  <li class="woocommerce-order-overview__order order">Mã đơn hàng: <strong>1045</strong></li>
  <li class="woocommerce-order-overview__email email">Email: <strong>canary@example.com</strong></li>
  <li class="woocommerce-order-overview__total total">Tổng cộng: <strong><span class="woocommerce-Price-amount amount"><bdi>${total}</bdi></span></strong></li>
  </ul><address>canary street</address></div>`;

/**
 * WooCommerce. Sources: `add-to-cart.js` and `templates/checkout/thankyou.php` of woocommerce/woocommerce, the Store API's documents,
 * and for `admin-ajax.php` the extension flatsome-ajax-add-to-cart of the theme Flatsome.
 */
const PAGES: readonly CommercePage[] = [
  {
    what: "WooCommerce: the button of an archive page",
    html: ARCHIVE,
    answers: { "wc-ajax=add_to_cart": { body: FRAGMENTS } },
    act: CLICK,
    sent: [["Product Added", "woocommerce", ADDED]],
  },
  {
    what: "WooCommerce: the button of an archive page, for a product that is sold out",
    html: ARCHIVE,
    answers: { "wc-ajax=add_to_cart": { body: { error: true, product_url: "/canary" } } },
    act: CLICK,
    sent: [],
  },
  {
    what: "WooCommerce: the button of an archive page while the server is broken",
    html: ARCHIVE,
    answers: { "wc-ajax=add_to_cart": { status: 500, body: "canary" } },
    act: CLICK,
    sent: [],
  },
  {
    what: "WooCommerce: a link where its scripts are switched off",
    html: `<a class="button" href="/cua-hang/?add-to-cart=31&quantity=2">Thêm vào giỏ</a>`,
    act: `document.querySelector("a").click();`,
    leaves: true,
    sent: [["Product Added", "woocommerce", { product_id: "31", quantity: 2 }]],
  },
  {
    what: "WooCommerce: the form of a product page",
    html: FORM(`<input name="quantity" value="3"><button type="submit" name="add-to-cart" value="31">Thêm vào giỏ</button>`),
    answers: { "/san-pham/mai": { body: "<p>canary</p>" } },
    act: `document.querySelector("button").click();`,
    leaves: true,
    sent: [["Product Added", "woocommerce", { product_id: "31", quantity: 3 }]],
  },
  {
    what: "WooCommerce: the form of a product with variations, of which none was chosen",
    html: `${FORM(`<select name="attribute_pa_mau"><option value="">Chọn</option></select><input name="quantity" value="1">
      <button type="submit">Thêm vào giỏ</button><input type="hidden" name="add-to-cart" value="31">`)}
      <script>document.forms[0].addEventListener("submit", (event) => event.preventDefault())</script>`,
    act: `document.querySelector("button").click();`,
    sent: [],
  },
  {
    what: "WooCommerce: the form of a product page that a theme sends to admin-ajax.php, as Flatsome does",
    html: `${FORM(`<input name="quantity" value="2"><button type="submit" name="add-to-cart" value="31">Thêm vào giỏ</button>`)}
      <script>document.forms[0].addEventListener("submit", (event) => {
        event.preventDefault();
        const body = new FormData(event.target, event.submitter);
        body.append("action", "flatsome_ajax_add_to_cart");
        window.done = fetch("/wp-admin/admin-ajax.php", { method: "POST", body });
      })</script>`,
    answers: { "admin-ajax.php": { body: FRAGMENTS } },
    act: `document.querySelector("button").click(); await window.done;`,
    sent: [["Product Added", "woocommerce", { product_id: "31", quantity: 2 }]],
  },
  {
    what: "WooCommerce: admin-ajax.php for something else",
    answers: { "admin-ajax.php": { body: { id: 31, price: 5 } } },
    act: `await fetch("/wp-admin/admin-ajax.php", { method: "POST", body: new URLSearchParams({ action: "send_canary", id: "31", quantity: "1" }) });
      await fetch("/wp-admin/admin-ajax.php", { method: "POST", body: JSON.stringify({ id: 31 }) });`,
    sent: [],
  },
  {
    what: "WooCommerce: blocks, by the Store API",
    answers: {
      "/cart/add-item": { status: 201, body: storeCart(storeItem(7, "Canary", "5", 0), storeItem(31, "Gọng kính Mai", "450000", 0)) },
    },
    act: `await fetch("/wp-json/wc/store/v1/cart/add-item", { method: "POST", headers: { "Content-Type": "application/json", Nonce: "canary" },
      body: JSON.stringify({ id: 31, quantity: 2 }) });`,
    sent: [["Product Added", "woocommerce", { product_id: 31, sku: "GK-31", name: "Gọng kính Mai", price: 450000, quantity: 2 }]],
  },
  {
    what: "WooCommerce: blocks in a shop that counts cents, on a server without pretty addresses",
    answers: { "/cart/add-item": { status: 201, body: storeCart(storeItem(31, "Frame Mai", "1999", 2)) } },
    act: `await fetch("/index.php?rest_route=/wc/store/v1/cart/add-item", { method: "POST", body: JSON.stringify({ id: 31 }) });`,
    sent: [["Product Added", "woocommerce", { product_id: 31, sku: "GK-31", name: "Frame Mai", price: 19.99, quantity: 1 }]],
  },
  {
    what: "WooCommerce: blocks, with several requests in one, of which one fails and one changes a quantity",
    answers: {
      "/wc/store/v1/batch": {
        status: 207,
        body: {
          responses: [
            { status: 201, headers: {}, body: storeCart(storeItem(31, "Gọng kính Mai", "450000", 0)) },
            { status: 400, headers: {}, body: { code: "woocommerce_rest_product_out_of_stock", message: "canary" } },
            { status: 200, headers: {}, body: storeCart(storeItem(7, "Canary", "5", 0)) },
          ],
        },
      },
    },
    act: `const post = (path, body) => ({ path: "/wc/store/v1/cart/" + path, method: "POST", headers: { Nonce: "canary" }, body });
      await fetch("/wp-json/wc/store/v1/batch", { method: "POST", body: JSON.stringify({ requests: [
        post("add-item", { id: 31, quantity: 1 }), post("add-item", { id: 32, quantity: 1 }), post("update-item", { key: "canary7", quantity: 4 }) ] }) });`,
    sent: [["Product Added", "woocommerce", { product_id: 31, sku: "GK-31", name: "Gọng kính Mai", price: 450000, quantity: 1 }]],
  },
  {
    what: "WooCommerce: the mini cart's fragments, the cart and a removal",
    answers: { "wc-ajax": { body: FRAGMENTS }, "/cart": { body: storeCart(storeItem(31, "Canary", "5", 0)) } },
    act: `for (const address of ["/?wc-ajax=get_refreshed_fragments", "/?wc-ajax=remove_from_cart", "/wp-json/wc/store/v1/cart", "/wp-json/wc/store/v1/cart/remove-item"])
      await fetch(address, { method: "POST", body: new URLSearchParams({ product_id: "31" }) });`,
    sent: [],
  },
  {
    what: "WooCommerce: the checkout page, at an address of the shop's own",
    path: "/thu-tuc",
    bodyClass: "page woocommerce-checkout woocommerce-page",
    html: `<form class="checkout woocommerce-checkout"><input name="billing_phone" value="canary"></form>`,
    sent: [["Checkout Started", "woocommerce", {}]],
  },
  {
    what: "WooCommerce: the cart page, whose link leads to the checkout page",
    path: "/gio-hang",
    bodyClass: "woocommerce-cart woocommerce-page",
    html: `<a class="checkout-button" href="/left">Tiến hành thanh toán</a>`,
    act: `document.querySelector("a").click();`,
    leaves: true,
    sent: [],
  },
  {
    what: "WooCommerce: the thank-you page",
    path: "/thanh-toan/order-received/1045/",
    bodyClass: "woocommerce-checkout woocommerce-order-received",
    html: RECEIVED(`1.250.000&nbsp;<span class="woocommerce-Price-currencySymbol">₫</span>`),
    sent: [["Order Completed", "woocommerce", { order_id: "1045", total: 1250000 }]],
  },
  {
    what: "WooCommerce: the thank-you page of a shop that shows decimals of the dong, without pretty addresses",
    path: "/?page_id=9&order-received=1045",
    bodyClass: "woocommerce-checkout woocommerce-order-received",
    html: RECEIVED(`₫1,250,000.00`),
    sent: [["Order Completed", "woocommerce", { order_id: "1045", total: 1250000 }]],
  },
  {
    what: "WooCommerce: the thank-you page in a currency whose numbers may be written in several ways",
    path: "/checkout/order-received/1045/",
    bodyClass: "woocommerce-checkout woocommerce-order-received",
    html: RECEIVED(`$1.250`),
    sent: [["Order Completed", "woocommerce", { order_id: "1045" }]],
  },
  {
    what: "WooCommerce: the page of an order whose payment failed",
    path: "/checkout/order-received/1045/",
    bodyClass: "woocommerce-checkout woocommerce-order-received",
    html: `<p class="woocommerce-notice woocommerce-notice--error woocommerce-thankyou-order-failed">canary</p>`,
    sent: [],
  },
];

/** WooCommerce gives every page's body a class. */
export const WOO_PAGES: readonly CommercePage[] = [
  ...PAGES.map((page) => ({ bodyClass: "theme-flatsome woocommerce-js", ...page })),
  {
    what: "WooCommerce: a theme that leaves out the classes of the body",
    head: `<link rel="stylesheet" href="/wp-content/plugins/woocommerce/assets/css/woocommerce.css?ver=10.3">`,
    html: `<a class="button" href="/cua-hang/?add-to-cart=31">Thêm vào giỏ</a>`,
    act: `document.querySelector("a").click();`,
    leaves: true,
    sent: [["Product Added", "woocommerce", { product_id: "31", quantity: 1 }]],
  },
];
