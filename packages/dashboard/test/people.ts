import type { Move, SeededPerson } from "./seed.js";

/** A first page view, so many minutes ago. */
export const first = (ago: number): Move => ({
  ago,
  event: "page",
  milestone: "first_touch",
  stage: "Attract",
  step: "aware",
  page: "/",
  title: "Home",
});
/** Somebody who came once. */
export const visitor = (name: string, ago: number): SeededPerson => ({
  visitor: name,
  arrivals: [{ ago, channel: "Direct" }],
  moves: [first(ago)],
});
/** Somebody who left a contact. */
export const lead = (name: string, ago: number): SeededPerson => ({
  ...visitor(name, ago),
  leadMagnet: "Quiz",
  moves: [first(ago), { ago: ago - 1, event: "Lead Captured", milestone: "lead_captured", stage: "Convert", step: "lead", page: "/quiz" }],
});
/** Somebody who came by an advertisement and bought. */
export const BUYER: SeededPerson = {
  visitor: "buyer",
  userId: "linh.tran",
  arrivals: [{ ago: 50, channel: "Paid Search", source: "google", medium: "cpc", campaign: "tet-2027" }],
  moves: [
    first(50),
    { ago: 45, event: "Product Added", milestone: "cart_added", stage: "Close", step: "cart", page: "/gong", title: "Gọng" },
    { ago: 40, event: "Order Completed", milestone: "order_completed", stage: "Close", step: "customer", page: "/cam-on", title: "Cảm ơn" },
  ],
  orders: [{ id: "MK-1", total: 1_290_000, ago: 40, status: "placed", product: "Gọng Titan" }],
};
