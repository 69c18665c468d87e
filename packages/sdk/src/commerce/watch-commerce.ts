import { listen, on } from "../signals.js";
import type { Watcher } from "../watcher.js";
import { recorders, sendAll } from "./acts.js";
import { seeAnalyticsEvent } from "./analytics-events.js";
import { watchArrivals } from "./arrivals.js";
import { seeDeclared } from "./attributes.js";
import { added, CART } from "./cart-requests.js";
import { watchDataLayer } from "./data-layer.js";
import { seeDeparture } from "./departures.js";
import { watchRequests } from "./requests.js";

/** Watches what is put into the cart, and who goes to the checkout and who has ordered, by all that tells of it. */
export const watchCommerce: Watcher = ({ options, track }) => {
  if (options.commerce === "off" || recorders.push(track) > 1) return;
  watchDataLayer(seeAnalyticsEvent);
  watchRequests(CART, added);
  for (const type of ["click", "submit"])
    listen(window, type, (event) => {
      seeDeclared(event);
      seeDeparture(event);
    });
  watchArrivals();
  on("leave", sendAll);
};
