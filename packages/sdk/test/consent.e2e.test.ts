import { expect, test } from "vitest";
import { settle, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const setting = useSetting((wire, path) => {
  const consent = /^\/(pending|granted|denied|typo)/.exec(path)?.[1];
  return `<!doctype html><title>${path}</title>${tagOf(wire, consent ? `data-consent="${consent}"` : "")}
    <form id="news"><input type="email" name="email" value="an@example.com"></form>`;
});

/** Everything the page keeps about its visitor. */
const traces = () => [document.cookie, ...Object.keys(localStorage).sort()];
const say = (state: "pending" | "granted" | "denied") => window.waystitch?.consent(state);
const act = () => {
  window.waystitch?.track("Acted", { email: "an@example.com" });
  window.waystitch?.identify("user-1", { email: "an@example.com" });
  history.pushState(null, "", "#more");
  history.pushState(null, "", `${location.pathname}/more`);
  document.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
};

test("Without a choice asked for, events are recorded under a first-party id", async () => {
  const { wire, open } = setting();
  const page = await open("/");
  const [view] = await wire.waitFor(1);
  expect(await page.evaluate(traces)).toEqual([`ws_vid=${view?.anonymousId}`, "ws_vid"]);
  expect(await page.evaluate(() => window.waystitch?.visitorId())).toBe(view?.anonymousId);
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ name: "ws_vid", path: "/", sameSite: "Lax", httpOnly: false });
  const days = ((cookie?.expires ?? 0) - Date.now() / 1000) / 86_400;
  expect(Math.round(days)).toBe(400);
});

test.each(["/pending", "/typo"])("While consent is pending (%s), nothing is sent or stored, and nothing is lost", async (path) => {
  const { wire, open } = setting();
  const page = await open(path);
  await page.evaluate(act);
  await settle(page);
  expect(wire.requests).toEqual([]);
  expect(await page.evaluate(traces)).toEqual([""]);
  expect(await page.evaluate(() => window.waystitch?.visitorId())).toBeUndefined();
  await page.evaluate(say, "granted" as const);
  const events = await wire.waitFor(6);
  expect(events.map(nameOf)).toEqual([
    `page${path}`,
    "Acted",
    `identify${path}`,
    "Lead Captured",
    `identify${path}/more`,
    `page${path}/more`,
  ]);
  expect(new Set(events.map(({ anonymousId }) => anonymousId))).toEqual(
    new Set([await page.evaluate(() => window.waystitch?.visitorId())]),
  );
  expect(events.map(({ userId }) => userId)).toEqual([undefined, undefined, "user-1", "user-1", "user-1", "user-1"]);
});

test("A visitor who is known keeps the id when consent is given again", async () => {
  const { wire, open } = setting();
  const first = await open("/granted");
  const [view] = await wire.waitFor(1);
  await first.evaluate(() => localStorage.removeItem("ws_consent"));
  const page = await open("/pending");
  await page.evaluate(say, "granted" as const);
  expect((await wire.waitFor(2))[1]?.anonymousId).toBe(view?.anonymousId);
});

test.each([
  ["the site says so", "/denied", false],
  ["the browser sends Global Privacy Control", "/granted", true],
])("Nothing is sent, stored or read when %s", async (_, path, gpc) => {
  const { wire, context, open } = setting();
  if (gpc) await context.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
  const page = await open(path);
  await page.evaluate(act);
  if (gpc) await page.evaluate(say, "granted" as const);
  await page.evaluate(() => window.waystitch?.flush());
  await settle(page);
  await page.goto("about:blank");
  expect(wire.requests).toEqual([]);
  await page.goBack();
  expect(await page.evaluate(traces)).toEqual([""]);
});

