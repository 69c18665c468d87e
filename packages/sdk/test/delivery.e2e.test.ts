import { eventually } from "@waystitch/testbed";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { delivered, isReady, settle, undelivered, useSetting } from "./setting.js";
import { nameOf, numberIn, pathOf, tagOf } from "./wire.js";

const setting = useSetting((wire, path) => `<!doctype html><title>${path}</title><a href="/next">next</a>${tagOf(wire)}`);

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => `Event ${index + 10}`);
const trackAll = (page: Page, names: readonly string[], properties: object = {}): Promise<void> =>
  page.evaluate(
    ([all, value]) => {
      for (const name of all) window.waystitch?.track(name, value);
    },
    [names, properties] as const,
  );

test("What one task produced is one request, without a preflight, in order of creation", async () => {
  const { wire, open } = setting();
  const page = await open();
  await wire.waitFor(1);
  await trackAll(page, numbers(20));
  const events = await wire.waitFor(21);
  expect(events.slice(1).map(nameOf)).toEqual(numbers(20));
  expect(events.map(({ messageId }) => numberIn(messageId))).toEqual(events.map((_, number) => number));
  expect(new Set(events.map(({ messageId }) => messageId.slice(24))).size).toBe(1);
  expect(wire.requests.map(({ method }) => method)).toEqual(["POST", "POST"]);
  expect(wire.requests[1]?.headers["content-type"]).toBe("text/plain;charset=UTF-8");
  expect(JSON.parse(wire.requests[1]?.body ?? "")).toMatchObject({ writeKey: "wk_test", sentAt: expect.stringMatching(/^20/) });
  await delivered(page);
});

test("An event is stored before it is sent, and keeps its id, visitor and time on every try", async () => {
  const { wire, open } = setting();
  wire.answer(() => ({ status: 503 }));
  const page = await open();
  const id = await page.evaluate(() => {
    window.waystitch?.track("Bought", { price: 5 });
    return Object.keys(localStorage)
      .filter((key) => key.startsWith("waystitch:"))
      .sort()
      .at(-1);
  });
  expect(id).toMatch(/^waystitch:wk_test:/);
  await eventually(() => expect(wire.requests.length).toBeGreaterThan(1));
  wire.answer(() => ({ status: 200 }));
  const [, bought] = await wire.waitFor(2);
  const tries = wire.requests.flatMap(({ events }) => events).filter(({ event }) => event === "Bought");
  expect(tries.length).toBeGreaterThan(0);
  for (const event of tries) expect(event).toEqual(bought);
  expect(bought?.messageId).toBe(id?.split(":")[2]);
});

test("Events outlive the page while the collector is down, and arrive once it is back", async () => {
  const { wire, open } = setting();
  wire.answer(() => ({ status: 503, headers: { "retry-after": "1" } }));
  const page = await open();
  await trackAll(page, numbers(5));
  await eventually(() => expect(wire.requests.length).toBeGreaterThan(0));
  await page.reload();
  await isReady(page);
  await eventually(() =>
    expect(wire.requests.flatMap(({ events }) => events).filter(({ event }) => event === "Event 14").length).toBeGreaterThan(0),
  );
  wire.answer(() => ({ status: 200 }));
  const events = await wire.waitFor(7);
  expect(events.map(nameOf)).toEqual(["page/", ...numbers(5), "page/"]);
  await settle(page);
  expect(wire.stored()).toHaveLength(7);
  expect(await undelivered(page)).toEqual([]);
});

test("Retry-After is waited for", async () => {
  const { wire, open } = setting();
  let refusals = 0;
  wire.answer(() => (++refusals > 1 ? { status: 200 } : { status: 429, headers: { "retry-after": "3600" } }));
  const page = await open();
  await eventually(() => expect(wire.requests).toHaveLength(1));
  await trackAll(page, ["Later"]);
  await settle(page);
  expect(wire.requests).toHaveLength(1);
  // The network coming back is a reason to try at once.
  await page.evaluate(() => dispatchEvent(new Event("online")));
  expect((await wire.waitFor(2)).map(nameOf)).toEqual(["page/", "Later"]);
});

test.each([
  ["by a new address", (url: string) => location.assign(url)],
  ["by a link", () => document.querySelector("a")?.click()],
  ["by closing it", () => undefined],
])("Twenty events right before the page is left %s arrive", async (how, leave) => {
  const { wire, site, context, open } = setting();
  const page = await open();
  await wire.waitFor(1);
  const gone = page
    .evaluate(
      ([names, source, url]) => {
        for (const name of names) window.waystitch?.track(name);
        // The function to leave the page with travels as its source.
        new Function("url", `(${source})(url)`)(url);
      },
      [numbers(20), leave.toString(), `${site}/next`] as const,
    )
    .catch(() => undefined);
  if (how.includes("closing")) {
    await gone;
    await page.close({ runBeforeUnload: false });
    expect((await wire.waitFor(21)).slice(1).map(nameOf)).toEqual(numbers(20));
    expect(context.pages()).toEqual([]);
  } else {
    await gone;
    const names = (await wire.waitFor(22)).map(nameOf);
    expect(names).toEqual(["page/", ...numbers(20), "page/next"]);
    // The next page cannot know that they arrived and sends them along; the page that was left sent them once.
    const requests = wire.requests.map(({ events }) => events.map(nameOf)).filter((sent) => sent.includes("Event 10"));
    expect(requests.filter((sent) => !sent.includes("page/next"))).toEqual([numbers(20)]);
  }
});

