import type { CommercePage } from "./commerce-page.js";

const GTAG = `<script>window.dataLayer = window.dataLayer || []; function gtag(){ dataLayer.push(arguments); } gtag("js", new Date()); gtag("config", "G-1");</script>`;
const EMPTY = `<script>window.dataLayer = window.dataLayer || [];</script>`;

/** Google Tag Manager's way with the array: it answers to what was pushed, and drops the oldest entries of a long list. */
export const GTM = `const own = dataLayer.push;
  dataLayer.push = function () {
    const result = own.apply(dataLayer, arguments);
    for (const entry of arguments) if (typeof entry === "object" && entry) entry["gtm.uniqueEventId"] = 1;
    while (dataLayer.length > 300) dataLayer.shift();
    return result;
  };
  dataLayer.push({ "gtm.start": 1, event: "gtm.js" });`;

const ITEM = {
  item_id: "GK-31",
  item_name: "Gọng kính Mai",
  item_brand: "Mắt Sáng",
  item_category2: "Kim loại",
  price: 450000,
  quantity: 2,
};
const CANARIES = { item_email: "canary@example.com", customer: "canary", custom_note: "canary", url: "/canary", dimension1: "canary" };

const ADDED = { currency: "VND", value: 900000, items: [ITEM] };
const ADD = JSON.stringify({
  event: "add_to_cart",
  user_data: { email: "canary@example.com", phone_number: "canary 0912345678" },
  customer: { name: "canary" },
  ecommerce: {
    currency: "VND",
    value: 900000,
    items: [{ ...ITEM, ...CANARIES }],
    user_data: { address: { street: "canary" } },
    email: "canary@example.com",
    shipping_address: "canary",
  },
});
const PUSH = `dataLayer.push({ ecommerce: null }); dataLayer.push(${ADD});`;

const EE_PRODUCT = { id: "31", name: "Gọng kính Mai", category: "Gọng", variant: "Đen", price: "450000", quantity: 1 };
const EE_EXTRA = { ...EE_PRODUCT, ...CANARIES };

