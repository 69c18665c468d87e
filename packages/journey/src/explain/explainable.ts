import type { Cart } from "../commerce/carts.js";
import type { Order } from "../commerce/orders.js";
import type { Milestone } from "../stages/milestone.js";
import type { Standing } from "../stages/standing.js";
import type { JourneySummary } from "../summary.js";

/** What explaining needs of a journey: no more than the rows tell that are derived of it. */
export interface Explainable {
  readonly person: { readonly personId: string };
  readonly lastSeenAt: number;
  readonly sessions: { readonly length: number };
  readonly milestones: readonly Milestone[];
  readonly orders: readonly Pick<
    Order,
    "status" | "isTripwire" | "placedAt" | "shippedAt" | "promisedAt" | "deliveredAt" | "cancelledAt"
  >[];
  readonly standings: readonly Standing[];
  readonly summary: Pick<JourneySummary, "status"> & {
    readonly openCart: Pick<Cart, "value" | "changedAt" | "checkoutStartedAt" | "reopenedAt"> | null;
  };
}
