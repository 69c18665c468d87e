import type { Properties } from "./commerce/acts.js";
import { seeNamed } from "./commerce/see-named.js";
import { listen } from "./signals.js";
import type { Watcher } from "./watcher.js";

/**
 * Sees what the site itself declares: an element that is clicked, or around that, or a form that is submitted, with
 * `data-ws-event` for the event's name and any other `data-ws-` attribute as a property, `data-ws-product-id` as `product_id`. Amounts
 * are numbers, everything else is text, ids with leading zeros for example.
 */
const seeDeclared = ({ target, type }: Event): void => {
  const selector = type === "submit" ? "form[data-ws-event]" : "[data-ws-event]:not(form)";
  // Clicks and submits happen to elements. A form's own method may be hidden by a field of that name.
  const element = Element.prototype.closest.call(target as Element, selector);
  if (!element) return;
  const said: Record<string, unknown> = {};
  for (const { name, value } of Array.from(element.attributes))
    if (/^data-ws-/.test(name)) said[name.slice(8).replace(/-/g, "_")] = (/price|quantity|value|total/.test(name) && +value) || value;
  const { event, ...properties } = said;
  seeNamed("attribute", `${event}`, properties as Properties);
};

let watching = false;

/** Watches for what sites declare; once, for all trackers on the page. */
export const watchDeclared: Watcher = ({ options }) => {
  if (options.commerce === "off" || watching) return;
  watching = true;
  for (const type of ["click", "submit"]) listen(window, type, seeDeclared);
};
