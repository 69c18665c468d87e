import { type AnswerKind, feelingOf, satisfactionFrom } from "../segments/satisfaction.js";
import { MILESTONE_ATTRIBUTES } from "../stages/attributes.js";
import { meets } from "../stages/compile-model.js";
import type { Milestone, MilestoneName } from "../stages/milestone.js";
import type { Condition, Trigger } from "../stages/model.js";
import type { Now } from "./now.js";

type Attributes = Milestone["attributes"];
type Part = readonly [milestone: MilestoneName, attributes: Attributes];

/** Milestones that one event would prove together, in the order in which the rules find them. */
export type Happening = readonly Milestone[];
type Example = readonly Part[];

/** Examples of the events that prove a milestone, the plainest first; none when it cannot come next. */
type Examples = (now: Now, asked: Attributes) => readonly Example[];

/** Every text that a milestone may carry. */
const TEXTS: Readonly<Partial<Record<MilestoneName, Attributes>>> = {
  product_viewed: { product_id: "?" },
  lead_captured: { lead_magnet: "?" },
  referred: { channel: "?" },
  support_contacted: { channel: "?" },
};

const always =
  (milestone: MilestoneName): Examples =>
  (_, asked) => [[[milestone, {}]], [[milestone, { ...TEXTS[milestone], ...asked }]]];

/** Never by an event: the first touch is past, and the others come by time. */
const never: Examples = () => [];

const BOOKING: Example = [["committed", {}]];
const ORDER: Attributes = { order_id: "?", total: "1", currency: "VND" };

/** An order beside earlier ones is a repeated one too, and it may be larger than they were. */
const ordering =
  (milestone: "order_completed" | "committed"): Examples =>
  ({ orders, coreOrders }, asked) => {
    const order = { ...ORDER, ...asked };
    if (orders === 0) return [[[milestone, order]]];
    return [order, { ...order, larger: true }].map((attributes) => [
      [milestone, attributes],
      ["order_repeated", { ...attributes, core_orders_before: coreOrders }],
    ]);
  };

const REVIEWS: readonly (readonly [Attributes, isBad: boolean])[] = [3, 4, 5, 2, 1].map((rating) => {
  const satisfaction = satisfactionFrom(rating, "stars") ?? 0;
  return [{ rating, satisfaction }, feelingOf({ kind: "review", satisfaction }) === "dissatisfied"];
});

const reviews: Examples = (_, asked) =>
  [{}, { product_id: "?", ...asked }].flatMap((product) =>
    REVIEWS.map(([content, isBad]): Example => {
      const review = { ...content, ...product };
      return isBad ? [["reviewed", review] as const, ["dissatisfied", review] as const] : [["reviewed", review] as const];
    }),
  );

const SCORES: readonly (readonly [kind: AnswerKind, scores: readonly number[]])[] = [
  ["nps", [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
  ["csat", [5, 4, 3, 2, 1]],
  ["stars", [5, 4, 3, 2, 1]],
];

function feedback(milestone: "satisfied" | "dissatisfied"): readonly Example[] {
  return SCORES.flatMap(([kind, scores]) =>
    scores.flatMap((score): Example[] => {
      const satisfaction = satisfactionFrom(score, kind) ?? 0;
      return feelingOf({ kind, satisfaction }) === milestone ? [[[milestone, { score, scale: kind, satisfaction }]]] : [];
    }),
  );
}

const GOOD_FEEDBACK = feedback("satisfied");
const BAD_FEEDBACK = feedback("dissatisfied");

const ordersLeft = (left: number | undefined) => (left === undefined ? {} : { orders_left: left });

const EXAMPLES: Readonly<Record<MilestoneName, Examples>> = {
  first_touch: never,
  engaged: ({ isEngaged }) => (isEngaged ? [] : [[["engaged", {}]]]),
  product_viewed: always("product_viewed"),
  lead_captured: always("lead_captured"),
  committed: (now, asked) => [BOOKING, [["committed", { offer: asked["offer"] ?? "?" }]], ...ordering("committed")(now, asked)],
  cart_added: ({ canFillCart }, asked) => (canFillCart ? [[["cart_added", { value: "1", ...asked }]]] : []),
  checkout_started: ({ canStartCheckout }, asked) => (canStartCheckout ? [[["checkout_started", { value: "1", ...asked }]]] : []),
  order_completed: ordering("order_completed"),
  order_repeated: (now, asked) => [...ordering("order_completed")(now, asked), ...ordering("committed")(now, asked)],
  order_shipped: ({ canShip }, asked) => (canShip ? [[["order_shipped", { order_id: "?", ...asked }]]] : []),
  order_delivered: ({ lateness }, asked) =>
    lateness.map((late) => {
      const promise = late === undefined ? {} : { promised_at: "?", late };
      return [["order_delivered", { order_id: "?", delivered_at: "?", ...promise, ...asked }]];
    }),
  order_cancelled: ({ leftByCancelling }, asked) =>
    leftByCancelling.map((left) => [["order_cancelled", { order_id: "?", ...ordersLeft(left), ...asked }]]),
  order_refunded: ({ leftByRefunding }, asked) =>
    leftByRefunding.map((left) => [["order_refunded", { order_id: "?", ...ordersLeft(left), ...asked }]]),
  reviewed: reviews,
  satisfied: () => GOOD_FEEDBACK,
  dissatisfied: (now, asked) => [...BAD_FEEDBACK, ...reviews(now, asked)],
  referred: always("referred"),
  support_contacted: always("support_contacted"),
  unsubscribed: always("unsubscribed"),
  cart_expired: never,
  lapsed: never,
};

/** Proven by what servers report, which is no visit. */
export const OFF_SITE: ReadonlySet<MilestoneName> = new Set(["order_shipped", "order_delivered", "order_cancelled", "order_refunded"]);

/** What a condition asks of a text that anybody may choose, such as the name of a lead magnet. */
function askedBy(milestone: MilestoneName, { attribute, equals }: Condition): Attributes {
  const kind = MILESTONE_ATTRIBUTES[milestone][attribute];
  return typeof equals === "string" && (kind === "text" || kind === "amount") ? { [attribute]: equals } : {};
}

/** A milestone at the end of a journey that no event proves yet. */
export function imagine({ at, sequence }: Now, milestone: MilestoneName, attributes: Attributes): Milestone {
  return { sequence, milestone, occurredAt: at, rule: "imagined", attributes, evidenceVisitorId: "", evidenceEventId: "" };
}

/** What events that fire a trigger would bring next, the plainest first; none when no such event can come. */
export function happeningsFor({ milestone, where }: Trigger, now: Now): readonly Happening[] {
  const examples = EXAMPLES[milestone](now, where === undefined ? {} : askedBy(milestone, where));
  const happenings = examples.map((example) => example.map(([name, attributes]) => imagine(now, name, attributes)));
  const fits = (fact: Milestone): boolean => fact.milestone === milestone && (where === undefined || meets(where, fact));
  return happenings.filter((happening) => happening.some(fits));
}
