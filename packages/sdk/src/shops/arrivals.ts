import { EVENT } from "@waystitch/protocol";
import { seeNamed } from "../commerce/see-named.js";
import { CHECKOUT } from "./departures.js";
import { type LineItem, parse, productOf, shopOf } from "./shops.js";

/** What Shopify, Haravan and Sapo tell of an order on its thank-you page; money in units of the currency. */
interface ThankYou {
  readonly order_id: unknown;
  readonly total_price: number;
  readonly currency: unknown;
  readonly line_items?: readonly LineItem[];
}

const inWoo = (name: string): Element | null => document.querySelector(`.woocommerce-${name}`);

/** The amount as WooCommerce writes it, of which only dong cannot be misread: their decimals are always none. */
const dongIn = (text: string): number | undefined => (/\u20ab/.test(text) ? +text.replace(/[.,]\d\d(?!\d)|\D/g, "") : undefined);

/**
 * Sees that the page is the shop's checkout, or thanks for an order.
 *
 * Confirmed: WooCommerce's address `/order-received/1045/`, its class of the checkout page, and of an order that failed, and the place of the
 * total (https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/templates/checkout/thankyou.php); a page that ends
 * in `thank_you`, with an object `checkout` of these fields, at Haravan, where older shops have it as a text of JSON, and at
 * Shopify in shops whose thank-you page still runs scripts. Sapo's page `/checkout/thankyou/...` and `Bizweb.checkout` with id, total
 * and currency are known from scripts that other services give to shops; that it has `line_items` is a guess.
 */
export const seeArrival = (): void => {
  const { href } = location;
  const [shop, capture] = shopOf();
  const received = /order-received[/=](\d+)/.exec(href);
  if (received) {
    const total = dongIn(Object(inWoo("order-overview__total .amount")).textContent);
    if (!inWoo("thankyou-order-failed")) seeNamed(capture, EVENT.orderCompleted, { order_id: received[1], total });
  } else if (shop && /thank_?you/.test(href)) {
    const { order_id, total_price, currency, line_items = [] }: ThankYou = Object(parse(shop.checkout));
    const products = line_items.map((line) => productOf(line, 1, line.quantity));
    seeNamed(capture, EVENT.orderCompleted, { order_id, total: +total_price, currency, products });
  } else if (inWoo("checkout") || (shop && CHECKOUT.test(href))) seeNamed(capture, EVENT.checkoutStarted, {});
};
