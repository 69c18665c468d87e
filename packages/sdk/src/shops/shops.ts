import { attempt } from "../attempt.js";
import type { Properties } from "../commerce/acts.js";

/**
 * A product as shops name its parts, in the forms that are sent to them and in what they answer. Each may be missing, and each
 * number may be a text.
 */
export interface LineItem {
  readonly id: unknown;
  readonly product_id: unknown;
  readonly "add-to-cart": unknown;
  readonly variantId: unknown;
  readonly sku: unknown;
  readonly product_sku: unknown;
  readonly product_title: unknown;
  readonly title: unknown;
  readonly name: unknown;
  readonly variant_title: unknown;
  readonly price: number;
  readonly quantity: number;
  /** WooCommerce's Store API: minor units. */
  readonly prices: { readonly price: number; readonly currency_minor_unit: number } | undefined;
}

/** What Shopify, Haravan and Sapo show of themselves to the scripts of a page. */
interface Shop {
  readonly currency?: { readonly active?: string };
  readonly checkout?: unknown;
}

/**
 * The shop software of this page: its object, its name, and the units in which its cart counts money. Shopify and Haravan count
 * in hundredths, of dong, too; Sapo does not. WooCommerce has no object, and is what the rest would be.
 *
 * Confirmed: Shopify's object and units by https://shopify.dev/docs/api/ajax/reference/cart and
 * https://shopify.dev/docs/api/liquid/objects/line_item; Haravan's by `Haravan.formatMoney`, which divides by 100, and Sapo's by
 * `Bizweb.formatMoney`, which does not, both in the themes of their shops.
 */
export const shopOf = (): readonly [shop: Shop | undefined, capture: string, units: number] => {
  const { Haravan, Bizweb, Shopify } = window as { Haravan?: Shop; Bizweb?: Shop; Shopify?: Shop };
  if (Haravan) return [Haravan, "haravan", 100];
  return Bizweb ? [Bizweb, "sapo", 1] : [Shopify, Shopify ? "shopify" : "woocommerce", 100];
};

/** A line item under our names. @param quantity how many of it are meant: after a product was added, its line has those before, too */
export const productOf = (item: LineItem, units: number, quantity: number): Properties => ({
  product_id: item.product_id || item["add-to-cart"] || item.id || item.variantId,
  sku: item.sku || item.product_sku,
  name: item.product_title || item.title || item.name,
  variant: item.variant_title,
  price: item.price / units || undefined,
  quantity: +quantity || 1,
});

/** The longest text that is read: carts of themes that get parts of their pages with it. */
const READ = 300_000;

/** What a text says in JSON, and anything else as it is. */
export const parse = (text: unknown): unknown => attempt(() => (text as string).length < READ && JSON.parse(text as string)) || text;
