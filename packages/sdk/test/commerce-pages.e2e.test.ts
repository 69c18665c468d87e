import { expect, test } from "vitest";
import { DATA_LAYER_PAGES } from "./commerce-data-layer-pages.js";
import { MIXED_PAGES } from "./commerce-mixed-pages.js";
import { answerAs, htmlOf, leave, run } from "./commerce-page.js";
import { SHOPIFY_PAGES } from "./commerce-shopify-pages.js";
import { VIETNAM_PAGES } from "./commerce-vietnam-pages.js";
import { WOO_PAGES } from "./commerce-woo-pages.js";
import { useSetting } from "./setting.js";
import { tagOf } from "./wire.js";

const PAGES = [...WOO_PAGES, ...SHOPIFY_PAGES, ...VIETNAM_PAGES, ...DATA_LAYER_PAGES, ...MIXED_PAGES];

const setting = useSetting(
  (wire, path) => {
    const page = PAGES[Number(new URL(path, "http://shop").searchParams.get("page") ?? -1)];
    return htmlOf(tagOf(wire), page ?? {});
  },
  { oneProfile: true },
);

test.each(PAGES.map((page, index) => ({ ...page, index })))("$what", async ({ path = "/", answers, act, leaves, sent, index }) => {
  const now = setting();
  await answerAs(now, answers);
  const page = await now.open(`${path}${path.includes("?") ? "&" : "?"}page=${index}`);
  const left = leaves && page.waitForEvent("framenavigated");
  if (act) await run(page, act);
  await left;
  const events = await leave(page, now);
  const byName = (list: readonly unknown[]) => list.map((event) => JSON.stringify(event)).sort();
  expect(byName(events)).toEqual(byName(sent));
  const bodies = now.wire.requests.map(({ body }) => body).join("\n");
  expect(bodies).not.toMatch(/canary/i);
});
