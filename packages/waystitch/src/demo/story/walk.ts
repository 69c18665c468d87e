import { EVENT, type JsonObject, type KnownEventName } from "@waystitch/protocol";
import type { Frame } from "@waystitch/storefront/catalogue";
import { QUIZ_TITLE } from "@waystitch/storefront/quiz";
import { MINUTE } from "../calendar.js";
import type { Chance } from "../chance.js";
import { chooseExtra, chooseFrame, type Line, lineOf, sumOf } from "./goods.js";
import { type Device, leavePage, type PageSeen, type Recorder, SHOP } from "./recorder.js";
import { queryOf, type Way } from "./ways.js";
import type { Who } from "./who.js";

/** The footer's form, as the shop's layout names it. */
const NEWSLETTER = "Nhận mã giảm 10%";
const SEARCHES = ["gọng kính tròn", "kính râm nữ", "kính chống ánh sáng xanh", "gọng titan", "kính mắt mèo", "kính cận nhẹ"];

/** One visit, page after page. */
export interface Walk {
  /** Epoch milliseconds by now. */
  readonly at: () => number;
  readonly open: (path: string, title: string) => void;
  /** Opens a product's page. */
  readonly look: (frame?: Frame) => Line;
  readonly search: () => void;
  readonly leaveContact: (who: Who, magnet: "quiz" | "newsletter") => void;
  readonly add: (line: Line) => void;
  readonly checkOut: (cart: readonly Line[], checkoutId: string) => void;
  readonly leave: () => void;
}

const titleAt = (landing: string): readonly [path: string, title: string] =>
  landing === "quiz" ? ["/trac-nghiem", QUIZ_TITLE] : ["/", "Gọng kính và kính râm cho gương mặt Việt"];

const aboutFrame = (frame: Frame): readonly [path: string, title: string] => [`/kinh/${frame.id}`, frame.name];

/** Where a visit begins, and the frame it shows if it shows one. */
function landingOf({ landing }: Way, at: number, chance: Chance) {
  const frame = landing === "frame" || (landing === "any" && chance.happens(0.6)) ? chooseFrame(at, chance) : null;
  const [path, title] = frame === null ? titleAt(landing) : aboutFrame(frame);
  return { frame, path, title };
}

/** Begins a visit with the page that a way leads to. */
export function arrive(recorder: Recorder, device: Device, start: number, way: Way, chance: Chance): Walk {
  let at = start;
  let seen: PageSeen | null = null;
  const leave = (): void => {
    if (seen === null) return;
    const looked = Math.min(chance.wait(22_000), 8 * MINUTE);
    at += looked;
    if (looked > 5_000) leavePage(recorder, device, at, seen, looked, chance.between(15, 100));
  };
  const show = (path: string, title: string, referrer: string): PageSeen => {
    leave();
    at += seen === null ? 0 : 400;
    seen = { path, title, referrer };
    recorder.page(device, at, seen);
    return seen;
  };
  const open = (path: string, title: string): void => void show(path, title, seen === null ? "" : `${SHOP}${seen.path.split("?")[0]}`);
  const track = (name: KnownEventName, properties: JsonObject): void => {
    at += 150;
    recorder.track(device, at, name, properties, seen ?? undefined);
  };
  const look = (frame = chooseFrame(at, chance)): Line => {
    open(...aboutFrame(frame));
    const line = lineOf(frame, chance);
    track(EVENT.productViewed, line);
    return line;
  };
  const landed = landingOf(way, at, chance);
  show(`${landed.path}${queryOf(way, at, chance)}`, landed.title, way.referrer ?? "");
  if (landed.frame !== null) track(EVENT.productViewed, lineOf(landed.frame, chance));
  return {
    at: () => at,
    open,
    look,
    leave,
    search() {
      const query = chance.pick(SEARCHES);
      open(`/kinh?${new URLSearchParams({ tim: query })}`, "Tất cả mẫu kính");
      track(EVENT.productsSearched, { query });
    },
    leaveContact(who, magnet) {
      const isQuiz = magnet === "quiz";
      if (isQuiz && !seen?.path.startsWith("/trac-nghiem")) open("/trac-nghiem", QUIZ_TITLE);
      leave();
      const properties = isQuiz ? { lead_magnet: QUIZ_TITLE, form_id: "trac-nghiem" } : { lead_magnet: NEWSLETTER, form_id: "nhan-ma" };
      track(EVENT.leadCaptured, properties);
      recorder.identify(device, at + 5, who.leaves);
      if (isQuiz) open("/trac-nghiem/ket-qua?mat=tron", "Kính hợp với bạn");
      else open("/nhan-ma", "Mã giảm 10%");
    },
    add(line) {
      track(EVENT.productAdded, line);
      open("/gio-hang", "Giỏ hàng");
    },
    checkOut(cart, checkoutId) {
      open("/dat-hang", "Đặt hàng");
      track(EVENT.checkoutStarted, { checkout_id: checkoutId, value: sumOf(cart), currency: "VND", products: cart });
    },
  };
}

/** Pages of somebody who looks around. */
export function lookAround(walk: Walk, pages: number, chance: Chance): void {
  for (let page = 0; page < pages; page++) {
    if (chance.happens(0.12)) walk.search();
    else if (chance.happens(0.25)) walk.open(chance.happens(0.5) ? "/kinh?loai=kinh-ram" : "/kinh", "Tất cả mẫu kính");
    else walk.look();
  }
}

/** Puts something into the cart, sometimes with something else beside it. */
export function fillCart(walk: Walk, chance: Chance): readonly Line[] {
  const line = walk.look();
  walk.add(line);
  const cart = [line];
  if (chance.happens(0.3)) {
    const extra = chooseExtra(chance);
    walk.add(extra);
    cart.push(extra);
  }
  return cart;
}
