import { explain, type Journey, type Language, type ModelExplanation } from "../src/index.js";
import { DAY, HOUR, MINUTE, story } from "./story.js";

export const line = { product_id: "p1", name: "Gọng tròn", price: 1_290_000, quantity: 1 };
const visit = () => story().page("/").after(MINUTE).page("/kinh-mat");
export const lead = () => visit().after(MINUTE).track("Lead Captured", { lead_magnet: "Gương mặt bạn hợp mẫu kính nào?" });
export const cart = () => lead().after(HOUR).track("Product Added", line);
export const customer = () => cart().after(MINUTE).track("Order Completed", { order_id: "A1", total: 1_290_000, currency: "VND" });
export const served = () =>
  customer()
    .after(2 * DAY)
    .server("Order Delivered", { order_id: "A1" });

/** What is said about a journey in one model. */
export function modelOf(journey: Journey, id: string, language?: Language): ModelExplanation {
  const model = explain(journey, language).models.find((candidate) => candidate.model === id);
  if (model === undefined) throw new Error(`there is no model ${id}`);
  return model;
}
