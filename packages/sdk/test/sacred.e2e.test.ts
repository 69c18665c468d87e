import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { delivered, isReady, settle, undelivered, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const policyOf = (wire: { url: string }): string =>
  `default-src 'none'; script-src 'nonce-abc'; connect-src ${wire.url}; require-trusted-types-for 'script'; trusted-types 'none'`;

const setting = useSetting((wire, path) => {
  const policy = path === "/strict" ? `<meta http-equiv="content-security-policy" content="${policyOf(wire)}">` : "";
  return `<!doctype html><title>${path}</title>${policy}${tagOf(wire, 'nonce="abc"')}`;
});

/** Collects what a page's own error handling would see. */
function failuresOf(page: Page): string[] {
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  return failures;
}

test("No payload throws into the page, and no bad property costs the good ones", async () => {
  const { wire, open } = setting();
  const page = await open();
  const failures = failuresOf(page);
  await page.evaluate(() => {
    const sdk = window.waystitch as unknown as Record<string, (...args: unknown[]) => void>;
    const circle: Record<string, unknown> = { good: 1 };
    circle["self"] = circle;
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const deep: Record<string, unknown> = {};
    for (let at = deep, i = 0; i < 5000; i++) at = at["in"] = {};
    const hostile: unknown[] = [
      circle,
      { good: 1, big: 10n, bad: Symbol("s"), call: () => 1 },
      {
        good: 1,
        get bad() {
          throw new Error("getter");
        },
      },
      { good: 1, proxy },
      new Proxy(
        { good: 1 },
        {
          ownKeys() {
            throw new Error("ownKeys");
          },
        },
      ),
      { good: 1, deep },
      { good: 1, list: new Array(1e9) },
      { good: 1, wide: Array.from({ length: 1e5 }, (_, i) => i) },
      { good: 1, text: "x".repeat(1e6) },
      { good: 1, date: new Date(Number.NaN), not: Number.NaN, infinite: -1 / 0, nothing: undefined, nul: null },
      { good: 1, element: document.body, window },
      { good: 1, toJSON: () => ({ good: 1 }) },
      { good: 1, when: new Date(0), map: new Map([[1, 2]]), text: 'a"b\\c\n\u0000\ud800é' },
    ];
    for (const [index, properties] of hostile.entries()) sdk["track"]?.(`Event ${index + 10}`, properties);
    const strange = [undefined, null, 0, "", "text", Symbol("s"), 1n, proxy, [], circle, () => 1];
    for (const method of Object.keys(sdk).filter((key) => typeof sdk[key] === "function" && !/reset|consent/.test(key)))
      for (const value of strange) for (const other of strange) sdk[method]?.(value, other, value);
    sdk["track"]?.("Last", {}, { timestamp: "nonsense", context: { more: 1 }, messageId: "own-id" });
  });
  await delivered(page);
  // Requests of a page that sends much arrive in any order.
  const events = wire.stored().sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
  const hostile = events.filter(({ event }) => /^Event [12]/.test(`${event}`));
  expect(hostile.map(nameOf)).toEqual(Array.from({ length: 13 }, (_, index) => `Event ${index + 10}`));
  for (const event of hostile) if (event.event !== "Event 14") expect(event.properties).toMatchObject({ good: 1 });
  expect(hostile[1]?.properties).toEqual({ good: 1, big: "10" });
  expect(hostile[12]?.properties).toEqual({ good: 1, when: "1970-01-01T00:00:00.000Z", map: {}, text: 'a"b\\c\n\u0000\ud800é' });
  expect(events.find(({ messageId }) => messageId === "own-id")).toMatchObject({
    event: "Last",
    originalTimestamp: null,
    context: { more: 1 },
  });
  expect(failures).toEqual([]);
});

test("Listeners and callbacks that throw do not disturb the page", async () => {
  const { wire, open } = setting();
  const page = await open();
  const failures = failuresOf(page);
  const codes = await page.evaluate(() => {
    const heard: string[] = [];
    const fail = () => {
      throw new Error("listener");
    };
    window.waystitch?.on("error", ({ code }) => heard.push(code));
    window.waystitch?.on("error", fail);
    window.waystitch?.on("event", fail);
    window.waystitch?.ready(fail);
    window.waystitch?.track("Fine");
    return heard;
  });
  expect(codes).toEqual(["internal", "internal"]);
  expect((await wire.waitFor(2)).map(nameOf)).toEqual(["page/", "Fine"]);
  expect(failures).toEqual([]);
});

test.each([
  [
    "JSON",
    () => {
      JSON.stringify = () => {
        throw new Error("patched");
      };
      JSON.parse = JSON.stringify as unknown as typeof JSON.parse;
    },
  ],
  [
    "a toJSON on every array and string, as old libraries have it",
    () => {
      for (const { prototype } of [Array, String])
        Object.defineProperty(prototype, "toJSON", { value: () => "spoilt", enumerable: true, configurable: true });
    },
  ],
  ["an enumerable name on every object", () => Object.assign(Object.prototype, { polluted: "yes", get: "no", value: "no" })],
])("With %s patched, events go out as they are", async (_, patch) => {
  const { wire, open } = setting();
  const page = await open();
  const failures = failuresOf(page);
  await page.evaluate(patch);
  await page.evaluate("waystitch.track('Fine', { products: [{ id: 'a' }], text: 'b' })");
  const [, event] = await wire.waitFor(2);
  expect(event?.properties).toEqual({ products: [{ id: "a" }], text: "b" });
  expect(failures).toEqual([]);
});

test.each([
  ["throws", () => Object.assign(window, { fetch: () => Reflect.construct(Date, [], 1 as never) })],
  ["always fails", () => Object.assign(window, { fetch: () => Promise.reject(new Error("blocked")) })],
])("When fetch %s, the page does not notice and the events stay", async (_, patch) => {
  const { wire, context, open } = setting();
  await context.addInitScript(patch);
  const page = await open();
  const failures = failuresOf(page);
  await page.evaluate(() => window.waystitch?.track("Kept"));
  await settle(page);
  expect(wire.stored()).toEqual([]);
  expect(await undelivered(page)).toHaveLength(2);
  expect(failures).toEqual([]);
});

test("The page gets one global more and no other, and no unload listener", async () => {
  const { context, wire, site } = setting();
  await context.addInitScript(() => {
    const add = EventTarget.prototype.addEventListener;
    const heard: string[] = [];
    EventTarget.prototype.addEventListener = function (type, ...rest) {
      heard.push(type);
      return add.call(this, type, ...rest);
    };
    Object.assign(window, { heard, before: Object.getOwnPropertyNames(window) });
  });
  const page = await context.newPage();
  await page.goto(site);
  await isReady(page);
  await wire.waitFor(1);
  const { before, heard } = (await page.evaluate("({ before, heard })")) as { before: string[]; heard: string[] };
  const after = await page.evaluate(() => Object.getOwnPropertyNames(window));
  expect(after.filter((name) => !before.includes(name)).sort()).toEqual(["before", "heard", "waystitch"]);
  expect(heard).not.toContain("unload");
  expect(heard).not.toContain("beforeunload");
});

test("A strict content policy with a nonce is enough", async () => {
  const { wire, open } = setting();
  await open("/strict");
  expect((await wire.waitFor(1)).map(nameOf)).toEqual(["page/strict"]);
});
