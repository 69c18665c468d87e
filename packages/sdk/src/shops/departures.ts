import { EVENT } from "@waystitch/protocol";
import { seeNamed } from "../commerce/see-named.js";
import { guard } from "../signals.js";
import { added, CART } from "./cart-requests.js";
import { shopOf } from "./shops.js";

/** Addresses of a checkout, whatever follows, and a form that was submitted by the button `checkout`. */
export const CHECKOUT = /^[^?]*\/checkouts?(?![-\w])|[?&]checkout=/;

/** Fields that say what is added to the cart. Nothing else is read of a form. */
const FIELDS = "[name=id],[name=variantId],[name=quantity],[name=add-to-cart]";

/** Where a form goes, with the fields and the button as it would send them. A field's name may hide a method, so these are borrowed. */
const addressOf = (form: Element, { name, value }: HTMLButtonElement): string => {
  const { getAttribute, querySelectorAll } = Element.prototype;
  const inputs = Array.from(querySelectorAll.call(form, FIELDS) as NodeListOf<HTMLInputElement>);
  const fields = [...inputs.map((input) => [input.name, input.value]), [name, value]];
  return `${getAttribute.call(form, "action")}?${new URLSearchParams(fields)}`;
};

/**
 * Sees a form or link that leaves the page for the cart, or for the checkout of a shop whose checkout pages run no scripts of the
 * theme. When the page prevents that, it goes elsewhere: mostly into a request. Shopify's button to buy at once is none of both.
 */
export const seeDeparture = (event: Event): void => {
  const { target, type, submitter } = event as SubmitEvent;
  // Clicks and submits happen to elements.
  const element = target as Element;
  const link = Element.prototype.closest.call(element, "a[href],.shopify-payment-button__button") as HTMLAnchorElement | null;
  const url = type === "submit" ? addressOf(element, Object(submitter)) : link && (link.href || "/checkout");
  // Whether it was prevented is known when all listeners have heard of it.
  setTimeout(() =>
    guard(() => {
      if (!url || event.defaultPrevented) return;
      const [shop, capture] = shopOf();
      if (CART.test(url)) added(url, url.split("?")[1], 0, "");
      else if (shop && CHECKOUT.test(url)) seeNamed(capture, EVENT.checkoutStarted, {});
    }),
  );
};
