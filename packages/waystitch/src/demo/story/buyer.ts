import { EVENT } from "@waystitch/protocol";
import { DAY, HOUR, saleWithin, timeAfter, timeOn } from "../calendar.js";
import type { Ending } from "./afterwards.js";
import type { Line } from "./goods.js";
import { meet, writeTo } from "./nurture.js";
import { buy, type Telling } from "./purchase.js";
import type { Device } from "./recorder.js";
import { arrive, fillCart, lookAround } from "./walk.js";
import { WAYS_BACK, WAYS_TO_LEADS, type Way } from "./ways.js";

/** Most decide within days, a few take two to four months, and some wait for the next sale. */
function orderTime(from: number, { chance }: Telling): number {
  const at = timeAfter(from, Math.min(chance.wait(7, 1.7), 120), chance);
  const sale = saleWithin(at, 14);
  const chosen = sale !== null && chance.happens(0.45) ? timeOn(sale, chance) : at;
  return Math.max(chosen, from + 2 * HOUR);
}

/** E-mail closes: most who left an address come for the order from what the shop sent them. */
const wayToOrder = ({ chance }: Telling, isLead: boolean): Way =>
  isLead && chance.happens(0.62) ? chance.share(WAYS_TO_LEADS) : chance.share(WAYS_BACK);

function hesitate({ recorder, who, chance }: Telling, from: number, to: number): void {
  for (let visit = chance.pick([0, 1, 1, 2, 3]); visit > 0; visit--) {
    const walk = arrive(recorder, who.first, timeOn(chance.between(from + HOUR, to - HOUR), chance), chance.share(WAYS_BACK), chance);
    lookAround(walk, chance.whole(1, 4), chance);
    walk.leave();
  }
}

/** Opens an account, or signs in to it on another device. */
export function signIn({ recorder, who, chance }: Telling, device: Device, at: number, isNew: boolean): void {
  device.userId = who.userId;
  if (isNew) recorder.track(device, at, EVENT.signedUp, { method: chance.pick(["email", "zalo", "google"]) });
  recorder.identify(device, at + 5, { email: who.email });
}

/** The cart that a buyer left before, and came back to. */
function leaveBefore({ recorder, who, chance }: Telling, at: number): readonly Line[] {
  const walk = arrive(recorder, who.first, at, chance.share(WAYS_BACK), chance);
  const cart = fillCart(walk, chance);
  if (chance.happens(0.5)) walk.checkOut(cart, chance.code(12));
  walk.leave();
  return cart;
}

/** Buys again, once or several times, and on whatever device is at hand. */
function comeAgain(telling: Telling, ending: Ending, device: Device, hasAccount: boolean): void {
  const { recorder, who, chance } = telling;
  let last = ending;
  for (let again = 0; again < 3 && last.kind === "received" && chance.happens(last.pleased ? 0.3 : 0.05); again++) {
    const at = timeAfter(last.at, Math.min(14 + chance.wait(24), 150), chance);
    const other = device === who.first ? who.second : who.first;
    const isOther = hasAccount && chance.happens(0.4);
    const used = isOther ? other : device;
    const walk = arrive(recorder, used, at, chance.happens(0.7) ? chance.share(WAYS_TO_LEADS) : chance.share(WAYS_BACK), chance);
    if (isOther && used.userId === null) signIn(telling, used, walk.at() + 100, false);
    lookAround(walk, chance.whole(0, 2), chance);
    last = buy(telling, used, walk);
  }
}

/** From the first visit's end to the order, the second order and what is said of them. */
export function followBuyer(telling: Telling, from: number, isLead: boolean): void {
  const { recorder, who, chance, plan } = telling;
  const at = orderTime(from, telling);
  if (at - from > DAY) hesitate(telling, from, at);
  if (isLead) meet(telling, from);
  const left = at - from > 2 * DAY && chance.happens(0.3) ? leaveBefore(telling, at - DAY * chance.between(0.3, 1.5)) : [];
  // Who is not known by a contact yet orders where they looked.
  const device = isLead && chance.happens(0.42) ? who.second : who.first;
  const hasAccount = chance.happens(0.45);
  const walk = arrive(
    recorder,
    device,
    at,
    left.length > 0 && isLead ? (WAYS_TO_LEADS[1] ?? wayToOrder(telling, isLead)) : wayToOrder(telling, isLead),
    chance,
  );
  lookAround(walk, chance.whole(0, 2), chance);
  const ending = buy(telling, device, walk, left);
  if (hasAccount) signIn(telling, device, walk.at() + 60_000, true);
  comeAgain(telling, ending, device, hasAccount);
  if (isLead) writeTo(telling, from, plan.until);
}
