import { expect, test } from "vitest";
import { settle, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const setting = useSetting(
  (wire, path) =>
    `<!doctype html><title>Orders of An Nguyen</title>${tagOf(wire, `data-consent="denied" data-denied="count" id="${path}"`)}`,
);

const act = () => {
  const own = { messageId: "an@shop.vn", context: { traits: { email: "an@shop.vn" } } };
  window.waystitch?.identify("user-1", { email: "an@shop.vn" });
  window.waystitch?.track("Acted", { email: "an@shop.vn" });
  window.waystitch?.page("Orders of An", { email: "an@shop.vn" }, own);
  history.pushState(null, "", "/next?email=an@shop.vn#an@shop.vn");
};

test("Of a visitor who is only counted, nothing is told but which page was seen", async () => {
  const { wire, open } = setting();
  const page = await open("/first?email=an@shop.vn");
  await page.evaluate(act);
  const events = await wire.waitFor(3);
  expect(events.map(nameOf).sort()).toEqual(["page/first", "page/first", "page/next"]);
  for (const event of events) {
    expect(Object.keys(event).sort()).toEqual(["anonymousId", "context", "messageId", "originalTimestamp", "type"]);
    expect(Object.keys(event.context ?? {}).sort()).toEqual(["library", "page"]);
    expect(Object.keys(event.context?.page ?? {})).toEqual(["url"]);
  }
  expect(JSON.stringify(wire.requests.map(({ body }) => body))).not.toMatch(/an@|user-1|An /);
  expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual(["", 0, 0]);
});

test("The id under which somebody was counted is not that of a visitor who consents later, nor of the next page", async () => {
  const { wire, open } = setting();
  const page = await open("/first");
  await wire.waitFor(1);
  await page.evaluate(() => window.waystitch?.consent("granted"));
  await page.evaluate(() => window.waystitch?.track("Known"));
  await wire.waitFor(2);
  await page.evaluate(() => window.waystitch?.consent("denied"));
  await page.evaluate(() => window.waystitch?.page());
  await open("/second");
  const events = await wire.waitFor(4);
  expect(new Set(events.map(({ anonymousId }) => anonymousId)).size).toBe(4);
  await settle(page);
  expect(wire.stored()).toHaveLength(4);
});

test("A no that is said again, or found again on the way back, takes none of the counts along that still wait", async () => {
  const { wire, open } = setting();
  const page = await open("/first");
  await wire.waitFor(1);
  await page.evaluate(() => {
    window.waystitch?.page();
    window.waystitch?.consent("denied");
    window.waystitch?.page();
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  expect((await wire.waitFor(4)).map(nameOf)).toEqual(["page/first", "page/first", "page/first", "page/first"]);
});
