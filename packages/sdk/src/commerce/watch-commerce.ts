import { on } from "../signals.js";
import type { Watcher } from "../watcher.js";
import { recorders, sendAll } from "./acts.js";
import { seeAnalyticsEvent } from "./analytics-events.js";
import { watchDataLayer } from "./data-layer.js";

/** Watches what is put into the cart, and who goes to the checkout and who has ordered, as the data layer tells it. */
export const watchCommerce: Watcher = ({ options, track }) => {
  if (options.commerce === "off" || recorders.push(track) > 1) return;
  watchDataLayer(seeAnalyticsEvent);
  on("leave", sendAll);
};
