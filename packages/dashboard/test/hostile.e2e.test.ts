import { describe, expect, it } from "vitest";
import { preparePage } from "./page-under-test.js";
import { first } from "./people.js";
import { seedPerson } from "./seed.js";

const MARKUP = `"><img src=x onerror="window.hit=1"><script>window.hit=1</script>`;

const ui = preparePage();

describe("What events say", () => {
  it("stays text, wherever it is shown and in whichever language", async () => {
    const hostile = await seedPerson(
      ui.db,
      "shop",
      {
        visitor: `x${MARKUP}`,
        userId: `u${MARKUP}`,
        leadMagnet: `l${MARKUP}`,
        email: MARKUP,
        arrivals: [
          { ago: 3, channel: MARKUP, source: "javascript:window.hit=1", medium: MARKUP, campaign: MARKUP, device: MARKUP, landing: MARKUP },
        ],
        moves: [
          { ...first(3), title: MARKUP, page: `/${MARKUP}`, attributes: { lead_magnet: MARKUP, order_id: "javascript:window.hit=1" } },
          { ago: 2, event: MARKUP, milestone: MARKUP, stage: MARKUP, step: "__proto__" },
          { ago: 1, event: MARKUP, milestone: "constructor", stage: "Close", step: MARKUP, page: "/", title: MARKUP },
        ],
        orders: [{ id: MARKUP, total: 1, ago: 1, status: MARKUP, late: true, product: MARKUP }],
        cart: { value: 1, ago: 1, product: MARKUP },
      },
      new Date(),
    );
    for (const path of ["/sites/shop", `/sites/shop/people/${hostile}`]) {
      for (const language of ["en", "vi"]) {
        await ui.open(`${path}?lang=${language}`);
        await ui.page.waitForSelector("tbody tr, .happening");
        await ui.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
        expect(await ui.page.evaluate("window.hit")).toBeUndefined();
        expect(await ui.page.locator("img, iframe, script:not([src]), [onerror]").count()).toBe(0);
        expect(await ui.page.locator("body").textContent()).toContain('<img src=x onerror="window.hit=1">');
        const targets = await ui.page.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
        expect(targets.filter((target) => !/^(\/(?:api\/)?sites\/|\/(\?|$)|#content$)/.test(target))).toEqual([]);
      }
    }
    await ui.db.deleteFrom("journeys").where("person_id", "=", hostile).execute();
    await ui.open("/sites/shop?lang=en");
  });
});
