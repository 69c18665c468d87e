import { DAY, MINUTE, type Story, story } from "./story.js";

/** What a person does, or a shop for them. */
export type Deed = (told: Story) => Story;

/** A story of deeds, a minute apart. */
export const tell = (...deeds: readonly Deed[]): Story => deeds.reduce((told, deed) => deed(told.after(MINUTE)), story());

const line = { product_id: "p1", name: "Gọng tròn", price: 1_290_000, quantity: 1 };

export const arrives: Deed = (told) => told.page("/?utm_source=zalo&utm_medium=social");
export const reads: Deed = (told) => told.page("/cam-nang/chon-gong-kinh");
export const looksAtProduct: Deed = (told) => told.track("Product Viewed", { product_id: "p1" });
export const leavesContact: Deed = (told) => told.track("Lead Captured", { lead_magnet: "Mã giảm 10%" }, { identifiers: ["email:an"] });
export const books: Deed = (told) => told.track("Consultation Booked", { name: "Đo mắt miễn phí" });
export const addsToCart: Deed = (told) => told.track("Product Added", line);
export const emptiesCart: Deed = (told) => told.track("Product Removed", line);
export const checksOut: Deed = (told) => told.track("Checkout Started", { products: [line] });
export const recommends: Deed = (told) => told.track("Referral Shared", { share_via: "zalo" });
export const unsubscribes: Deed = (told) => told.track("Email Unsubscribed");
export const asksForHelp: Deed = (told) => told.track("Support Contacted", { channel: "hotline" });

export const waits = (ms: number): Deed => {
  return (told) => told.after(ms);
};
export const orders = (id: string, total = 1_290_000): Deed => {
  return (told) => told.track("Order Completed", { order_id: id, total, currency: "VND", products: [line] });
};
export const buysEntryOffer = (id: string): Deed => {
  return (told) => told.track("Order Completed", { order_id: id, total: 49_000, currency: "VND", offer: "tripwire" });
};
export const isShipped = (id: string): Deed => {
  return (told) => told.server("Order Shipped", { order_id: id });
};
/** @param promise whether there was one, and whether it was kept */
export const isDelivered = (id: string, promise?: "kept" | "missed"): Deed => {
  return (told) => {
    const promised = (told.facts.at(-1)?.at ?? 0) + (promise === "kept" ? DAY : -DAY);
    const properties = promise === undefined ? {} : { promised_at: new Date(promised).toISOString() };
    return told.server("Order Delivered", { order_id: id, ...properties });
  };
};
export const isCancelled = (id: string): Deed => {
  return (told) => told.server("Order Cancelled", { order_id: id });
};
export const isRefunded = (id: string): Deed => {
  return (told) => told.server("Order Refunded", { order_id: id });
};
export const reviewsWith = (rating: number): Deed => {
  return (told) => told.track("Product Reviewed", { product_id: "p1", rating });
};
export const answersNps = (score: number): Deed => {
  return (told) => told.track("Feedback Given", { score, scale: "nps" });
};
