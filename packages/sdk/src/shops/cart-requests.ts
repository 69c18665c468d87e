import { EVENT } from "@waystitch/protocol";
import { seeNamed } from "../commerce/see-named.js";
import type { Answered } from "./requests.js";
import { type LineItem, parse, productOf, shopOf } from "./shops.js";

/**
 * Addresses that put products into a cart.
 *
 * Shopify, Haravan, Sapo: `/cart/add`, `/cart/add.js`, `/cart/add.json`. WooCommerce: `?wc-ajax=add_to_cart` of its archive pages,
 * `?add-to-cart=12` of its links and, in a form, of its product pages, `/wc/store/v1/cart/add-item` and `/wc/store/v1/batch` of its
 * blocks, and `admin-ajax.php`, by which themes such as Flatsome do the same.
 * https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/client/legacy/js/frontend/add-to-cart.js,
 * https://developer.woocommerce.com/docs/apis/store-api/resources-endpoints/cart/
 */
export const CART = /\/cart\/add\b|[?&](wc-ajax=\w*add_to|add-to)[-_]cart|\/store\/.*batch|admin-ajax/;

/** What shops are sent. */
interface Wanted extends LineItem {
  readonly requests?: readonly { readonly path: string; readonly body: unknown }[];
  readonly items?: readonly LineItem[];
  readonly action?: string;
}

/** What they answer. */
interface Answer extends LineItem {
  readonly responses: readonly { readonly status: number; readonly body: unknown }[];
  readonly items?: readonly LineItem[];
  readonly error?: unknown;
}

/** The fields of a body in any form; of these, only those of a line item are looked at. */
const fieldsOf = (body: unknown): Wanted => {
  const said = parse(body);
  const fields: Record<string, unknown> = Object.assign({}, said);
  if (said === body)
    new URLSearchParams(body as string).forEach((value, key) => {
      fields[key] = value;
    });
  // Whatever was sent, under the names it may have.
  return fields as unknown as Wanted;
};

/** Sees what was added by a request that succeeded, or that is about to leave the page. */
export const added: Answered = (url, body, since, text) => {
  const wanted = fieldsOf(body);
  const answer: Answer = Object(parse(text));
  const { requests, items, action } = wanted;
  if (requests)
    return requests.forEach(({ path, body: part }, index) => {
      const { status, body: cart } = answer.responses[index] as Answer["responses"][0];
      if (status < 300 && CART.test(path)) added(path, part, since, cart);
    });
  const [shop, capture, units] = shopOf();
  if (answer.error || (/admin-ajax/.test(url) && !/add_to_cart/.test(`${action}`))) return;
  const lines = answer.items || [answer];
  if (!/cart\/add(?!-)/.test(url)) {
    const line = lines.find(({ id }) => `${id}` === `${wanted.id}`);
    const { price, currency_minor_unit } = Object(Object(line).prices);
    seeNamed(
      "woocommerce",
      EVENT.productAdded,
      productOf({ ...wanted, ...line, price }, 10 ** currency_minor_unit, wanted.quantity),
      since,
    );
  } else if (shop) {
    const products = lines.map((line, index) => productOf({ ...wanted, ...line }, units, Object(items ? items[index] : wanted).quantity));
    seeNamed(capture, EVENT.productAdded, { currency: Object(shop.currency).active, ...(products[1] ? { products } : products[0]) }, since);
  }
};
