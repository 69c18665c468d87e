import { EXPIRED_MS } from "../commerce/carts.js";
import { formatMoney } from "../commerce/money.js";
import { LAPSED_MS } from "../history/evolve.js";
import type { Milestone } from "../stages/milestone.js";
import type { TimedMove } from "./explanation.js";
import { imagine } from "./happenings.js";
import { entriesAfter, type Teller } from "./teller.js";

/** What time alone brings to a person, in order: an open cart expires, and somebody who is silent lapses. */
function waitsOf({ journey, now }: Teller): { readonly milestone: TimedMove["milestone"]; readonly imagined: Milestone }[] {
  const { summary, lastSeenAt } = journey;
  const cart = summary.openCart;
  const wait = (milestone: TimedMove["milestone"], at: number, more: Milestone["attributes"]) => ({
    milestone,
    imagined: imagine({ ...now, at }, milestone, { orders_left: now.orders, ...more }),
  });
  return [
    ...(cart === null ? [] : [wait("cart_expired", cart.changedAt + EXPIRED_MS, { value: formatMoney(cart.value) })]),
    ...(summary.status === "lapsed" ? [] : [wait("lapsed", lastSeenAt + LAPSED_MS, {})]),
  ];
}

/** Where a person stands after each thing that time alone brings. */
export function byItselfOf(teller: Teller): TimedMove[] {
  let from = teller.here;
  return waitsOf(teller).map(({ milestone, imagined }, index, waits) => {
    const until = waits.slice(0, index + 1).map((wait) => wait.imagined);
    const entry = entriesAfter(teller, until).at(-1);
    const to = entry === undefined ? teller.here : teller.placeOf(entry.step);
    const direction = to.rank > from.rank ? "forward" : to.rank < from.rank ? "back" : null;
    from = to;
    return {
      milestone,
      at: imagined.occurredAt,
      direction,
      rule: direction === null ? null : (entry?.rule ?? null),
      place: to.named,
      sentence: teller.words[milestone](teller.formatTime(imagined.occurredAt), to.named.name, direction),
    };
  });
}
