/** Good events of every type and of every catalogue, to be spoilt. */
export const VALID_EVENTS: readonly Readonly<Record<string, unknown>>[] = [
  {
    type: "page",
    name: "Gọng kính",
    properties: { path: "/gong-kinh" },
    context: {
      page: {
        url: "https://shop.example/gong-kinh?utm_source=zalo&utm_medium=social&utm_campaign=T%E1%BA%BFt&email=a%40b.example#top",
        path: "/gong-kinh",
        title: "Gọng kính – Mắt Xinh",
        referrer: "https://www.google.com/",
        search: "?utm_source=zalo",
      },
      locale: "vi-VN",
      timezone: "Asia/Ho_Chi_Minh",
      screen: { width: 390, height: 844 },
      library: { name: "waystitch", version: "1.0.0" },
    },
  },
  { type: "screen", name: "Home", properties: { a: [1, 2, { b: null }] }, context: { device: { id: "d1" }, ip: "203.0.113.9" } },
  {
    type: "track",
    event: "Order Completed",
    userId: "u1",
    originalTimestamp: "2099-11-22T09:30:00.000Z",
    properties: {
      order_id: "A1",
      total: "450.000 ₫",
      currency: "VND",
      coupon: "TET",
      email: "khach@shop.example",
      products: [{ product_id: "p1", price: 100_000, quantity: 2, name: "Mai" }],
      shipping_address: { phone: "0912345678", city: "Hà Nội" },
    },
  },
  {
    type: "track",
    event: "add_to_cart",
    properties: { ecommerce: { currency: "VND", value: 1, items: [{ item_id: "p1", item_name: "Mai", price: "59.000", quantity: "2" }] } },
  },
  {
    type: "track",
    event: "purchase",
    properties: { transaction_id: "T1", purchase: { actionField: { id: "T1", revenue: "1,5" } }, items: [] },
  },
  { type: "track", event: "snowplow_ecommerce_action", properties: { type: "checkout_step", step: 2, products: [{ id: "p1" }] } },
  { type: "track", event: "Placed Order", properties: { $event_id: "K1", $value: 9.5, Items: [{ ProductID: "p1", ItemPrice: 9.5 }] } },
  { type: "track", event: "begin_checkout", properties: { step: "1", checkout: { actionField: { step: 2 }, products: [{ id: 1 }] } } },
  { type: "track", event: "Order Delivered", properties: { order_id: "A1", delivered_at: "2026-11-22T09:30:00Z" } },
  {
    type: "identify",
    userId: "khach@shop.example",
    traits: {
      email: "khach@shop.example",
      phone: ["0912345678", 84912345678],
      name: "Nguyễn Thị Mai",
      address: { email: "b@shop.example" },
    },
    context: {
      userAgent: "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/143.0.0.0 Mobile Safari/537.36",
      traits: { email_sha256: "ab" },
    },
  },
  { type: "group", groupId: "g1", traits: { name: "Công ty", email: "info@shop.example" } },
  { type: "alias", userId: "u1", previousId: "u0" },
];
