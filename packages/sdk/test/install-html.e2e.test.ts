import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { normaliseEvent, parseEvent, validateEvent } from "@waystitch/protocol";
import { eventually } from "@waystitch/testbed";
import { expect, test } from "vitest";
import { STUB } from "../src/stub.js";
import { blockAt, filledIn } from "./install-blocks.js";
import { COMMANDS, RUNS } from "./install-runs.js";
import { isReady, settle, useSetting } from "./setting.js";
import { nameOf, type Wire } from "./wire.js";

const CASES = Object.entries(RUNS).flatMap(([key, runs]) => runs.map((run, index) => ({ key, run, index })));
const TAG = blockAt("html.md: Plain HTML").text;
const SHOP = "<!doctype html><meta charset='utf-8'><title>Shop</title>";

const htmlOf = (wire: Wire, path: string): string => {
  const { test: index, html } = Object.fromEntries(new URL(path, "http://shop").searchParams);
  const one = CASES[Number(index)];
  if (!one) return SHOP + filledIn(html ?? "", wire.url);
  const { before = "", page = (text) => text } = one.run;
  return filledIn(SHOP + before + page(blockAt(one.key).text), wire.url);
};
const setting = useSetting(htmlOf);

/** Names of all that was sent, in the order it happened. */
const namesOf = (wire: Wire): string[] =>
  [...new Map(wire.stored().map((event) => [event.messageId, nameOf(event)]))].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);

test.each(CASES.map(({ key, run, index }, at) => [key, index + 1, run, at] as const))(
  "%s: run %i sends what it should",
  async (key, _, run, at) => {
    const { wire, site, context } = setting();
    const page = await context.newPage();
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(String(error)));
    await page.goto(`${site}/?test=${at}`);
    const fill = (text: string): string => filledIn(text, wire.url);
    await run.act?.(page, fill(blockAt(key).text), fill);
    await isReady(page);
    await page.waitForLoadState();
    await wire.waitFor(run.sent.length);
    await settle(page);
    expect(namesOf(wire)).toEqual(run.sent);
    for (const { body } of wire.requests) expect(JSON.parse(body)).toMatchObject({ writeKey: "wk_test" });
    expect(failures).toEqual([]);
  },
);

test("The tag that Google Tag Manager inserts works where the browser does not say which script runs", async () => {
  const { wire, site, context } = setting();
  await context.addInitScript(() => Object.defineProperty(document, "currentScript", { value: null }));
  const page = await context.newPage();
  await page.goto(`${site}/?html=`);
  await page.evaluate(filledIn(blockAt("gtm.md: Google Tag Manager").text.replace(/<\/?script>/g, ""), wire.url));
  await wire.waitFor(1);
});

test("The content policy lets the stub and the tag work, and no other script", async () => {
  const { wire, site, context } = setting();
  const [, name = "", value = ""] = /^(.+?): (.+)$/.exec(filledIn(blockAt(COMMANDS.policy).text, wire.url)) ?? [];
  const head = `<meta http-equiv="${name}" content="${value}"><script>${STUB}</script><script>window.other = true</script>`;
  const page = await context.newPage();
  await page.goto(`${site}/?html=${encodeURIComponent(head)}`);
  expect(await page.evaluate("typeof waystitch + typeof other")).toBe("objectundefined");
  await page.goto(`${site}/?html=${encodeURIComponent(head + TAG)}`);
  await page.evaluate("waystitch.track('Allowed')");
  expect((await wire.waitFor(2)).map(nameOf)).toEqual(["page/", "Allowed"]);
});

test("With ?ws_debug, the panel appears on a page with the tag", async () => {
  const { site, context } = setting();
  const page = await context.newPage();
  await page.goto(`${site}/?ws_debug&html=${encodeURIComponent(TAG)}`);
  await page.waitForSelector("waystitch-debug", { state: "attached" });
});

test("The order that a server sends is one the collector takes with a secret key", async () => {
  const { wire } = setting();
  await promisify(execFile)("sh", ["-ec", filledIn(blockAt(COMMANDS.order).text, wire.url)]);
  const [event] = await eventually(() => {
    expect(wire.stored()).toHaveLength(1);
    return wire.stored();
  });
  expect(JSON.parse(wire.requests[0]?.body ?? "")).toMatchObject({ writeKey: "sk_test" });
  const parsed = parseEvent(event);
  expect(parsed.ok && validateEvent(normaliseEvent(parsed.event), { trusted: true })).toMatchObject({
    ok: true,
    event: { visitorId: "@order:1045" },
  });
});

test("A tag and the module on one page count every page view twice", async () => {
  const { wire, open } = setting();
  const page = await open(`/?html=${encodeURIComponent(TAG)}`);
  const content = `import { createTracker } from "${wire.url}/waystitch.mjs"; createTracker({ writeKey: "wk_test", collector: "${wire.url}" })`;
  await page.addScriptTag({ type: "module", content });
  expect((await wire.waitFor(2)).map(nameOf)).toEqual(["page/", "page/"]);
});
