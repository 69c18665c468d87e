import { EVENT } from "@waystitch/protocol";
import { type Evidence, evidenceOf, type Fact, type SiteSettings } from "../fact.js";
import { currencyOf, type Money, parseMoney } from "./money.js";
import { type Product, productsOf, sumOf } from "./products.js";

/** An open cart that was left alone this long counts as abandoned, then as expired. */
export const ABANDONED_MS = 60 * 60 * 1000;
export const EXPIRED_MS = 7 * 24 * 60 * 60 * 1000;

export type CartStatus = "open" | "ordered" | "emptied" | "expired";

/** A cart is the person's, not the session's: one list over all devices, of which only the last may be open. */
export interface Cart extends Evidence {
  readonly sequence: number;
  readonly status: CartStatus;
  readonly openedAt: number;
  readonly changedAt: number;
  readonly checkoutStartedAt: number | null;
  readonly abandonedAt: number | null;
  readonly closedAt: number | null;
  /** When the order it had become was cancelled. */
  readonly reopenedAt: number | null;
  readonly orderId: string | null;
  readonly value: Money;
  readonly currency: string;
  readonly products: readonly Product[];
  /** The fact that changed it last. */
  readonly changedBy: Evidence;
}

/** The cart as it stands when nothing happened to it until `at`. */
export function ageCart(cart: Cart, at: number): Cart {
  const idle = at - cart.changedAt;
  if (cart.status !== "open" || idle < ABANDONED_MS) return cart;
  const abandonedAt = cart.changedAt + ABANDONED_MS;
  if (idle < EXPIRED_MS) return { ...cart, abandonedAt };
  return { ...cart, abandonedAt, status: "expired", closedAt: cart.changedAt + EXPIRED_MS };
}

const sameLine = (a: Product, b: Product): boolean => a.productId === b.productId && a.variant === b.variant;

function add(products: readonly Product[], added: Product): Product[] {
  const line = products.find((product) => sameLine(product, added));
  if (line === undefined) return [...products, added];
  return products.map((product) => (product === line ? { ...added, quantity: line.quantity + added.quantity } : product));
}

function remove(products: readonly Product[], removed: Product): Product[] {
  return products.flatMap((product) => {
    if (!sameLine(product, removed)) return [product];
    return product.quantity > removed.quantity ? [{ ...product, quantity: product.quantity - removed.quantity }] : [];
  });
}

function openCart(fact: Fact, sequence: number, settings: SiteSettings): Cart {
  const proof = evidenceOf(fact);
  return {
    sequence,
    status: "open",
    openedAt: fact.at,
    changedAt: fact.at,
    checkoutStartedAt: null,
    abandonedAt: null,
    closedAt: null,
    reopenedAt: null,
    orderId: null,
    value: 0n,
    currency: currencyOf(fact.properties["currency"], settings.currency),
    products: [],
    changedBy: proof,
    ...proof,
  };
}

const changed = (cart: Cart, fact: Fact, changes: Partial<Cart>): Cart => ({
  ...cart,
  changedAt: fact.at,
  abandonedAt: null,
  changedBy: evidenceOf(fact),
  ...changes,
});

/**
 * The person's open cart after a product was added or removed or checkout was started; `undefined` when there was
 * nothing to remove from.
 * @param open the open cart, aged to the fact's time
 * @param sequence the number of a cart that has to be opened
 */
export function evolveCart(open: Cart | undefined, fact: Fact, sequence: number, settings: SiteSettings): Cart | undefined {
  const products = productsOf(fact.properties);
  switch (fact.name) {
    case EVENT.productAdded: {
      const cart = open ?? openCart(fact, sequence, settings);
      const filled = products.reduce(add, [...cart.products]);
      return changed(cart, fact, { products: filled, value: sumOf(filled) });
    }
    case EVENT.productRemoved: {
      if (open === undefined) return undefined;
      const left = products.reduce(remove, [...open.products]);
      const end = left.length === 0 ? { status: "emptied" as const, closedAt: fact.at } : {};
      return changed(open, fact, { products: left, value: sumOf(left), ...end });
    }
    case EVENT.checkoutStarted: {
      const cart = open ?? openCart(fact, sequence, settings);
      const listed = Array.isArray(fact.properties["products"]) && products.length > 0 ? products : cart.products;
      const value = parseMoney(fact.properties["value"]) ?? parseMoney(fact.properties["revenue"]) ?? sumOf(listed);
      return changed(cart, fact, { products: listed, value, checkoutStartedAt: cart.checkoutStartedAt ?? fact.at });
    }
    default:
      return open;
  }
}

/** True while nothing has happened to an open cart since the order it had become was cancelled: going on with it counts anew. */
export const isReopened = (cart: Pick<Cart, "reopenedAt" | "changedAt">): boolean =>
  cart.reopenedAt !== null && cart.changedAt === cart.reopenedAt;

/** The cart once it became an order, wherever that was reported. */
export function orderCart(cart: Cart, fact: Fact, orderId: string): Cart {
  return { ...cart, status: "ordered", closedAt: fact.at, orderId };
}

/** The cart once the order it had become was cancelled: the person still has its products to buy. */
export function reopenCart(cart: Cart, fact: Fact): Cart {
  return changed(cart, fact, { status: "open", closedAt: null, orderId: null, checkoutStartedAt: null, reopenedAt: fact.at });
}
