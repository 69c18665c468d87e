import type { CommercePage } from "./commerce-page.js";

const HEAD = `<script>var Shopify = { currency: { active: "VND" } }; window.dataLayer = [];</script>`;
const LINE = { id: 431, product_id: 31, title: "Gọng kính Mai", price: 45000000, quantity: 1 };
const answers = { "/cart/add.js": { body: LINE } };

const SEEN = { currency: "VND", product_id: 31, name: "Gọng kính Mai", price: 450000, quantity: 1 };
const request = `fetch("/cart/add.js", { method: "POST", body: "id=431&quantity=1" })`;
const PUSHED = { items: [{ item_id: "GK-31", quantity: 1 }] };
const push = (form = "") => `dataLayer.push({ event: "add_to_cart", ecommerce: ${JSON.stringify(PUSHED)} ${form}});`;
const gtag = `(function () { dataLayer.push(arguments) })("event", "add_to_cart", ${JSON.stringify(PUSHED)});`;
const universal = `dataLayer.push({ event: "addToCart", ecommerce: { add: { products: [{ id: "GK-31", quantity: 1 }] } } });`;

const BUTTON = `<div data-ws-event="Product Added" data-ws-product-id="031" data-ws-price="450000" data-ws-quantity="1" data-ws-currency="VND" data-other="canary">
  <button type="button"><b>Thêm vào giỏ</b></button></div>`;
const DECLARED = { product_id: "031", price: 450000, quantity: 1, currency: "VND" };
const click = `document.querySelector("b").click();`;

const ga4 = ["add_to_cart", "dataLayer", PUSHED] as const;
const adapter = ["Product Added", "shopify", SEEN] as const;
const attribute = ["Product Added", "attribute", DECLARED] as const;

export const MIXED_PAGES: readonly CommercePage[] = [
  { what: "One add: the data layer, then the request", head: HEAD, answers, act: `${push()} await ${request};`, sent: [ga4] },
  { what: "One add: the data layer after the answer", head: HEAD, answers, act: `await ${request}; ${push()}`, sent: [ga4] },
  {
    what: "One add: the data layer, then a request that is answered late",
    head: HEAD,
    answers: { "/cart/add.js": { body: LINE, delay: 1500 } },
    act: `const answer = ${request}; ${push()} await answer;`,
    sent: [ga4],
  },
  { what: "One add: attributes and the request", head: HEAD, html: BUTTON, answers, act: `${click} await ${request};`, sent: [attribute] },
  { what: "One add: attributes and the data layer", head: HEAD, html: BUTTON, act: `${click} ${push()}`, sent: [ga4] },
  { what: "One add: the data layer, then attributes", head: HEAD, html: BUTTON, act: `${push()} ${click}`, sent: [ga4] },
  {
    what: "One add: attributes, the data layer and the request",
    head: HEAD,
    html: BUTTON,
    answers,
    act: `${click} const answer = ${request}; ${push()} await answer;`,
    sent: [ga4],
  },
  {
    what: "One add: attributes, the request and the data layer",
    head: HEAD,
    html: BUTTON,
    answers,
    act: `${click} await ${request}; ${push()}`,
    sent: [ga4],
  },
  {
    what: "One add: all three forms of the data layer",
    head: HEAD,
    act: `${universal} ${push()} ${gtag}`,
    sent: [["add_to_cart", "dataLayer", { add: { products: [{ id: "GK-31", quantity: 1 }] } }]],
  },
  {
    what: "Two adds, each seen by two",
    head: HEAD,
    answers,
    act: `${push()} await ${request}; ${push()} await ${request};`,
    sent: [ga4, ga4],
  },
  {
    what: "Two adds at once, each seen by two",
    head: HEAD,
    answers,
    act: `const both = [${request}, ${request}]; await Promise.all(both); ${push()} ${push()}`,
    sent: [ga4, ga4],
  },
  {
    what: "Three adds, seen by one",
    head: HEAD,
    answers,
    act: `for (let i = 0; i < 3; i++) await ${request};`,
    sent: [adapter, adapter, adapter],
  },
  {
    what: "Two adds, of which the data layer tells one",
    head: HEAD,
    answers,
    act: `await ${request}; ${push()} await ${request};`,
    sent: [ga4, adapter],
  },
  {
    what: "Three products at once, seen by two",
    head: HEAD,
    answers: { "/cart/add.js": { body: { items: [LINE, LINE, LINE] } } },
    act: `await ${request}; dataLayer.push({ event: "add_to_cart", ecommerce: { items: [{ item_id: "1" }, { item_id: "2" }, { item_id: "3" }] } });`,
    sent: [["add_to_cart", "dataLayer", { items: [{ item_id: "1" }, { item_id: "2" }, { item_id: "3" }] }]],
  },
  {
    what: "Different acts in one moment",
    head: HEAD,
    html: BUTTON,
    answers,
    act: `dataLayer.push({ event: "view_item", ecommerce: { items: [] } }); await ${request}; dataLayer.push({ event: "remove_from_cart", ecommerce: { items: [] } });`,
    sent: [["view_item", "dataLayer", { items: [] }], adapter, ["remove_from_cart", "dataLayer", { items: [] }]],
  },
  {
    what: "A checkout: the page, the data layer and its old form",
    head: `<script>window.dataLayer = [{ event: "begin_checkout", ecommerce: ${JSON.stringify(PUSHED)} }, { ecommerce: { checkout: { products: [] } } }];</script>`,
    bodyClass: "woocommerce-checkout",
    sent: [["begin_checkout", "dataLayer", PUSHED]],
  },
  {
    what: "An order: the thank-you page and the data layer, which calls it by another id",
    path: "/checkout/order-received/1045/",
    head: `<script>window.dataLayer = [{ event: "purchase", ecommerce: { transaction_id: "MS-1045", value: 5 } }];</script>`,
    bodyClass: "woocommerce-checkout woocommerce-order-received",
    sent: [["purchase", "dataLayer", { transaction_id: "MS-1045", value: 5 }]],
  },
  {
    what: "Attributes on a form, which counts when it is submitted and not when it is clicked",
    html: `<form data-ws-event="Product Added" data-ws-product-id="31" data-ws-value="1.5" data-ws-total="free"><input name="closest" value="canary">
      <input name="note" value="canary"><b>x</b><button>Mua</button></form><script>addEventListener("submit", (event) => event.preventDefault())</script>`,
    act: `document.querySelector("b").click(); document.querySelector("button").click();`,
    sent: [["Product Added", "attribute", { product_id: "31", value: 1.5, total: "free" }]],
  },
  {
    what: "Attributes for any other event",
    html: `<a href="#top" data-ws-event="Product Viewed" data-ws-product-id="31" data-ws-lead="">x</a><p data-ws-product-id="canary">y</p>`,
    act: `document.querySelector("a").click(); document.querySelector("p").click();`,
    sent: [["Product Viewed", "attribute", { product_id: "31", lead: "" }]],
  },
];
