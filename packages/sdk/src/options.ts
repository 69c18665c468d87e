import type { Consent, TrackerOptions } from "./api.js";

/**
 * Reads the options of the script tag from its `data-` attributes. The collector is where the script came from, unless
 * `data-collector` says otherwise.
 */
export function optionsOf(script: HTMLScriptElement): TrackerOptions {
  const { writeKey = "", collector, consent, gpc, pages, forms, routing } = script.dataset;
  return {
    writeKey,
    collector: collector || new URL(script.src || location.href, location.href).origin,
    // Anything else than the three states is as good as no choice.
    ...(consent ? { consent: (/^(granted|denied)$/.test(consent) ? consent : "pending") as Consent } : {}),
    gpc: gpc === "ignore" ? gpc : "honour",
    pages: pages !== "off",
    forms: forms !== "off",
    hashRouting: routing === "hash",
  };
}
