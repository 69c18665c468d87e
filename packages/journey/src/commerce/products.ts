import { isObject, type Json, type JsonObject } from "@waystitch/protocol";
import { textOf } from "../fact.js";
import { formatMoney, type Money, parseMoney } from "./money.js";

/** One line of a cart or an order. */
export interface Product {
  readonly productId: string;
  readonly variant: string | null;
  readonly name: string | null;
  readonly price: Money;
  readonly quantity: number;
}

const MAX_QUANTITY = 1_000_000;

function quantityOf(value: Json | undefined): number {
  const quantity = typeof value === "string" ? Number(value) : value;
  return typeof quantity === "number" && Number.isInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY ? quantity : 1;
}

/** The product an event or a line of it describes, or `null` when nothing names it. */
export function productOf(line: JsonObject): Product | null {
  const productId =
    textOf(line, "product_id") ?? textOf(line, "sku") ?? textOf(line, "item_id") ?? textOf(line, "id") ?? textOf(line, "name");
  if (productId === null) return null;
  return {
    productId,
    variant: textOf(line, "variant"),
    name: textOf(line, "name"),
    price: parseMoney(line["price"]) ?? 0n,
    quantity: quantityOf(line["quantity"]),
  };
}

/** The products of an event: its list `products`, or the one it describes itself. */
export function productsOf(properties: JsonObject): Product[] {
  const list = properties["products"];
  if (!Array.isArray(list)) {
    const single = productOf(properties);
    return single === null ? [] : [single];
  }
  return list.flatMap((line: unknown) => {
    const product = isObject(line) ? productOf(line as JsonObject) : null;
    return product === null ? [] : [product];
  });
}

/** Price times quantity over all lines. */
export function sumOf(products: readonly Product[]): Money {
  return products.reduce((sum, { price, quantity }) => sum + price * BigInt(quantity), 0n);
}

/** The lines as analysts read them; prices are decimal strings. */
export function describeProducts(products: readonly Product[]): JsonObject[] {
  return products.map(({ productId, variant, name, price, quantity }) => ({
    product_id: productId,
    ...(variant === null ? {} : { variant }),
    ...(name === null ? {} : { name }),
    price: formatMoney(price),
    quantity,
  }));
}
