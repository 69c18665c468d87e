import { eventually } from "@waystitch/testbed";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { delivered, settle, useSetting } from "./setting.js";
import { nameOf, numberIn, tagOf } from "./wire.js";

/** Two trackers of the module, and the tag where the path says so; `form` and `link` are watched by all. */
const setting = useSetting((wire, path) => {
  const freeze = path === "/frozen" ? "Object.freeze(XMLHttpRequest.prototype);" : "";
  const module = `<script type="module">
    import { createTracker } from "${wire.url}/waystitch.mjs";
    window.one = createTracker({ writeKey: "wk_one", collector: "${wire.url}", engagement: "off" });
    window.two = createTracker({ writeKey: "wk_two", collector: "${wire.url}", engagement: "off" });
  </script>`;
  const tags = path.startsWith("/keys")
    ? tagOf(wire) + tagOf(wire).replace("wk_test", "wk_other")
    : `${path.startsWith("/all") ? tagOf(wire).replace("async", "") : ""}${module}`;
  return `<!doctype html><title>${path}</title><script>${freeze}</script>${tags}
    <form name="news"><input type="email" name="email" value="an@example.com"><button>Go</button></form><a href="tel:1">Call</a>
    <script>addEventListener("submit", (event) => event.preventDefault()); addEventListener("click", (event) => event.target.href && event.preventDefault());</script>`;
});

/** What each key was sent, each event once, in order of creation. */
function sentByKey(): Readonly<Record<string, readonly string[]>> {
  const sent: Record<string, string[]> = {};
  const stored = setting().wire.requests.flatMap(({ events, body, status }) =>
    status === 200 ? events.map((event) => ({ event, key: `${JSON.parse(body).writeKey}` })) : [],
  );
  const ids = stored.map(({ event }) => event.messageId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { event, key } of stored.sort((a, b) => (a.event.messageId < b.event.messageId ? -1 : 1)))
    sent[key] = [...(sent[key] ?? []), nameOf(event)];
  return sent;
}

async function openTrackers(path: string): Promise<Page> {
  const page = await setting().context.newPage();
  await page.goto(setting().site + path);
  await page.waitForFunction("window.two || window.waystitch?.version");
  return page;
}

const WHOLE = ["page/frozen", "Fine", "Last"];
const EACH = ["Lead Captured", "Contact Clicked"];

test.each([
  ["two of the module", "/two", ["one", "two"]],
  ["two of the module and the tag", "/all", ["one", "two", "waystitch"]],
])("Of several trackers (%s), each sends all that it sees and its own calls once, to its own key", async (_, path, names) => {
  const page = await openTrackers(path);
  await page.waitForFunction("window.two");
  for (const name of names) await page.evaluate(`${name}.track("By ${name}")`);
  await page.click("button");
  await page.click("a");
  await page.evaluate(() => history.pushState(null, "", "/view"));
  await settle(page);
  await delivered(page);
  const { wk_test, ...own } = sentByKey();
  // Each numbers what it records.
  const numbers = setting()
    .wire.stored()
    .map(({ messageId }) => numberIn(messageId));
  expect(numbers.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5].flatMap((number) => names.map(() => number)));
  for (const [index, key] of ["wk_one", "wk_two"].entries())
    expect(own[key]).toEqual([`page${path}`, `By ${names[index]}`, EACH[0], `identify${path}`, EACH[1], "page/view"]);
  expect(wk_test).toEqual(path === "/all" ? own["wk_one"]?.map((name) => name.replace("one", "waystitch")) : undefined);
  const stored = setting().wire.stored();
  expect(new Set(stored.map(({ anonymousId }) => anonymousId)).size).toBe(1);
  expect(await page.evaluate("one.visitorId()")).toBe(stored[0]?.anonymousId);
});

test("Consent that is withdrawn by one tracker of a module is withdrawn for all, and a sign-in holds for all", async () => {
  const { wire } = setting();
  const page = await openTrackers("/two");
  await page.evaluate("one.identify('user-1'), two.track('Mine')");
  expect((await wire.waitFor(4)).find(({ event }) => event === "Mine")?.userId).toBe("user-1");
  await page.evaluate("one.consent('denied'), two.track('Never'), two.flush(), one.track('Never')");
  await settle(page);
  expect(await page.evaluate(() => [document.cookie, ...Object.keys(localStorage)])).toEqual(["", "ws_consent"]);
  expect(await page.evaluate("two.visitorId()")).toBeUndefined();
  await page.goto("about:blank");
  expect(wire.stored()).toHaveLength(4);
});

test("A second tag with another key changes nothing", async () => {
  const { wire } = setting();
  const page = await openTrackers("/keys");
  await page.waitForLoadState();
  await page.evaluate(() => window.waystitch?.track("Once"));
  await wire.waitFor(2);
  await settle(page);
  const byKey = sentByKey();
  expect(Object.values(byKey)).toEqual([["page/keys", "Once"]]);
});

test("A listener of one tracker that throws costs the others nothing", async () => {
  const { wire } = setting();
  const page = await openTrackers("/two");
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  const heard = await page.evaluate(`(() => {
    const heard = [];
    two.on("error", ({ code, detail }) => heard.push(code + " " + detail));
    one.on("event", () => { throw new Error("theirs"); });
    one.track("A");
    two.track("B");
    return heard;
  })()`);
  expect(heard).toEqual(["internal event", "internal event"]);
  expect((await wire.waitFor(4)).map(nameOf).sort()).toEqual(["A", "B", "page/two", "page/two"]);
  expect(failures).toEqual([]);
});

test("The module stands a page whose requests are frozen, and what it says last still leaves with it", async () => {
  const { wire } = setting();
  const page = await openTrackers("/frozen");
  await page.evaluate("one.track('Fine'), two.track('Fine')");
  await delivered(page);
  wire.answer(() => ({ status: 200, delay: 300 }));
  await page.evaluate("one.track('Last'), two.track('Last'), location.assign('about:blank')");
  await eventually(() => expect(sentByKey()).toEqual({ wk_one: WHOLE, wk_two: WHOLE }));
});
