import { EVENT } from "@waystitch/protocol";
import { DAY, HOUR, MINUTE, timeAfter } from "../calendar.js";
import { buyKit, type Telling } from "./purchase.js";
import type { Device } from "./recorder.js";
import { arrive, fillCart, lookAround } from "./walk.js";
import { WAYS_BACK, WAYS_TO_LEADS } from "./ways.js";

const TRADE = { bookings: 0.05, webinars: 0.05, calls: 0.05, kits: 0.03, unsubscribes: 0.08 };

/** What the shop's e-mails lead to until a time: opened, followed now and then, declined at last. */
export function writeTo({ recorder, who, chance }: Telling, from: number, to: number): void {
  const mail = { email: who.email };
  const isDeclined = chance.happens(TRADE.unsubscribes);
  const mails = isDeclined ? chance.whole(1, 4) : 9;
  for (let sent = 1; sent <= mails && from + sent * 14 * DAY < to; sent++) {
    const at = timeAfter(from, sent * 14, chance);
    if (!chance.happens(0.26)) continue;
    recorder.report(at, EVENT.emailOpened, { campaign: "ban-tin-tuan" }, who.first, mail);
    if (!chance.happens(0.22)) continue;
    recorder.report(
      at + MINUTE,
      EVENT.emailLinkClicked,
      { campaign: "ban-tin-tuan", source: "newsletter", medium: "email" },
      who.first,
      mail,
    );
    const [newsletter] = WAYS_TO_LEADS;
    if (newsletter === undefined) continue;
    const walk = arrive(recorder, who.first, at + MINUTE + 2_000, newsletter, chance);
    lookAround(walk, chance.whole(0, 3), chance);
    walk.leave();
  }
  if (isDeclined && from + mails * 14 * DAY < to)
    recorder.report(timeAfter(from, mails * 14, chance) + HOUR, EVENT.emailUnsubscribed, {}, who.first, mail);
}

/** What brings a lead nearer off the site: an eye test in the shop, a webinar, a call. */
export function meet({ recorder, who, chance }: Telling, from: number): void {
  const { first } = who;
  if (chance.happens(TRADE.bookings)) {
    recorder.track(first, from + 3 * MINUTE, EVENT.consultationBooked, { name: "Đo mắt miễn phí tại tiệm" });
    if (chance.happens(0.7))
      recorder.report(timeAfter(from, chance.between(1, 6), chance), EVENT.storeVisited, { store: who.province.name }, first);
  }
  if (chance.happens(TRADE.webinars)) {
    const webinar = { name: "Chọn kính theo gương mặt" };
    recorder.track(first, from + 4 * MINUTE, EVENT.webinarRegistered, webinar);
    if (chance.happens(0.45)) recorder.report(from + 5 * DAY, EVENT.webinarAttended, webinar, first);
  }
  if (chance.happens(TRADE.calls))
    recorder.report(timeAfter(from, 1, chance), EVENT.callLogged, { direction: "outbound", minutes: chance.whole(1, 9) }, first);
}

/** A cart that is left, on the way to the checkout or in it. */
export function leaveCart({ recorder, chance }: Telling, device: Device, at: number, reachesCheckout: number): void {
  const walk = arrive(recorder, device, at, chance.share(WAYS_BACK), chance);
  const cart = fillCart(walk, chance);
  if (chance.happens(reachesCheckout)) walk.checkOut(cart, chance.code(12));
  walk.leave();
}

/** Somebody who left a contact and has not bought: comes back, hesitates, leaves a cart. */
export function followLead(telling: Telling, from: number, end: number): void {
  const { recorder, who, chance } = telling;
  meet(telling, from);
  const returns = chance.pick([0, 0, 1, 1, 2]);
  for (let visit = 1; visit <= returns; visit++) {
    const isOther = chance.happens(0.25);
    const walk = arrive(
      recorder,
      isOther ? who.second : who.first,
      timeAfter(from, visit * chance.wait(5), chance),
      chance.share(WAYS_TO_LEADS),
      chance,
    );
    lookAround(walk, chance.whole(1, 4), chance);
    // On another device nobody knows them until they say who they are.
    if (isOther) walk.leaveContact(who, "newsletter");
    walk.leave();
  }
  if (chance.happens(0.36)) leaveCart(telling, who.first, timeAfter(from, chance.wait(6), chance), 0.45);
  if (chance.happens(TRADE.kits)) {
    const walk = arrive(recorder, who.first, timeAfter(from, chance.wait(8), chance), chance.share(WAYS_TO_LEADS), chance);
    buyKit(telling, who.first, walk);
  }
  writeTo(telling, from, end);
}
