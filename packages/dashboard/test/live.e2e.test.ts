import { describe, expect, it } from "vitest";
import { NOW, preparePage } from "./page-under-test.js";
import { lead } from "./people.js";
import { seedPerson } from "./seed.js";

const ui = preparePage();

/** Waits until an element is marked as changed, and no other of its kind is. Marks fade, so both are looked at in one moment. */
async function waitForOnlyChange(kind: string, wanted: string): Promise<void> {
  await ui.page.waitForSelector(`main:not(:has(${kind}.changed:not(${wanted}))) ${wanted}.changed`);
}

describe("The open page", () => {
  it("follows what happens: counts and list, with what changed marked", async () => {
    await ui.open("/sites/shop");
    await ui.page.waitForSelector(".live:not(.waiting)");
    const before = Number(await ui.text('[data-people="Convert"]'));
    const added = await seedPerson(ui.db, "shop", lead("late-comer", 2), new Date());
    await ui.announce("shop");
    await waitForOnlyChange("tr", `[data-person="${added}"]`);
    await expect.poll(() => ui.text('[data-people="Convert"]')).toBe(String(before + 1));
    await ui.page.waitForSelector(`[data-person="${added}"]:not(.changed)`);
  });

  it("follows an open journey: a new entry stands on top, marked, and an unfolded event stays unfolded", async () => {
    const personId = await seedPerson(ui.db, "shop", lead("watched", 8), NOW);
    await ui.open(`/sites/shop/people/${personId}`);
    await ui.page.waitForSelector(".live:not(.waiting)");
    await ui.page.locator(".happening.entry summary").first().click();
    const entry = await ui.db
      .selectFrom("journey_stages")
      .selectAll()
      .where("person_id", "=", personId)
      .where("sequence", "=", 2)
      .executeTakeFirstOrThrow();
    await ui.db
      .insertInto("journey_stages")
      .values({ ...entry, sequence: 3, stage: "Close", step: "cart", entered_at: new Date(NOW.getTime() - 60_000) })
      .execute();
    await ui.announce("shop");
    await waitForOnlyChange(".happening", '[data-entry="3"]');
    expect(await ui.text(".happening.entry .chip")).toMatch(/^Close\s+Cart$/);
    expect(await ui.page.locator('[data-entry="2"] details').getAttribute("open")).not.toBeNull();
  });

  it("says so when the sign-in has run out", async () => {
    const other = await ui.browser.newContext();
    const alone = await other.newPage();
    await ui.signIn(alone);
    await alone.waitForSelector(".live:not(.waiting)");
    await other.clearCookies();
    await ui.announce("empty");
    await ui.announce("shop");
    await expect.poll(() => alone.locator("h1").textContent()).toBe("You are signed out");
    await other.close();
  });
});