export const DATA_LAYER_PAGES: readonly CommercePage[] = [
  {
    what: "GA4: an object",
    head: EMPTY,
    act: PUSH,
    sent: [["add_to_cart", "dataLayer", ADDED]],
  },
  {
    what: "GA4: the arguments of gtag",
    head: GTAG,
    act: `gtag("event", "add_to_cart", { send_to: "canary", currency: "VND", value: 900000, items: [${JSON.stringify({ ...ITEM, ...CANARIES })}], email: "canary" });
      gtag("set", "user_data", { email: "canary" }); gtag("consent", "update", { ad_storage: "granted" }); gtag("get", "G-1", "client_id", () => {});`,
    sent: [["add_to_cart", "dataLayer", ADDED]],
  },
  {
    what: "GA4: pushed before the script",
    head: `${EMPTY}<script>${PUSH}</script>`,
    sent: [["add_to_cart", "dataLayer", ADDED]],
  },
  {
    what: "GA4: Google Tag Manager before the script",
    head: `${EMPTY}<script>${GTM}</script>`,
    act: `if (dataLayer.push({ event: "x" }, { event: "y" }) !== 3) throw new Error("push"); ${PUSH}`,
    sent: [["add_to_cart", "dataLayer", ADDED]],
  },
  {
    what: "GA4: Google Tag Manager after the script",
    head: EMPTY,
    act: `${GTM} if (dataLayer.push({ event: "x" }, { event: "y" }) !== 3) throw new Error("push"); ${PUSH}`,
    sent: [["add_to_cart", "dataLayer", ADDED]],
  },
  {
    what: "GA4: an array that is made after the script",
    act: `window.dataLayer = []; ${PUSH}`,
    sent: [["add_to_cart", "dataLayer", ADDED]],
  },
  {
    what: "GA4: an array that takes another's place",
    head: EMPTY,
    act: `${PUSH} window.dataLayer = []; ${PUSH}`,
    sent: [
      ["add_to_cart", "dataLayer", ADDED],
      ["add_to_cart", "dataLayer", ADDED],
    ],
  },
  {
    what: "GA4: more entries than Google Tag Manager keeps",
    head: `${EMPTY}<script>${GTM}</script>`,
    act: `for (let i = 0; i < 400; i++) dataLayer.push({ event: "x" }); ${PUSH}`,
    sent: [["add_to_cart", "dataLayer", ADDED]],
  },
  {
    what: "GA4: two quick adds of the same product, by the same object",
    head: EMPTY,
    act: `const entry = ${ADD}; dataLayer.push(entry); dataLayer.push(entry);`,
    sent: [
      ["add_to_cart", "dataLayer", ADDED],
      ["add_to_cart", "dataLayer", ADDED],
    ],
  },
  {
    what: "GA4: the other acts of a visitor",
    head: EMPTY,
    act: `for (const event of ["view_item", "remove_from_cart", "begin_checkout"]) dataLayer.push({ event, ecommerce: ${JSON.stringify(ADDED)} });`,
    sent: [
      ["view_item", "dataLayer", ADDED],
      ["remove_from_cart", "dataLayer", ADDED],
      ["begin_checkout", "dataLayer", ADDED],
    ],
  },
  {
    what: "GA4: what is shown, what a browser may not say, and what is no e-commerce",
    head: GTAG,
    act: `for (const event of ["view_item_list", "view_promotion", "refund", "generate_lead", "sign_up", "search", "share", "login", "page_view", "constructor", "canary"]) {
        dataLayer.push({ event, ecommerce: { search_term: "canary", items: [{ item_id: "canary" }] } });
        gtag("event", event, { search_term: "canary", items: [{ item_id: "canary" }] });
      }
      for (const entry of [null, undefined, "add_to_cart", 5, () => {}, [], {}, { event: "add_to_cart" }, { event: "add_to_cart", ecommerce: null },
        { event: "purchase", ecommerce: "canary" }, ["event"], ["event", "add_to_cart"], ["config", "add_to_cart", { items: [] }]]) dataLayer.push(entry);`,
    sent: [],
  },
  {
    what: "GA4: a purchase, twice",
    head: GTAG,
    act: `const purchase = { transaction_id: "T-1045", value: 1250000, tax: 0, shipping: 30000, coupon: "HE10", currency: "VND",
        items: [{ item_id: "GK-31", price: 450000, discount: 50000, affiliation: "Quận 1", index: 0 }], customer_email: "canary@example.com" };
      gtag("event", "purchase", purchase); gtag("event", "purchase", purchase);`,
    sent: [
      [
        "purchase",
        "dataLayer",
        {
          transaction_id: "T-1045",
          value: 1250000,
          tax: 0,
          shipping: 30000,
          coupon: "HE10",
          currency: "VND",
          items: [{ item_id: "GK-31", price: 450000, discount: 50000, affiliation: "Quận 1", index: 0 }],
        },
      ],
    ],
  },
  {
    what: "GA4: a purchase without an id",
    head: EMPTY,
    act: `dataLayer.push({ event: "purchase", ecommerce: { transaction_id: "", value: 5 } }, { event: "purchase", ecommerce: { value: 5 } });`,
    sent: [],
  },
  {
    what: "Enhanced Ecommerce: a product in the cart, one out of it, and one that was looked at",
    head: EMPTY,
    act: `dataLayer.push({ event: "productDetail", ecommerce: { currencyCode: "VND", detail: { actionField: { list: "canary" }, products: [${JSON.stringify(EE_EXTRA)}] } } });
      dataLayer.push({ event: "addToCart", ecommerce: { currencyCode: "VND", add: { products: [${JSON.stringify(EE_EXTRA)}] } }, eventCallback: () => {} });
      dataLayer.push({ ecommerce: { remove: { products: [${JSON.stringify(EE_EXTRA)}] } } });`,
    sent: [
      ["view_item", "dataLayer", { currencyCode: "VND", detail: { actionField: {}, products: [EE_PRODUCT] } }],
      ["add_to_cart", "dataLayer", { currencyCode: "VND", add: { products: [EE_PRODUCT] } }],
      ["remove_from_cart", "dataLayer", { remove: { products: [EE_PRODUCT] } }],
    ],
  },
  {
    what: "Enhanced Ecommerce: checkout, purchase, impressions, a click and a refund",
    head: `${EMPTY}<script>
      dataLayer.push({ event: "eec.checkout", ecommerce: { checkout: { actionField: { step: 1, option: "canary" }, products: [${JSON.stringify(EE_EXTRA)}] } } });
      dataLayer.push({ ecommerce: { purchase: { actionField: { id: "T-1045", affiliation: "Quận 1", revenue: "1250000", tax: "0", shipping: "30000", email: "canary" },
        products: [${JSON.stringify(EE_EXTRA)}] } } });
      dataLayer.push({ ecommerce: { impressions: [{ id: "canary" }] } });
      dataLayer.push({ event: "productClick", ecommerce: { click: { products: [{ id: "canary" }] } } });
      dataLayer.push({ ecommerce: { refund: { actionField: { id: "canary" }, products: [{ id: "canary" }] } } });
    </script>`,
    sent: [
      ["begin_checkout", "dataLayer", { checkout: { actionField: {}, products: [EE_PRODUCT] } }],
      [
        "purchase",
        "dataLayer",
        {
          purchase: {
            actionField: { id: "T-1045", affiliation: "Quận 1", revenue: "1250000", tax: "0", shipping: "30000" },
            products: [EE_PRODUCT],
          },
        },
      ],
    ],
  },
  {
    what: "GA4: items that hold themselves, or that throw",
    head: EMPTY,
    act: `const item = { item_id: "GK-31" }; item.items = [item]; item.product = item;
      dataLayer.push({ event: "view_item", ecommerce: { items: [item], get value() { throw new Error("canary") } } });
      dataLayer.push({ event: "view_item", ecommerce: { items: [item], value: 1n } });`,
    sent: [["view_item", "dataLayer", { items: [{ item_id: "GK-31", items: [{}] }], value: "1" }]],
  },
  {
    what: "A thing named dataLayer that is no data layer",
    head: `<script>window.dataLayer = { push: 5 };</script>`,
    act: `if (dataLayer.push !== 5) throw new Error("changed");`,
    sent: [],
  },
];
