import { ageCart, type Cart } from "../commerce/carts.js";
import { formatMoney } from "../commerce/money.js";
import type { Order } from "../commerce/orders.js";
import { compareFacts, evidenceOf, type Fact, type SiteSettings, textOf } from "../fact.js";
import { noteAnswer } from "../segments/answers.js";
import { answerOf } from "../segments/satisfaction.js";
import { evolveVisits, isOnSite, isPageView } from "../sessions.js";
import type { Milestone } from "../stages/milestone.js";
import { contactOf } from "../touchpoints.js";
import { noticeContact } from "./contact.js";
import { addMilestone, type History, type Mark } from "./history.js";
import { type Meaning, meaningOf } from "./meaning.js";
import { countingOrders, noticeCart, noticeOrder } from "./shopping.js";

/** A person without an event for this long has lapsed. */
export const LAPSED_MS = 180 * 24 * 60 * 60 * 1000;

/** Where time leaves its traces: the milestones and the carts of a history, or copies of them. */
interface Traces {
  readonly milestones: Milestone[];
  readonly carts: Cart[];
}

/** What happens because nothing happened until `at`: a cart is abandoned or expires, the person lapses. */
export function passTime({ milestones, carts }: Traces, last: Mark | null, orders: ReadonlyMap<string, Order>, at: number): void {
  const open = carts.at(-1);
  if (open?.status === "open") {
    const cart = ageCart(open, at);
    carts[carts.length - 1] = cart;
    if (cart.closedAt !== null)
      addMilestone(
        milestones,
        "cart_expired",
        "cart_idle_7_days",
        { ...cart.changedBy, at: cart.closedAt },
        { orders_left: countingOrders(orders), value: formatMoney(cart.value) },
      );
  }
  if (last !== null && at - last.at >= LAPSED_MS)
    addMilestone(milestones, "lapsed", "no_event_180_days", { ...last, at: last.at + LAPSED_MS }, { orders_left: countingOrders(orders) });
}

function noticeEngagement(history: History, fact: Fact, meaning: Meaning | null, mark: Mark): void {
  const session = history.visits.sessions.length;
  if (isPageView(fact)) history.pageViews++;
  if (!history.isEngaged) {
    const rule =
      meaning?.isContent === true ? "content_event" : history.pageViews >= 2 ? "second_page_view" : session >= 2 ? "second_session" : null;
    if (rule !== null) {
      history.isEngaged = true;
      addMilestone(history.milestones, "engaged", rule, mark);
    }
  }
  if (meaning?.isProductView === true && history.productSession !== session) {
    history.productSession = session;
    const productId = textOf(fact.properties, "product_id");
    addMilestone(history.milestones, "product_viewed", "first_of_session", mark, productId === null ? {} : { product_id: productId });
  }
}

/** Every rule that an event of a known name may fire. */
function noticeMeaning(history: History, fact: Fact, meaning: Meaning, settings: SiteSettings, mark: Mark): void {
  for (const { milestone, rule, attributes } of meaning.rules) {
    const belongs = attributes === undefined ? {} : attributes(fact.properties);
    if (belongs !== null) addMilestone(history.milestones, milestone, rule, mark, belongs);
  }
  if (meaning.isAnswer) {
    const answer = answerOf(fact);
    if (answer !== null) history.answers = noteAnswer(history.answers, answer);
  }
  if (meaning.contact !== null) history.contacts.push(contactOf(fact, meaning.contact));
  if (meaning.changesCart) noticeCart(history, fact, settings, mark);
  if (meaning.isOrder) noticeOrder(history, fact, settings, mark);
}

/** Whether a fact stands after everything in a history (positive), is its last one (zero), or comes too late (negative). */
export function compareToLast({ last }: History, fact: Fact): number {
  if (last === null) return 1;
  return compareFacts(fact, { at: last.at, eventId: last.evidenceEventId, visitorId: last.evidenceVisitorId });
}

/** Adds one fact of the person, later than all before it. */
export function evolve(history: History, fact: Fact, settings: SiteSettings): void {
  const mark: Mark = { at: fact.at, ...evidenceOf(fact) };
  const meaning = meaningOf(fact);
  passTime(history, history.last, history.orders, fact.at);
  if (history.last === null) {
    history.firstAt = fact.at;
    addMilestone(history.milestones, "first_touch", "first_event", mark);
  }
  history.events++;
  if (isOnSite(fact)) {
    history.onSite++;
    if (fact.isBot) history.robots++;
    evolveVisits(history.visits, fact, settings);
  }
  noticeEngagement(history, fact, meaning, mark);
  noticeContact(history, fact, meaning, mark);
  if (meaning !== null) noticeMeaning(history, fact, meaning, settings, mark);
  history.last = mark;
}