test("Withdrawal deletes the id and what waits, in every tab, and holds on the next page", async () => {
  const { wire, open } = setting();
  wire.answer(() => ({ status: 503, headers: { "retry-after": "3600" } }));
  const page = await open("/site");
  const other = await open("/site");
  await page.evaluate(act);
  for (const tab of [other, page]) await settle(tab);
  const sent = wire.requests.length;
  await page.evaluate(say, "denied" as const);
  expect(await page.evaluate(traces)).toEqual(["", "ws_consent"]);
  await other.waitForFunction(() => window.waystitch?.visitorId() === undefined);
  await other.evaluate(act);
  const next = await open("/site");
  await next.evaluate(act);
  await settle(next);
  expect(wire.requests).toHaveLength(sent);
  expect(await next.evaluate(traces)).toEqual(["", "ws_consent"]);
  wire.answer(() => ({ status: 200 }));
  await next.evaluate(say, "granted" as const);
  await next.evaluate(() => window.waystitch?.track("Back"));
  expect((await wire.waitFor(1)).map(nameOf)).toEqual(["Back"]);
});

test("A choice made before the script has loaded holds for what was called before it", async () => {
  const { wire, site, context } = setting();
  await context.addInitScript(() => {
    const q = [
      ["track", ["Early"], Date.now(), location.href],
      ["consent", ["denied"], Date.now(), location.href],
    ];
    Object.assign(window, { waystitch: { q } });
  });
  const page = await context.newPage();
  await page.goto(`${site}/`);
  await page.waitForFunction(() => window.waystitch?.version);
  await settle(page);
  expect(wire.requests).toEqual([]);
  expect(await page.evaluate(traces)).toEqual(["", "ws_consent"]);
});

test("The user is remembered after identify, until reset makes a new visitor", async () => {
  const { wire, open } = setting();
  const first = await open("/");
  await first.evaluate(() => window.waystitch?.identify(42, { plan: "gold" }));
  const page = await open("/");
  await page.evaluate(() => {
    window.waystitch?.reset();
    window.waystitch?.track("After");
  });
  const events = await wire.waitFor(4);
  const [view, identify, again, after] = events;
  expect(identify).toMatchObject({ type: "identify", userId: "42", traits: { plan: "gold" } });
  expect([view?.userId, again?.userId, after?.userId]).toEqual([undefined, "42", undefined]);
  expect(again?.anonymousId).toBe(view?.anonymousId);
  expect(after?.anonymousId).not.toBe(view?.anonymousId);
  // Another tab of the site follows.
  await first.waitForFunction((id) => window.waystitch?.visitorId() === id, after?.anonymousId);
});

test("A visitor who was signed out on another subdomain is signed out here, too", async () => {
  const { wire, context, open } = setting();
  const first = await open("/");
  await first.evaluate(() => window.waystitch?.identify("user-1"));
  await wire.waitFor(2);
  const [cookie] = await context.cookies();
  // Only the cookie is shared among subdomains.
  await context.addCookies([{ ...cookie, name: "ws_vid", value: "another-visitor-of-the-site" }]);
  await open("/");
  const [, , view] = await wire.waitFor(3);
  expect(view).toMatchObject({ anonymousId: "another-visitor-of-the-site" });
  expect(view).not.toHaveProperty("userId");
});

test("A user id nobody can use is not remembered", async () => {
  const { wire, open } = setting();
  const page = await open("/");
  await page.evaluate(() => {
    for (const id of ["", "x".repeat(101), {}, null, Number.NaN, () => 1])
      (window.waystitch as { identify(id: unknown): void }).identify(id);
    window.waystitch?.track("After");
  });
  const events = await wire.waitFor(8);
  expect(events.map(({ userId }) => userId)).toEqual([undefined, undefined, undefined, undefined, undefined, "NaN", "NaN", "NaN"]);
});

test("What the visitor said to each purpose stands in what waited for it, too, and not in what was recorded before it changed", async () => {
  const { wire, open } = setting();
  const page = await open("/pending");
  await page.evaluate(() => {
    window.waystitch?.track("Waited", { consent: null });
    window.waystitch?.consent("granted", { ads: false, "$&": true });
    window.waystitch?.track("Recorded");
    window.waystitch?.consent("granted", { ads: true });
  });
  const [view, waited, recorded] = await wire.waitFor(3);
  const first = { categoryPreferences: { ads: false, "$&": true } };
  expect([view, waited, recorded].map((event) => event?.context?.["consent" as never])).toEqual([first, first, first]);
  expect(waited?.properties).toEqual({ consent: null });
});
