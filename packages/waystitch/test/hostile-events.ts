import type { Keys } from "./shop-stack.js";

/** Markup that would run wherever it was taken for markup. */
export const HOSTILE = `"><img src=x onerror="window.hit=1"><script>window.hit=1</script>`;

const at = (minute: number): string => new Date(Date.parse("2026-11-29T03:00:00Z") + minute * 60_000).toISOString();

/** A visitor whose every text is hostile, in fields that some page shows. */
function hostileEvents(visitor: string) {
  const context = {
    page: {
      url: `https://shop.example/${encodeURIComponent(HOSTILE)}`,
      path: `/${HOSTILE}`,
      title: HOSTILE,
      referrer: `https://evil.example/${HOSTILE}`,
    },
    campaign: { source: HOSTILE, medium: HOSTILE, name: HOSTILE },
    userAgent: HOSTILE,
  };
  const product = { product_id: HOSTILE, name: HOSTILE, price: 100_000, quantity: 1, category: HOSTILE };
  const order = { order_id: HOSTILE, total: 100_000, currency: "VND", products: [product], coupon: HOSTILE };
  const track = (event: string, properties: object) => ({ type: "track", event, properties });
  return [
    { type: "page", name: HOSTILE, properties: { url: context.page.url, path: context.page.path, title: HOSTILE } },
    track("Lead Captured", { lead_magnet: HOSTILE, form_id: HOSTILE, email: "hostile@example.com" }),
    track(HOSTILE, { [HOSTILE]: HOSTILE }),
    track("Product Added", product),
    track("Checkout Started", order),
    track("Order Completed", order),
    track("Order Shipped", { order_id: HOSTILE, carrier: HOSTILE, promised_at: at(10) }),
    track("Order Delivered", { order_id: HOSTILE, promised_at: at(10), delivered_at: at(20) }),
    track("Product Reviewed", { product_id: HOSTILE, rating: "5", review_body: HOSTILE }),
    { type: "identify", userId: HOSTILE, traits: { name: HOSTILE, company: HOSTILE } },
  ].map((event, index) => ({ ...event, anonymousId: visitor, messageId: `${visitor} ${index}`, timestamp: at(index), context }));
}

/** Sends two hostile visitors, one of whom leaves a full cart behind, and events that are rejected for what they say. */
export async function sendHostile(url: string, { secretKey }: Keys): Promise<void> {
  const rejected = [{ type: "track", event: HOSTILE, messageId: `r${HOSTILE}`, properties: { x: HOSTILE } }];
  const batch = [...hostileEvents(`v1${HOSTILE}`), ...hostileEvents(`v2${HOSTILE}`).slice(0, 4), ...rejected];
  const response = await fetch(`${url}/v1/batch`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}` },
    body: JSON.stringify({ batch }),
  });
  if (!response.ok) throw new Error(`The collector answered ${response.status}: ${await response.text()}`);
}
