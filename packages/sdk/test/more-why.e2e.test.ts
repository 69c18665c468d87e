import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { TEXTS } from "../src/more/texts.js";
import { CLOSED } from "./form-fixtures-closed.js";
import { ORDERS } from "./form-fixtures-orders.js";
import { SIGNUPS } from "./form-fixtures-signups.js";
import { type FormFixture, visit } from "./form-visitor.js";
import { isReady, useSetting } from "./setting.js";
import { tagOf } from "./wire.js";

const GROUPS: Readonly<Record<string, readonly FormFixture[]>> = { closed: CLOSED, orders: ORDERS, signups: SIGNUPS };

const setting = useSetting(
  (wire, path) => {
    const [, group = "", index = ""] = path.split(/[/?]/);
    return `<!doctype html><title>Shop</title>${tagOf(wire)}${GROUPS[group]?.[Number(index)]?.html ?? ""}`;
  },
  { oneProfile: true },
);

/** What the console was told of forms that are no leads, while the form of a fixture was submitted. */
async function whyNot(page: Page, group: string, index: number): Promise<string[]> {
  const told: string[] = [];
  const listen = (message: { text(): string }): void => void told.push(message.text());
  await page.goto(`${setting().site}/${group}/${index}?ws_debug`);
  await isReady(page);
  await page.waitForSelector("waystitch-debug", { state: "attached" });
  page.on("console", listen);
  const fixture = GROUPS[group]?.[index];
  if (fixture) await visit(page, fixture);
  await page.evaluate("new Promise((done) => setTimeout(done))");
  page.off("console", listen);
  return told.filter((line) => line.includes(TEXTS.en.notCaptured)).map((line) => line.replace(/.*?: /, ""));
}

test("Of every form that is closed to us, the debug mode tells by which rule", async () => {
  const page = await setting().context.newPage();
  const { again: _, ...rules } = TEXTS.en.noLead;
  for (const [index, { what }] of CLOSED.entries())
    expect.soft(await whyNot(page, "closed", index), what).toEqual([expect.toSatisfy((why) => Object.values(rules).includes(why))]);
});

test.each(["orders", "signups"])("Of the forms that are captured, those of the group %s, nothing is told", async (group) => {
  const page = await setting().context.newPage();
  for (const [index, { what, contact }] of (GROUPS[group] ?? []).entries())
    if (contact) expect.soft(await whyNot(page, group, index), what).toEqual([]);
});
