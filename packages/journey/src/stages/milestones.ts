import { EVENT, type JsonObject } from "@waystitch/protocol";
import { ageCart, type Cart, evolveCarts, isCartFact } from "../commerce/carts.js";
import { formatMoney } from "../commerce/money.js";
import { counts, evolveOrder, isLate, type Order } from "../commerce/orders.js";
import { evidenceOf, type Fact, keyOfFact, type SiteSettings, textOf } from "../fact.js";
import { orderIdOf } from "../identity/nodes.js";
import type { Person } from "../identity/persons.js";
import type { Session } from "../sessions.js";
import { CONTENT_EVENTS, LEAD_EVENTS, rulesFor } from "./event-rules.js";
import type { Milestone, MilestoneName } from "./milestone.js";

/** A person without an event for this long has lapsed. */
export const LAPSED_MS = 180 * 24 * 60 * 60 * 1000;

/** An identify this close before a lead event of the same visitor belongs to it and is no lead of its own. */
const SAME_FORM_MS = 60 * 1000;

/** What the facts of one person amount to. */
export interface History {
  readonly milestones: readonly Milestone[];
  readonly orders: readonly Order[];
  readonly carts: readonly Cart[];
}

interface State {
  readonly facts: readonly Fact[];
  readonly sessionStarts: ReadonlyMap<string, number>;
  readonly settings: SiteSettings;
  readonly foreignOrders: ReadonlySet<string>;
  readonly orders: Map<string, Order>;
  carts: readonly Cart[];
  last: Fact | undefined;
  session: number;
  pageViews: number;
  isEngaged: boolean;
  isLead: boolean;
  /** Session in which a product was last seen to be viewed. */
  productSession: number;
}

type Emit = (milestone: MilestoneName, rule: string, fact: Fact, attributes?: JsonObject, at?: number) => void;

const countingOrders = (state: State): number => [...state.orders.values()].filter(counts).length;

/** What happens because nothing happened until `at`: a cart expires, the person lapses. */
function passTime(state: State, at: number, emit: Emit): void {
  const cart = state.carts.at(-1);
  if (cart?.status === "open") {
    const aged = ageCart(cart, at);
    state.carts = [...state.carts.slice(0, -1), aged];
    if (aged.closedAt !== null)
      emit(
        "cart_expired",
        "cart_idle_7_days",
        aged.changedBy,
        { orders_left: countingOrders(state), value: formatMoney(aged.value) },
        aged.closedAt,
      );
  }
  if (state.last !== undefined && at - state.last.at >= LAPSED_MS)
    emit("lapsed", "no_event_180_days", state.last, { orders_left: countingOrders(state) }, state.last.at + LAPSED_MS);
}

function noticeEngagement(state: State, fact: Fact, emit: Emit): void {
  state.session = state.sessionStarts.get(keyOfFact(fact)) ?? state.session;
  if (fact.type === "page" || fact.type === "screen") state.pageViews++;
  const isContent = fact.type === "track" && fact.name !== null && CONTENT_EVENTS.has(fact.name);
  const rule = isContent ? "content_event" : state.pageViews >= 2 ? "second_page_view" : state.session >= 2 ? "second_session" : null;
  if (!state.isEngaged && rule !== null) {
    state.isEngaged = true;
    emit("engaged", rule, fact);
  }
  if (fact.name === EVENT.productViewed && fact.type === "track" && state.productSession !== state.session) {
    state.productSession = state.session;
    const productId = textOf(fact.properties, "product_id");
    emit("product_viewed", "first_of_session", fact, productId === null ? {} : { product_id: productId });
  }
}

function noticeContact(state: State, index: number, fact: Fact, emit: Emit): void {
  if (fact.type === "track" && fact.name !== null && LEAD_EVENTS.has(fact.name)) state.isLead = true;
  if (fact.type !== "identify" || fact.identifiers.length === 0 || state.isLead) return;
  for (let next = index + 1; next < state.facts.length; next++) {
    const later = state.facts[next];
    if (later === undefined || later.at - fact.at > SAME_FORM_MS) break;
    if (later.visitorId === fact.visitorId && later.type === "track" && later.name !== null && LEAD_EVENTS.has(later.name)) return;
  }
  state.isLead = true;
  emit("lead_captured", "identify_contact", fact);
}

/** The order a fact is about, unless it is somebody else's. */
function ownOrderOf(state: State, fact: Fact): string | null {
  const orderId = orderIdOf(fact);
  return orderId !== null && state.foreignOrders.has(orderId) ? null : orderId;
}

function isKnownOrder(state: State, fact: Fact): boolean {
  const orderId = ownOrderOf(state, fact);
  return orderId === null || state.orders.get(orderId)?.placedAt != null;
}

