import type { Page } from "playwright-core";
import { blockAt } from "./install-blocks.js";

/** How a block is run in a browser, and what comes of it. */
export interface Run {
  /** What the page has before the block: HTML. */
  readonly before?: string;
  /** Made of the block what is in the page, where that is not the block itself. */
  readonly page?: (text: string) => string;
  /** What happens when the page has loaded. */
  readonly act?: (page: Page, text: string, fill: (text: string) => string) => Promise<unknown>;
  /** The names of all events that are sent, in their order. */
  readonly sent: readonly string[];
}

const VIEW = "page/";
const TAG = "html.md: Plain HTML";
const click = (selector: string) => (page: Page) => page.click(selector);

/**
 * Does what Google Tag Manager does with a Custom HTML tag: it writes the scripts into new elements, which get what a script needs to run
 * and lose everything else, `data-` attributes among them.
 */
const fireTag = (page: Page, html: string): Promise<void> =>
  page.evaluate((text) => {
    const template = document.createElement("template");
    template.innerHTML = text;
    for (const { text, src } of template.content.querySelectorAll("script")) {
      const script = document.createElement("script");
      if (src) script.src = src;
      script.text = text;
      document.body.append(script);
    }
  }, html);

/** A stand-in for Shopify's Customer Privacy API, as its documentation has it. Not Shopify. */
const shopify = (allowed: boolean): string => `<script>window.Shopify = {
    loadFeatures(features, done) {
      if (features[0].name !== "consent-tracking-api") return done(new Error("unknown"));
      Shopify.customerPrivacy = { analyticsProcessingAllowed: () => ${allowed} };
      setTimeout(done);
    },
  };</script>`;
const chooseAtShopify = (analyticsAllowed: boolean) => (page: Page) =>
  page.evaluate((detail) => document.dispatchEvent(new CustomEvent("visitorConsentCollected", { detail })), { analyticsAllowed });

/** By the block's key. A block may be run in several ways. */
export const RUNS: Readonly<Record<string, readonly Run[]>> = {
  [TAG]: [{ sent: [VIEW] }],
  "html.md: Calls before the script is there": [{ sent: [VIEW, "Quiz Finished", "identify/"] }],
  "html.md: A button that puts something into the cart": [
    { before: blockAt(TAG).text, act: click("button"), sent: [VIEW, "Product Added"] },
  ],
  "html.md: Consent": [{ sent: [] }, { act: click("text=Accept"), sent: [VIEW] }, { act: click("text=Reject"), sent: [] }],
  "wordpress.md: WordPress and WooCommerce": [{ sent: [VIEW] }],
  "shopify.md: Shopify": [{ sent: [VIEW] }],
  "shopify.md: Customer privacy": [
    { before: shopify(true), sent: [VIEW] },
    { before: shopify(false), sent: [] },
    { before: shopify(false), act: chooseAtShopify(true), sent: [VIEW] },
    { before: shopify(false), act: chooseAtShopify(false), sent: [] },
  ],
  "haravan.md: Haravan": [{ sent: [VIEW] }],
  "sapo.md: Sapo": [{ sent: [VIEW] }],
  "gtm.md: Google Tag Manager": [
    { page: () => "", act: fireTag, sent: [VIEW] },
    // A trigger on changes of the history fires it again.
    { page: () => "", act: async (page, text) => [await fireTag(page, text), await fireTag(page, text)], sent: [VIEW] },
  ],
  "gtm.md: Consent": [
    {
      page: () => "",
      act: async (page, text, fill) => {
        const pending = `script.async = true;\n  script.dataset.consent = "pending";`;
        await fireTag(page, fill(blockAt("gtm.md: Google Tag Manager").text.replace("script.async = true;", pending)));
        await page.waitForFunction(() => window.waystitch?.version);
        await page.evaluate(() => window.waystitch?.track("Before the choice"));
        await fireTag(page, text);
      },
      sent: [VIEW, "Before the choice"],
    },
  ],
};

/** Blocks that a test of their own runs. */
export const COMMANDS = {
  policy: "html.md: Content Security Policy",
  order: "README.md: Orders from a server",
  pack: "typescript.md: With the module",
  install: "typescript.md: With the module (2)",
} as const;
