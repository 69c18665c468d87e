import { EVENT } from "@waystitch/protocol";
import { DAY, dateOf, HOUR, MINUTE, timeAfter } from "../calendar.js";
import type { Chance } from "../chance.js";
import delivery from "../data/delivery.json" with { type: "json" };
import type { Line } from "./goods.js";
import type { Plan } from "./plan.js";
import type { Recorder } from "./recorder.js";
import type { Who } from "./who.js";

/** An order that was placed. */
export interface Placed {
  readonly orderId: string;
  readonly at: number;
  readonly promisedAt: number;
  readonly total: number;
  readonly lines: readonly Line[];
}

/** How an order ended for its customer. */
export type Ending =
  | { readonly kind: "cancelled" | "refunded" }
  | { readonly kind: "received"; readonly at: number; readonly pleased: boolean };

const iso = (at: number): string => new Date(Math.floor(at)).toISOString();

type Carrier = (typeof delivery.carriers)[keyof typeof delivery.carriers];
const carrierOf = ({ province }: Who): Carrier =>
  Object.entries(delivery.carriers).find(([region]) => region === province.region)?.[1] ?? delivery.carriers.nam;

/** How likely a parcel is late: much more so in one month, and most with the carrier of one region. */
function lateness({ troubleMonth }: Plan, who: Who, at: number): number {
  const { region, late, elsewhere } = delivery.trouble;
  if (dateOf(at).month !== troubleMonth) return carrierOf(who).late;
  return who.province.region === region ? late : elsewhere;
}

function ship(plan: Plan, recorder: Recorder, who: Who, { orderId, at, promisedAt }: Placed, chance: Chance) {
  const carrier = carrierOf(who);
  const shippedAt = timeAfter(at, chance.between(0.3, 1), chance);
  recorder.report(shippedAt, EVENT.orderShipped, { order_id: orderId, carrier: carrier.name, promised_at: iso(promisedAt) }, null);
  const isLate = chance.happens(lateness(plan, who, at));
  const early = Math.min(shippedAt + carrier.days * DAY * chance.between(0.4, 1), promisedAt - chance.between(0, 10) * HOUR);
  const deliveredAt = isLate ? promisedAt + DAY * chance.wait(2.2) : Math.max(shippedAt + 5 * HOUR, early);
  const properties = { order_id: orderId, carrier: carrier.name, promised_at: iso(promisedAt), delivered_at: iso(deliveredAt) };
  recorder.report(deliveredAt + 2 * MINUTE, EVENT.orderDelivered, properties, null);
  return { deliveredAt, isLate: deliveredAt > promisedAt };
}

/** What the customer says when asked, and unasked. */
function answer(recorder: Recorder, { first }: Who, placed: Placed, deliveredAt: number, isPleased: boolean, chance: Chance): void {
  const later = (): number => timeAfter(deliveredAt, chance.between(1, 6), chance);
  if (chance.happens(0.34)) {
    const score = isPleased ? chance.pick([10, 10, 9, 9, 9, 8, 8, 7]) : chance.pick([6, 5, 4, 3, 2, 1]);
    recorder.report(later(), EVENT.feedbackGiven, { score, scale: "nps", order_id: placed.orderId }, first);
  }
  if (chance.happens(0.12)) {
    const score = isPleased ? chance.pick([5, 5, 4, 4, 3]) : chance.pick([2, 2, 1, 3]);
    recorder.report(later(), EVENT.feedbackGiven, { score, scale: "csat", order_id: placed.orderId }, first);
  }
  if (chance.happens(isPleased ? 0.06 : 0.4)) {
    const channel = chance.pick(["zalo", "zalo", "messenger", "hotline"]);
    recorder.report(later(), EVENT.supportContacted, { channel, topic: isPleased ? "chỉnh gọng" : "giao hàng" }, first);
  }
  const [line] = placed.lines;
  if (line === undefined) return;
  if (chance.happens(isPleased ? 0.26 : 0.2)) {
    const rating = isPleased ? chance.pick([5, 5, 5, 4, 4, 3]) : chance.pick([1, 2, 2, 3]);
    recorder.track(first, later(), EVENT.productReviewed, { product_id: line.product_id, rating });
  }
  if (isPleased && chance.happens(0.08))
    recorder.track(first, later(), EVENT.referralShared, {
      referral_code: chance.code(6),
      share_via: chance.pick(["zalo", "facebook", "link"]),
    });
}

/** What becomes of an order: called off, or shipped, delivered, praised or sent back. */
export function followOrder(plan: Plan, recorder: Recorder, who: Who, placed: Placed, chance: Chance): Ending {
  if (chance.happens(0.05)) {
    recorder.report(placed.at + chance.wait(8) * HOUR, EVENT.orderCancelled, { order_id: placed.orderId, reason: "khách đổi ý" }, null);
    return { kind: "cancelled" };
  }
  const { deliveredAt, isLate } = ship(plan, recorder, who, placed, chance);
  const isPleased = chance.happens(isLate ? 0.3 : 0.9);
  answer(recorder, who, placed, deliveredAt, isPleased, chance);
  if (chance.happens(isPleased ? 0.015 : 0.14)) {
    const total = chance.happens(0.8) ? placed.total : Math.round(placed.total / 2 / 1000) * 1000;
    const properties = { order_id: placed.orderId, total, currency: "VND" };
    recorder.report(deliveredAt + chance.between(2, 9) * DAY, EVENT.orderRefunded, properties, null);
    return { kind: "refunded" };
  }
  return { kind: "received", at: deliveredAt, pleased: isPleased };
}
