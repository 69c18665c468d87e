import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRecordingCollector } from "./recording-collector.js";
import { createShopper, LAN, openShop, SECRET_KEY, WRITE_KEY } from "./shopper.js";

let collector: Awaited<ReturnType<typeof startRecordingCollector>>;
let shop: Awaited<ReturnType<typeof openShop>>;

beforeAll(async () => {
  collector = await startRecordingCollector();
  shop = await openShop(collector.url);
});

afterAll(async () => {
  await shop.close();
  await collector.close();
});

const PAGES = ["/", "/kinh", "/kinh?loai=kinh-ram", "/kinh/may", "/trac-nghiem", "/trac-nghiem/ket-qua?mat=tron", "/nhan-ma", "/gio-hang"];

test.each(PAGES)("%s is a Vietnamese page with the script tag in its head", async (path) => {
  const { status, text } = await createShopper(shop.url).open(path);
  expect(status).toBe(200);
  expect(text).toContain('<html lang="vi">');
  const head = text.slice(0, text.indexOf("</head>"));
  expect(head).toContain(`<script async src="${collector.url}/waystitch.js" data-write-key="${WRITE_KEY}"></script>`);
});

test("the security policy allows exactly the inline script that is in the page", async () => {
  const { text, headers } = await createShopper(shop.url).open("/");
  const inline = [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? "");
  expect(inline).toHaveLength(1);
  const hash = createHash("sha256")
    .update(inline[0] ?? "")
    .digest("base64");
  expect(headers.get("content-security-policy")).toContain(`script-src 'self' 'sha256-${hash}' ${collector.url};`);
});

test("a page that is not there and a frame that is not sold are a 404 with a way on", async () => {
  for (const path of ["/khong-co", "/kinh/kinh-gia", "/don-hang/MX-GUESSED", "/cam-on/MX-GUESSED"]) {
    const { status, text } = await createShopper(shop.url).open(path);
    expect(status).toBe(404);
    expect(text).toContain("Không tìm thấy trang");
  }
});

test("the home page's links arrive as campaigns do", async () => {
  const { text } = await createShopper(shop.url).open("/");
  expect(text).toContain(
    'href="/?gclid=demo-click&amp;utm_source=google&amp;utm_medium=cpc&amp;utm_campaign=kinh-ram-he" rel="noreferrer"',
  );
  for (const source of ["facebook", "zalo", "newsletter", "coccoc"]) expect(text).toContain(`utm_source=${source}`);
});

test("an empty cart can neither open the checkout nor order", async () => {
  const shopper = createShopper(shop.url);
  expect(await shopper.open("/dat-hang")).toMatchObject({ status: 303, to: "/gio-hang" });
  expect(await shopper.submit("/dat-hang", LAN)).toMatchObject({ status: 303, to: "/gio-hang" });
});

test("the quiz wants an e-mail or a phone number and answers either with frames", async () => {
  const shopper = createShopper(shop.url);
  expect((await shopper.submit("/trac-nghiem", { mat: "tron", email: "", phone: "" })).status).toBe(422);
  const answered = await shopper.submit("/trac-nghiem", { dip: "ngoai-nang", email: "", phone: "0912 345 678" });
  expect(answered).toMatchObject({ status: 303, to: "/trac-nghiem/ket-qua?dip=ngoai-nang" });
  expect((await shopper.open(answered.to)).text).toContain("Phi Đội");
  expect((await shopper.submit("/trac-nghiem", { email: "lan@example.com", phone: "" })).status).toBe(303);
});

test("a checkout with mistakes is shown again with what was typed and what is wrong", async () => {
  const shopper = createShopper(shop.url);
  await shopper.submit("/gio-hang/them", { frame: "nang", colour: "kem" });
  const { status, text } = await shopper.submit("/dat-hang", { ...LAN, phone: "12", address: "" });
  expect(status).toBe(422);
  expect(text).toContain('value="lan@example.com"');
  expect(text).toContain('id="phone-problem"');
  expect(text).toContain('id="address-problem"');
  expect(text).not.toContain('id="email-problem"');
});

test("the thank-you page carries what the browser reports as Order Completed", async () => {
  const shopper = createShopper(shop.url);
  const id = await shopper.order();
  const { text } = await shopper.open(`/cam-on/${id}`);
  const data = /data-order="([^"]*)"/.exec(text)?.[1]?.replaceAll("&quot;", '"') ?? "";
  expect(JSON.parse(data)).toMatchObject({
    order_id: id,
    total: 1_290_000,
    revenue: 1_290_000,
    currency: "VND",
    products: [{ product_id: "may", name: "Mây", variant: "Đen mực", price: 1_290_000, quantity: 1 }],
  });
  expect((await shopper.open("/gio-hang")).text).toContain("Giỏ hàng đang trống");
});

test("a checkout that is sent twice orders once", async () => {
  const shopper = createShopper(shop.url);
  await shopper.submit("/gio-hang/them", { frame: "may", colour: "den" });
  const first = await shopper.submit("/dat-hang", { ...LAN, checkoutId: "the-same" });
  await shopper.submit("/gio-hang/them", { frame: "may", colour: "den" });
  expect((await shopper.submit("/dat-hang", { ...LAN, checkoutId: "the-same" })).to).toBe(first.to);
});

test("a hostile name and a hostile review stay text on every page", async () => {
  const shopper = createShopper(shop.url);
  const hostile = `</dd><script>alert(1)</script>" onload='x'`;
  const id = await shopper.order({ name: hostile, address: hostile });
  await shopper.submit(`/don-hang/${id}/deliver-late`, {});
  await shopper.submit(`/don-hang/${id}/danh-gia`, { productId: "may", rating: "5", text: hostile });
  for (const path of [`/cam-on/${id}`, `/don-hang/${id}`]) {
    const { text } = await shopper.open(path);
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain(`onload='x'`);
  }
});

test("a review is asked for only after the delivery, and once a product", async () => {
  const shopper = createShopper(shop.url);
  const id = await shopper.order();
  expect((await shopper.open(`/don-hang/${id}`)).text).not.toContain("review-submit");
  await shopper.submit(`/don-hang/${id}/deliver-on-time`, {});
  expect((await shopper.open(`/don-hang/${id}`)).text).toContain("review-submit");
  await shopper.submit(`/don-hang/${id}/danh-gia`, { productId: "may", rating: "5", text: "" });
  const { text } = await shopper.open(`/don-hang/${id}`);
  expect(text).not.toContain("review-submit");
  expect(text).toContain("Cảm ơn bạn đã đánh giá");
});

test("the secret key is in no page, no script and no header", async () => {
  const shopper = createShopper(shop.url);
  const id = await shopper.order();
  await shopper.submit(`/don-hang/${id}/ship`, {});
  for (const path of [...PAGES, "/shop.js", "/shop.css", "/khong-co", `/cam-on/${id}`, `/don-hang/${id}`]) {
    const { text, headers } = await shopper.open(path);
    expect(text).not.toContain(SECRET_KEY);
    expect(JSON.stringify([...headers])).not.toContain(SECRET_KEY);
  }
});

test("files beside the public ones are not served", async () => {
  for (const path of ["/..%2fpackage.json", "/../src/main.ts", "/%2e%2e/package.json"])
    expect((await createShopper(shop.url).open(path)).status).not.toBe(200);
});
