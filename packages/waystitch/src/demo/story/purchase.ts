import { EVENT } from "@waystitch/protocol";
import { DAY, saleOn } from "../calendar.js";
import type { Chance } from "../chance.js";
import { type Ending, followOrder, type Placed } from "./afterwards.js";
import { kit, type Line, sumOf } from "./goods.js";
import type { Plan } from "./plan.js";
import type { Device, Recorder } from "./recorder.js";
import { fillCart, type Walk } from "./walk.js";
import type { Who } from "./who.js";

/** What a telling of one person's story needs. */
export interface Telling {
  readonly plan: Plan;
  readonly recorder: Recorder;
  readonly who: Who;
  readonly chance: Chance;
}

/** A coupon on sale days, or the newsletter's. */
function discountOn(at: number, lines: readonly Line[], chance: Chance): { readonly coupon?: string; readonly discount: number } {
  const isSale = (saleOn(at)?.factor ?? 1) >= 2;
  if (isSale) return { coupon: "SALE15", discount: Math.round(sumOf(lines) * 0.15) };
  return chance.happens(0.4) ? { coupon: "XINH10", discount: Math.round(sumOf(lines) / 10) } : { discount: 0 };
}

function complete({ recorder, who, chance }: Telling, device: Device, walk: Walk, lines: readonly Line[], checkoutId: string): Placed {
  const orderId = `MX-${chance.code(10)}`;
  walk.open(`/cam-on/${orderId}`, "Cảm ơn bạn");
  const at = walk.at();
  const discounted = discountOn(at, lines, chance);
  const total = sumOf(lines) - discounted.discount;
  const promisedAt = at + 3 * DAY;
  recorder.identify(device, at + 200, { email: who.email, phone: who.phone });
  const isTripwire = lines.length === 1 && lines[0]?.product_id === kit().product_id;
  recorder.track(device, at + 210, EVENT.orderCompleted, {
    order_id: orderId,
    checkout_id: checkoutId,
    total,
    revenue: total,
    ...discounted,
    currency: "VND",
    payment_method: chance.pick(["cod", "cod", "momo", "vnpay", "zalopay"]),
    promised_at: new Date(Math.floor(promisedAt)).toISOString(),
    shipping_address: { province: who.province.name },
    products: lines,
    ...(isTripwire ? { offer: "tripwire" } : {}),
  });
  return { orderId, at, promisedAt, total, lines };
}

/**
 * Fills the cart, goes through the checkout and orders.
 * @param cart what is in the cart already
 * @returns how the order ends
 */
export function buy(telling: Telling, device: Device, walk: Walk, cart: readonly Line[] = []): Ending {
  const { chance, plan, recorder, who } = telling;
  const lines = cart.length > 0 ? cart : fillCart(walk, chance);
  if (cart.length > 0) walk.open("/gio-hang", "Giỏ hàng");
  const checkoutId = chance.code(12);
  walk.checkOut(lines, checkoutId);
  const placed = complete(telling, device, walk, lines, checkoutId);
  walk.leave();
  return followOrder(plan, recorder, who, placed, chance);
}

/** The cheap set, which makes nobody a customer yet. */
export function buyKit(telling: Telling, device: Device, walk: Walk): void {
  walk.add(kit());
  buy(telling, device, walk, [kit()]);
}
