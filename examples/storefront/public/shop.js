// Everything Mắt Xinh tells Waystitch from the browser. Page views and the two lead forms need no code.
const sdk = window.waystitch;

/** What the server wrote into the page for us, in the shape of Segment's e-commerce events. */
const read = (name) => JSON.parse(document.querySelector(`[data-${name}]`)?.dataset[name] ?? "null");

const viewed = read("viewed");
if (viewed) sdk.track("Product Viewed", viewed);

const checkout = read("checkout");
if (checkout) sdk.track("Checkout Started", checkout);

// A reload sends the order again; Waystitch counts an order_id once.
const order = read("order");
if (order) {
  sdk.identify(read("customer"));
  sdk.track("Order Completed", order);
}

document.addEventListener("submit", ({ target: form }) => {
  const product = JSON.parse(form.dataset.product ?? "null");
  if (!product) return;
  const action = new URL(form.action).pathname;
  const variant = form.querySelector("[name=colour]:checked")?.dataset.variant ?? product.variant;
  if (action === "/gio-hang/them") sdk.track("Product Added", { ...product, variant, quantity: 1 });
  if (action === "/gio-hang/bot") sdk.track("Product Removed", { ...product, quantity: 1 });
  if (action.endsWith("/danh-gia")) {
    const rating = Number(new FormData(form).get("rating"));
    sdk.track("Product Reviewed", { product_id: product.product_id, rating });
  }
});

const share = document.querySelector("[data-share]");
share?.addEventListener("click", async () => {
  sdk.track("Referral Shared", { referral_code: share.dataset.share, share_via: "link" });
  const link = share.parentElement.querySelector("input");
  link.select();
  const copied = await navigator.clipboard?.writeText(link.value).then(
    () => true,
    () => false,
  );
  share.closest("section").querySelector("[role=status]").textContent = copied ? "Đã chép liên kết." : "Nhấn giữ để chép liên kết.";
});

// The quiz takes an e-mail or a phone number, which HTML alone cannot say.
for (const group of document.querySelectorAll("[data-any-of]")) {
  const fields = [...group.querySelectorAll("input")];
  const check = () => fields[0].setCustomValidity(fields.some(({ value }) => value.trim()) ? "" : "Điền e-mail hoặc số điện thoại nhé.");
  group.addEventListener("input", check);
  check();
}
