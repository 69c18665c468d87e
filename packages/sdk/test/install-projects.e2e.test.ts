import type { WireEvent } from "@waystitch/protocol";
import { eventually } from "@waystitch/testbed";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle, openWorkshop, PROJECTS, type ProjectName, type Way, type Workshop } from "./install-projects.js";
import { settle, useSetting } from "./setting.js";
import { nameOf, startSite, type Wire } from "./wire.js";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const setting = useSetting(() => "");

const NAMES = Object.keys(PROJECTS) as ProjectName[];
const WAYS: readonly Way[] = ["tag", "module"];
const CASES = NAMES.flatMap((name) =>
  WAYS.flatMap((way) => (["development", "production"] as const).map((mode) => [name, way, mode] as const)),
);

/** What was sent, in the order it happened, but for how long pages were looked at: that takes a second. */
function sentOver({ stored }: Wire): WireEvent[] {
  const unique = new Map(stored().map((event) => [event.messageId, event]));
  return [...unique.values()].filter(({ event }) => event !== "Page Engaged").sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
}

test.each(CASES)(
  "The pages' %s project with the %s, built for %s, counts each page view once and sends its calls",
  async (name, way, mode) => {
    const { wire, context } = setting();
    const site = await startSite(await bundle(workshop.write(name, way, wire.url), name, mode));
    const page = await context.newPage();
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(String(error)));
    page.on("console", (message) => message.type() === "error" && failures.push(message.text()));
    const expected: string[] = [];
    const sends = async (...names: readonly string[]): Promise<void> => {
      expected.push(...names);
      await eventually(() => expect(sentOver(wire).map(nameOf)).toEqual(expected));
    };
    await page.goto(site.url);
    // Strict mode runs effects twice while developing.
    await sends("page/", ...(name !== "vue" && mode === "development" ? ["identify/", "identify/"] : ["identify/"]));
    if (name !== "next") {
      await page.click("text=Finish the quiz");
      await sends("Quiz Finished");
    }
    await page.evaluate(() => history.pushState(null, "", "/products"));
    await sends("page/products");
    await page.click("text=Sign out");
    await page.evaluate(() => history.pushState(null, "", "/goodbye"));
    await sends("page/goodbye");
    await settle(page);
    await sends();
    const visitors = sentOver(wire).map(({ anonymousId }) => anonymousId);
    expect(new Set(visitors.slice(0, -1)).size).toBe(1);
    expect(visitors.at(-1)).not.toBe(visitors[0]);
    for (const { body } of wire.requests) expect(JSON.parse(body)).toMatchObject({ writeKey: "wk_test" });
    expect(failures).toEqual([]);
    await site.close();
  },
);