const isTripwire = (fact: Fact): boolean => textOf(fact.properties, "offer")?.toLowerCase() === "tripwire";

function noticeOrder(state: State, fact: Fact, emit: Emit): void {
  const orderId = ownOrderOf(state, fact);
  if (orderId === null) return;
  const before = state.orders.get(orderId);
  const earlier = countingOrders(state);
  const after = evolveOrder(before, fact, orderId, state.settings);
  state.orders.set(orderId, after);
  const order = { order_id: orderId };
  if (before?.placedAt == null && after.placedAt !== null) {
    const attributes = { ...order, total: formatMoney(after.total), currency: after.currency };
    if (isTripwire(fact)) emit("committed", "tripwire_order", fact, attributes);
    else emit("order_completed", "order_event", fact, attributes);
    if (earlier > 0) emit("order_repeated", "second_order", fact, attributes);
  }
  if (before?.shippedAt == null && after.shippedAt !== null) emit("order_shipped", "shipping_event", fact, order);
  if (before?.deliveredAt == null && after.deliveredAt !== null)
    emit("order_delivered", "delivery_event", fact, {
      ...order,
      delivered_at: new Date(after.deliveredAt).toISOString(),
      ...(after.promisedAt === null ? {} : { promised_at: new Date(after.promisedAt).toISOString(), late: isLate(after) }),
    });
  if (before?.status !== "cancelled" && after.status === "cancelled")
    emit("order_cancelled", "cancel_event", fact, { ...order, orders_left: countingOrders(state) });
  if (fact.name === EVENT.orderRefunded)
    emit("order_refunded", after.status === "refunded" ? "whole_refund" : "partial_refund", fact, {
      ...order,
      orders_left: countingOrders(state),
    });
}

function noticeCart(state: State, fact: Fact, emit: Emit): void {
  if (!isCartFact(fact)) return;
  // A thank-you page that is opened again must not close the next cart.
  if (fact.name === EVENT.orderCompleted && isKnownOrder(state, fact)) return;
  const before = state.carts.at(-1);
  state.carts = evolveCarts(state.carts, fact, state.settings);
  const after = state.carts.at(-1);
  if (after === undefined || after.status !== "open") return;
  if (fact.name === EVENT.productAdded && before?.sequence !== after.sequence)
    emit("cart_added", "cart_opened", fact, { value: formatMoney(after.value) });
  const hadCheckout = before?.sequence === after.sequence && before.checkoutStartedAt !== null;
  if (after.checkoutStartedAt !== null && !hadCheckout)
    emit("checkout_started", "checkout_event", fact, { value: formatMoney(after.value) });
}

function notice(state: State, fact: Fact, index: number, emit: Emit): void {
  passTime(state, fact.at, emit);
  if (state.last === undefined) emit("first_touch", "first_event", fact);
  noticeEngagement(state, fact, emit);
  noticeContact(state, index, fact, emit);
  for (const { milestone, rule, attributes } of rulesFor(fact)) {
    const belongs = attributes === undefined ? {} : attributes(fact.properties);
    if (belongs !== null) emit(milestone, rule, fact, belongs);
  }
  noticeCart(state, fact, emit);
  noticeOrder(state, fact, emit);
  state.last = fact;
}

/**
 * Folds a person's facts into milestones, orders and carts, as they stand at `asOf`.
 * @param asOf epoch milliseconds; later facts are not expected
 */
export function historyOf(person: Person, sessions: readonly Session[], settings: SiteSettings, asOf: number): History {
  const { facts, foreignOrders } = person;
  const found: Omit<Milestone, "sequence">[] = [];
  const emit: Emit = (milestone, rule, fact, attributes = {}, at = fact.at) => {
    found.push({ milestone, rule, occurredAt: at, attributes, ...evidenceOf(fact) });
  };
  const state: State = {
    facts,
    settings,
    foreignOrders: new Set(foreignOrders),
    sessionStarts: new Map(sessions.map((session) => [session.sessionId, session.sequence])),
    orders: new Map(),
    carts: [],
    last: undefined,
    session: 0,
    pageViews: 0,
    isEngaged: false,
    isLead: false,
    productSession: 0,
  };
  facts.forEach((fact, index) => {
    notice(state, fact, index, emit);
  });
  passTime(state, asOf, emit);
  // Sorting is stable: milestones of one moment stay in the order in which the rules found them.
  const milestones = found.sort((a, b) => a.occurredAt - b.occurredAt).map((milestone, index) => ({ sequence: index + 1, ...milestone }));
  return { milestones, orders: [...state.orders.values()], carts: state.carts };
}
