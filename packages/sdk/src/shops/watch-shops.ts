import { listen } from "../signals.js";
import type { Watcher } from "../watcher.js";
import { seeArrival } from "./arrivals.js";
import { added, CART } from "./cart-requests.js";
import { seeDeparture } from "./departures.js";
import { watchRequests } from "./requests.js";

let watching = false;

/**
 * Watches what WooCommerce, Shopify, Haravan and Sapo do when a product is put into the cart, a checkout begins or an order is placed;
 * once, for all trackers on the page.
 */
export const watchShops: Watcher = ({ options }) => {
  if (options.commerce === "off" || watching) return;
  watching = true;
  for (const type of ["click", "submit"]) listen(window, type, seeDeparture);
  // A part of the tag's script is loaded later than that.
  if (document.readyState === "loading") listen(document, "DOMContentLoaded", seeArrival);
  else seeArrival();
  // Last, as there are pages that take XMLHttpRequest away.
  watchRequests(CART, added);
};