test("Twenty events of 6 kB, more than a page may leave behind, arrive with the next page", async () => {
  const { wire, site, open } = setting();
  const page = await open();
  await wire.waitFor(1);
  await page.evaluate(
    ([names, url]) => {
      for (const name of names) window.waystitch?.track(name, { text: "ă".repeat(3000) });
      location.assign(url);
    },
    [numbers(20), `${site}/next`] as const,
  );
  expect((await wire.waitFor(22)).map(nameOf)).toEqual(["page/", ...numbers(20), "page/next"]);
  for (const { body } of wire.requests) expect(Buffer.byteLength(body)).toBeLessThan(41_000);
});

test("One tab sends at a time, also what another one left", async () => {
  const { wire, open } = setting();
  wire.answer((events) => (events.some((event) => pathOf(event) === "/left") ? "hang" : { status: 200 }));
  const left = await open("/left");
  await eventually(() => expect(wire.requests).toHaveLength(1));
  await trackAll(left, numbers(3));
  const other = await open("/other");
  await settle(other, false);
  expect(wire.requests).toHaveLength(1);
  wire.answer(() => ({ status: 200 }));
  await left.close();
  expect((await wire.waitFor(5)).map(nameOf)).toEqual(["page/left", ...numbers(3), "page/other"]);
  await delivered(other);
  // Closed in the middle of sending, the first tab sent the rest with its last breath; the other one cannot know.
  const [first, ...next] = wire.requests.map(({ events }) => events.map(nameOf));
  expect(first).toEqual(["page/left"]);
  // Two tabs: either request may arrive before the other.
  expect(next.sort((a, b) => a.length - b.length)).toEqual([numbers(3), ["page/left", ...numbers(3), "page/other"]]);
});

test("A request that is too large is sent in halves, one that is unusable is dropped, both reported", async () => {
  const { wire, open } = setting();
  const page = await open();
  await wire.waitFor(1);
  await page.evaluate(() => {
    const errors: string[] = [];
    Object.assign(window, { errors });
    window.waystitch?.on("error", ({ code }) => errors.push(code));
  });
  wire.answer((events) => ({ status: events.length > 2 ? 413 : events.some(({ event }) => event === "Event 13") ? 400 : 200 }));
  await trackAll(page, numbers(8));
  expect((await wire.waitFor(7)).slice(1).map(nameOf)).toEqual(numbers(8).filter((name) => !["Event 12", "Event 13"].includes(name)));
  expect(await page.evaluate(() => (window as unknown as { errors: string[] }).errors)).toEqual(["rejected"]);
  await delivered(page);
});

test("A key that is not accepted stops sending and loses nothing", async () => {
  const { wire, open } = setting();
  wire.answer(() => ({ status: 401 }));
  const page = await open();
  await eventually(() => expect(wire.requests).toHaveLength(1));
  await settle(page);
  await trackAll(page, numbers(2));
  await settle(page);
  expect(wire.requests).toHaveLength(1);
  wire.answer(() => ({ status: 200 }));
  await page.reload();
  expect((await wire.waitFor(4)).map(nameOf)).toEqual(["page/", ...numbers(2), "page/"]);
});

test("What the collector rejected is not sent again, and its reason is told", async () => {
  const { wire, open } = setting();
  const page = await open();
  await wire.waitFor(1);
  wire.answer(() => ({ status: 200, body: '{"rejected":[{"index":0,"messageId":"x","reason":"name_missing","detail":"no name"}]}' }));
  const detail = page.evaluate(() => new Promise<string>((done) => window.waystitch?.on("error", (error) => done(error.detail))));
  await trackAll(page, [""]);
  expect(await detail).toContain("name_missing");
  await delivered(page);
});

test("Where site data are blocked, events are still sent", async () => {
  const { wire, context, open } = setting();
  await context.addInitScript(() => {
    for (const name of ["localStorage", "cookie"])
      Object.defineProperty(name === "cookie" ? Document.prototype : window, name, {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
        set: () => {
          throw new DOMException("denied", "SecurityError");
        },
      });
    Object.defineProperty(navigator, "locks", { value: undefined });
  });
  const page = await open();
  await trackAll(page, numbers(2));
  const events = await wire.waitFor(3);
  expect(new Set(events.map(({ anonymousId }) => anonymousId)).size).toBe(1);
});

test("More events than the outbox keeps are counted as dropped, and the oldest go first", async () => {
  const { wire, open } = setting();
  wire.answer(() => ({ status: 503, headers: { "retry-after": "3600" } }));
  const page = await open();
  await eventually(() => expect(wire.requests).toHaveLength(1));
  await page.evaluate(() => {
    for (let i = 0; i < 1004; i++) window.waystitch?.track(`Event ${i}`);
  });
  await eventually(async () => expect(await undelivered(page)).toHaveLength(1000));
  wire.answer(() => ({ status: 200 }));
  await page.evaluate(() => {
    window.waystitch?.track("Last");
    dispatchEvent(new Event("online"));
  });
  const events = await wire.waitFor(1000);
  expect(events.at(0)?.event).toBe("Event 5");
  expect(events.map(({ context }) => Number(context?.["dropped"] ?? 0)).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(5);
});
