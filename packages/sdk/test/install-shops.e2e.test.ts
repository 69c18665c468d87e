import { eventually } from "@waystitch/testbed";
import { expect, test } from "vitest";
import { answerAs, type CommercePage, htmlOf, leave, run, sentOver } from "./commerce-page.js";
import { SHOPIFY_PAGES } from "./commerce-shopify-pages.js";
import { VIETNAM_PAGES } from "./commerce-vietnam-pages.js";
import { WOO_PAGES } from "./commerce-woo-pages.js";
import { blockAt, filledIn, textOf } from "./install-blocks.js";
import { useSetting } from "./setting.js";

/** By the install page: the block of its tag, and who an event says has seen it. */
const SHOPS = [
  ["wordpress.md", "wordpress.md: WordPress and WooCommerce", "woocommerce"],
  ["shopify.md", "shopify.md: Shopify", "shopify"],
  ["haravan.md", "haravan.md: Haravan", "haravan"],
  ["sapo.md", "sapo.md: Sapo", "sapo"],
] as const;

/** Pages as these shops have them, by the adapter and the event that comes of it. */
const FIXTURES = [...WOO_PAGES, ...SHOPIFY_PAGES, ...VIETNAM_PAGES];
const fixtureOf = (capture: string, name: string): CommercePage | undefined =>
  FIXTURES.find(({ sent }) => sent.some(([event, seen]) => event === name && seen === capture));

/** The events in the first column of a page's table. */
const promisedIn = (page: string): string[] => [...textOf(page).matchAll(/^\| `(.+?)` \|/gm)].map(([, name = ""]) => name);

const CASES = SHOPS.flatMap(([page, key, capture]) => promisedIn(page).map((name) => ({ page, key, capture, name })));

const setting = useSetting(
  (wire, path) => {
    const one = CASES[Number(new URL(path, "http://shop").searchParams.get("promise") ?? -1)];
    const tag = filledIn(blockAt((one ?? { key: SHOPS[0][1] }).key).text, wire.url);
    return htmlOf(tag, one ? (fixtureOf(one.capture, one.name) ?? {}) : {});
  },
  { oneProfile: true },
);

test("Each shop's page promises events", () => {
  for (const [page] of SHOPS) expect([page, promisedIn(page).length]).toEqual([page, expect.toSatisfy((count: number) => count >= 2)]);
});

test.each(CASES.map(({ page, name, capture }, at) => [page, name, capture, at] as const))(
  "What %s promises comes with its tag: %s",
  async (_, name, capture, at) => {
    const now = setting();
    const { path = "/", answers, act, leaves } = fixtureOf(capture, name) ?? {};
    await answerAs(now, answers);
    const page = await now.open(`${path}${path.includes("?") ? "&" : "?"}promise=${at}`);
    const left = leaves && page.waitForEvent("framenavigated");
    if (act) await run(page, act);
    await left;
    await leave(page, now);
    await eventually(() => expect(sentOver(now.wire).map(([event, seen]) => [event, seen])).toContainEqual([name, capture]));
  },
);
