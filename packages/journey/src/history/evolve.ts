import { ageCart, type Cart } from "../commerce/carts.js";
import { formatMoney } from "../commerce/money.js";
import { compareFacts, type Fact, type SiteSettings, textOf } from "../fact.js";
import { noteAnswer } from "../segments/answers.js";
import { answerOf } from "../segments/satisfaction.js";
import { evolveVisits, isOnSite, isPageView } from "../sessions.js";
import { contactOf } from "../touchpoints.js";
import { noticeContact } from "./contact.js";
import { addMilestone, type History } from "./history.js";
import { type Meaning, meaningOf } from "./meaning.js";
import { countingOrders, noticeCart, noticeOrder } from "./shopping.js";

/** A person without an event for this long has lapsed. */
export const LAPSED_MS = 180 * 24 * 60 * 60 * 1000;

/** A history, or a copy of what time changes in it. */
type Passing = Pick<History, "milestones" | "carts" | "orders" | "events" | "lastAt" | "lastVisitorId" | "lastEventId">;

function expireCart({ milestones, orders }: Passing, { changedBy, value }: Cart, at: number): void {
  const place = { at, visitorId: changedBy.evidenceVisitorId, eventId: changedBy.evidenceEventId };
  addMilestone(milestones, "cart_expired", "cart_idle_7_days", place, { orders_left: countingOrders(orders), value: formatMoney(value) });
}

/** What happens because nothing happened until `at`: a cart is abandoned or expires, the person lapses. */
export function passTime(history: Passing, at: number): void {
  const { milestones, carts } = history;
  const open = carts[carts.length - 1];
  if (open !== undefined && open.status === "open") {
    const cart = ageCart(open, at);
    carts[carts.length - 1] = cart;
    if (cart.closedAt !== null) expireCart(history, cart, cart.closedAt);
  }
  if (history.events === 0 || at - history.lastAt < LAPSED_MS) return;
  const place = { at: history.lastAt + LAPSED_MS, visitorId: history.lastVisitorId, eventId: history.lastEventId };
  addMilestone(milestones, "lapsed", "no_event_180_days", place, { orders_left: countingOrders(history.orders) });
}

function noticeEngagement(history: History, fact: Fact, meaning: Meaning | null): void {
  const session = history.visits.sessions.length;
  if (isPageView(fact)) history.pageViews++;
  if (!history.isEngaged) {
    const rule =
      meaning?.isContent === true ? "content_event" : history.pageViews >= 2 ? "second_page_view" : session >= 2 ? "second_session" : null;
    if (rule !== null) {
      history.isEngaged = true;
      addMilestone(history.milestones, "engaged", rule, fact);
    }
  }
  if (meaning?.isProductView === true && history.productSession !== session) {
    history.productSession = session;
    const productId = textOf(fact.properties, "product_id");
    addMilestone(history.milestones, "product_viewed", "first_of_session", fact, productId === null ? {} : { product_id: productId });
  }
}

/** Every rule that an event of a known name may fire. */
function noticeMeaning(history: History, fact: Fact, meaning: Meaning, settings: SiteSettings): void {
  for (const { milestone, rule, attributes } of meaning.rules) {
    const belongs = attributes === undefined ? {} : attributes(fact.properties);
    if (belongs !== null) addMilestone(history.milestones, milestone, rule, fact, belongs);
  }
  if (meaning.isAnswer) {
    const answer = answerOf(fact);
    if (answer !== null) history.answers = noteAnswer(history.answers, answer);
  }
  if (meaning.contact !== null) history.contacts.push(contactOf(fact, meaning.contact, history.visits.sessions.at(-1)?.sessionId ?? null));
  if (meaning.changesCart) noticeCart(history, fact, settings);
  if (meaning.isOrder) noticeOrder(history, fact, settings);
}

/** Whether a fact stands after everything in a history (positive), is its last one (zero), or comes too late (negative). */
export function compareToLast({ events, lastAt, lastEventId, lastVisitorId }: History, fact: Fact): number {
  return events === 0 ? 1 : compareFacts(fact, { at: lastAt, eventId: lastEventId, visitorId: lastVisitorId });
}

/** Adds one fact of the person, later than all before it. */
export function evolve(history: History, fact: Fact, settings: SiteSettings): void {
  const meaning = meaningOf(fact);
  if (history.events === 0) {
    history.firstAt = fact.at;
    addMilestone(history.milestones, "first_touch", "first_event", fact);
  } else passTime(history, fact.at);
  history.events++;
  history.lastAt = fact.at;
  history.lastVisitorId = fact.visitorId;
  history.lastEventId = fact.eventId;
  if (isOnSite(fact)) {
    history.onSite++;
    if (fact.isBot) history.robots++;
    evolveVisits(history.visits, fact, settings);
  }
  noticeEngagement(history, fact, meaning);
  noticeContact(history, fact, meaning);
  if (meaning !== null) noticeMeaning(history, fact, meaning, settings);
}
