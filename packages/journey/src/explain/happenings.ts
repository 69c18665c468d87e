import { type AnswerKind, feelingOf, satisfactionFrom } from "../segments/satisfaction.js";
import { MILESTONE_ATTRIBUTES } from "../stages/attributes.js";
import { meets } from "../stages/compile-model.js";
import type { Milestone, MilestoneName } from "../stages/milestone.js";
import type { Condition, Trigger } from "../stages/model.js";
import type { Now } from "./now.js";

type Attributes = Milestone["attributes"];
type Part = readonly [milestone: MilestoneName, attributes: Attributes];

/** Milestones that one event would prove together, in the order in which the rules find them. */
type Happening = readonly Part[];

/** Examples of the events that prove a milestone, the plainest first; none when it cannot come next. */
type Examples = (now: Now, asked: Attributes) => readonly Happening[];

const always =
  (milestone: MilestoneName): Examples =>
  (_, asked) => [[[milestone, {}]], [[milestone, asked]]];

/** Never by an event: the first touch is past, and the others come by time. */
const never: Examples = () => [];

const BOOKING: Happening = [["committed", {}]];
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
  REVIEWS.map(([content, isBad]) => {
    const review = { ...content, ...asked };
    return isBad ? [["reviewed", review] as const, ["dissatisfied", review] as const] : [["reviewed", review] as const];
  });

const SCORES: readonly (readonly [kind: AnswerKind, scores: readonly number[]])[] = [
  ["nps", [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
  ["csat", [5, 4, 3, 2, 1]],
  ["stars", [5, 4, 3, 2, 1]],
];

function feedback(milestone: "satisfied" | "dissatisfied"): readonly Happening[] {
  return SCORES.flatMap(([kind, scores]) =>
    scores.flatMap((score): Happening[] => {
      const satisfaction = satisfactionFrom(score, kind) ?? 0;
      return feelingOf({ kind, satisfaction }) === milestone ? [[[milestone, { score, scale: kind, satisfaction }]]] : [];
    }),
  );
}

const GOOD_FEEDBACK = feedback("satisfied");
const BAD_FEEDBACK = feedback("dissatisfied");

const EXAMPLES: Readonly<Record<MilestoneName, Examples>> = {
  first_touch: never,
  engaged: ({ isEngaged }) => (isEngaged ? [] : [[["engaged", {}]]]),
  product_viewed: always("product_viewed"),
  lead_captured: always("lead_captured"),
  committed: (now, asked) => [BOOKING, [["committed", { offer: asked["offer"] }]], ...ordering("committed")(now, asked)],
  cart_added: ({ canFillCart }, asked) => (canFillCart ? [[["cart_added", { value: "1", ...asked }]]] : []),
  checkout_started: ({ canStartCheckout }, asked) => (canStartCheckout ? [[["checkout_started", { value: "1", ...asked }]]] : []),
  order_completed: ordering("order_completed"),
  order_repeated: ordering("order_completed"),
  order_shipped: ({ canShip }, asked) => (canShip ? [[["order_shipped", { order_id: "?", ...asked }]]] : []),
  order_delivered: ({ lateness }, asked) =>
    lateness.map((late) => {
      const promise = late === undefined ? {} : { promised_at: "?", late };
      return [["order_delivered", { order_id: "?", delivered_at: "?", ...promise, ...asked }]];
    }),
  order_cancelled: ({ leftByCancelling }, asked) =>
    leftByCancelling.map((left) => [["order_cancelled", { order_id: "?", orders_left: left, ...asked }]]),
  order_refunded: ({ leftByRefunding }, asked) =>
    leftByRefunding.map((left) => [["order_refunded", { order_id: "?", orders_left: left, ...asked }]]),
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
function askedBy(milestone: MilestoneName, { attribute, equals, exists }: Condition): Attributes {
  const kind = MILESTONE_ATTRIBUTES[milestone][attribute];
  if (kind !== "text" && kind !== "amount") return {};
  if (typeof equals === "string") return { [attribute]: equals };
  return exists === true ? { [attribute]: "?" } : {};
}

/** A milestone at the end of a journey that no event proves yet. */
export function imagine({ at, sequence }: Now, milestone: MilestoneName, attributes: Attributes): Milestone {
  return { sequence, milestone, occurredAt: at, rule: "imagined", attributes, evidenceVisitorId: "", evidenceEventId: "" };
}

/** The milestones of the plainest event that would fire a trigger next, or `null` when none can. */
export function happeningFor({ milestone, where }: Trigger, now: Now): readonly Milestone[] | null {
  const examples = EXAMPLES[milestone](now, where === undefined ? {} : askedBy(milestone, where));
  const fits = ([name, attributes]: Part): boolean =>
    name === milestone && (where === undefined || meets(where, imagine(now, name, attributes)));
  const happening = examples.find((example) => example.some(fits));
  return happening?.map(([name, attributes]) => imagine(now, name, attributes)) ?? null;
}
