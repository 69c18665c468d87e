import { EVENT } from "@waystitch/protocol";
import { type Evidence, evidenceOf, type Fact, type SiteSettings } from "../fact.js";
import { currencyOf, type Money, parseMoney } from "./money.js";
import { type Product, productsOf, sumOf } from "./products.js";

/** An open cart that was left alone this long counts as abandoned, then as expired. */
export const ABANDONED_MS = 60 * 60 * 1000;
export const EXPIRED_MS = 7 * 24 * 60 * 60 * 1000;

export type CartStatus = "open" | "ordered" | "emptied" | "expired";

export interface Cart extends Evidence {
  readonly sequence: number;
  readonly status: CartStatus;
  readonly openedAt: number;
  readonly changedAt: number;
  readonly checkoutStartedAt: number | null;
  readonly abandonedAt: number | null;
  readonly closedAt: number | null;
  readonly orderId: string | null;
  readonly value: Money;
  readonly currency: string;
  readonly products: readonly Product[];
  /** The fact that changed it last. */
  readonly changedBy: Fact;
}

/** Closes a cart, or leaves it, according to how long it has been alone at `at`. */
export function ageCart(cart: Cart, at: number): Cart {
  if (cart.status !== "open") return cart;
  const idle = at - cart.changedAt;
  const abandonedAt = idle >= ABANDONED_MS ? cart.changedAt + ABANDONED_MS : null;
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

const CHANGES: ReadonlySet<string> = new Set([EVENT.productAdded, EVENT.productRemoved, EVENT.checkoutStarted, EVENT.orderCompleted]);

/** True when a fact can change a cart. */
export const isCartFact = (fact: Fact): boolean => fact.type === "track" && fact.name !== null && CHANGES.has(fact.name);

function openCart(fact: Fact, sequence: number, settings: SiteSettings): Cart {
  return {
    sequence,
    status: "open",
    openedAt: fact.at,
    changedAt: fact.at,
    checkoutStartedAt: null,
    abandonedAt: null,
    closedAt: null,
    orderId: null,
    value: 0n,
    currency: currencyOf(fact.properties["currency"], settings.currency),
    products: [],
    changedBy: fact,
    ...evidenceOf(fact),
  };
}

/**
 * The person's carts after one more fact. The last of the list is the only one that may be open.
 * @param carts aged to the fact's time
 */
export function evolveCarts(carts: readonly Cart[], fact: Fact, settings: SiteSettings): readonly Cart[] {
  const last = carts.at(-1);
  const open = last?.status === "open" ? last : undefined;
  const products = productsOf(fact.properties);
  const before = open ? carts.slice(0, -1) : carts;
  const change = (cart: Cart, changes: Partial<Cart>): readonly Cart[] => {
    return [...before, { ...cart, changedAt: fact.at, abandonedAt: null, changedBy: fact, ...changes }];
  };
  const fresh = (): Cart => openCart(fact, carts.length + 1, settings);
  switch (fact.name) {
    case EVENT.productAdded: {
      const cart = open ?? fresh();
      const filled = products.reduce(add, [...cart.products]);
      return change(cart, { products: filled, value: sumOf(filled) });
    }
    case EVENT.productRemoved: {
      if (open === undefined) return carts;
      const left = products.reduce(remove, [...open.products]);
      return change(open, {
        products: left,
        value: sumOf(left),
        ...(left.length === 0 ? { status: "emptied" as const, closedAt: fact.at } : {}),
      });
    }
    case EVENT.checkoutStarted: {
      const cart = open ?? fresh();
      const listed = Array.isArray(fact.properties["products"]) && products.length > 0 ? products : cart.products;
      const value = parseMoney(fact.properties["value"]) ?? parseMoney(fact.properties["revenue"]) ?? sumOf(listed);
      return change(cart, { products: listed, value, checkoutStartedAt: cart.checkoutStartedAt ?? fact.at });
    }
    case EVENT.orderCompleted: {
      if (open === undefined) return carts;
      const orderId = fact.properties["order_id"];
      return [...before, { ...open, status: "ordered", closedAt: fact.at, orderId: orderId === undefined ? null : String(orderId) }];
    }
    default:
      return carts;
  }
}
