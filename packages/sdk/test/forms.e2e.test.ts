import type { WireEvent } from "@waystitch/protocol";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { FORMS, type FormFixture } from "./form-fixtures.js";
import { settle, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const setting = useSetting((wire, path) => {
  const fixture = FORMS[Number(path.slice(1))];
  return `<!doctype html><title>Shop</title>${tagOf(wire)}${fixture ? fixture.html : ""}`;
});

/** Fills every field with a canary, then what the visitor types, and submits the last form by its button. */
async function submit(page: Page, { fill }: Pick<FormFixture, "fill">): Promise<void> {
  await page.evaluate((values) => {
    for (const input of Array.from(document.querySelectorAll("input")))
      if (!input.value && !/email|tel|search/.test(input.type)) input.value = `canary ${input.name}`;
    for (const [selector, value] of Object.entries(values))
      for (const input of Array.from(document.querySelectorAll<HTMLInputElement>(selector))) input.value = value;
    const form = Array.from(document.forms).at(-1);
    form?.addEventListener("submit", (event) => event.preventDefault());
    form?.querySelector("button")?.click();
  }, fill);
  await settle(page);
  await page.evaluate(() => window.waystitch?.track("Done"));
}

const leadIn = (events: readonly WireEvent[]) => {
  const captured = events.find(({ event }) => event === "Lead Captured");
  const identify = events.find(({ type }) => type === "identify");
  return captured && { ...captured.properties, ...identify?.traits };
};

test.each(FORMS.map((fixture, index) => ({ ...fixture, index })))("$what", async (fixture) => {
  const { wire, open } = setting();
  const page = await open(`/${fixture.index}`);
  await wire.waitFor(1);
  await submit(page, fixture);
  const events = await wire.waitFor(fixture.lead ? 4 : 2);
  if (fixture.lead) expect(leadIn(events)).toMatchObject(fixture.lead);
  const allowed = [fixture.lead?.email, fixture.lead?.phone].filter((value) => value !== undefined);
  const sent = wire.requests.map(({ body }) => body).join("\n");
  for (const value of allowed) expect(sent).toContain(value);
  for (const value of ["canary", ...Object.values(fixture.fill)].filter((value) => value && !allowed.includes(value)))
    expect(sent).not.toContain(value);
});

test("A lead is two facts in one request: the milestone first, then who it is", async () => {
  const { wire, open } = setting();
  const page = await open("/0");
  await wire.waitFor(1);
  await page.fill("input", "an@example.com");
  await page.click("button");
  const [, captured, identify] = await wire.waitFor(4);
  expect([captured, identify].map((event) => event && nameOf(event))).toEqual(["Lead Captured", "identify/0"]);
  expect(captured?.properties).toEqual({ lead_magnet: "Nhận ưu đãi 10%", form_id: "news" });
  expect(identify?.traits).toEqual({ email: "an@example.com" });
  expect(wire.requests.find(({ events }) => events.includes(captured as WireEvent))?.events).toContainEqual(identify);
});

test("A form that is inserted later and sent by the page itself is seen, and the page's own listener runs undisturbed", async () => {
  const { wire, open } = setting();
  const page = await open("/without-one");
  await wire.waitFor(1);
  const seen = await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", `<form id="late"><input type="email" value="an@example.com"><button></button></form>`);
    const form = document.querySelector("form") as HTMLFormElement;
    let prevented: boolean | undefined;
    form.addEventListener("submit", (event) => {
      prevented = event.defaultPrevented;
      event.stopImmediatePropagation();
      event.preventDefault();
      form.reset();
    });
    form.requestSubmit();
    return prevented;
  });
  expect(seen).toBe(false);
  expect(leadIn(await wire.waitFor(3))).toMatchObject({ form_id: "late", email: "an@example.com" });
});

test("A form that leaves the page is captured on the way", async () => {
  const { wire, open } = setting();
  const page = await open("/0");
  await wire.waitFor(1);
  await page.fill("input", "an@example.com");
  await page.click("button");
  await page.waitForURL("**/0?");
  expect((await wire.waitFor(4)).map(nameOf)).toEqual(["page/0", "Lead Captured", "identify/0", "page/0"]);
});

test("The same contact submitted again is the same lead, another one is another", async () => {
  const { wire, open } = setting();
  const page = await open("/0");
  await wire.waitFor(1);
  await page.evaluate(() => {
    const form = document.querySelector("form") as HTMLFormElement;
    const input = document.querySelector("input") as HTMLInputElement;
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const email of ["an@example.com", "an@example.com", "binh@example.com"]) {
      input.value = email;
      form.requestSubmit();
    }
  });
  await settle(page);
  expect((await wire.waitFor(5)).filter(({ type }) => type === "identify").map(({ traits }) => traits)).toEqual([
    { email: "an@example.com" },
    { email: "binh@example.com" },
  ]);
});

test("No invalid event reaches the page because of us", async () => {
  const { open } = setting();
  const page = await open(`/${FORMS.length - 1}`);
  await page.evaluate(() => {
    Object.assign(window, { invalid: 0 });
    document.addEventListener("invalid", () => Object.assign(window, { invalid: 1 }), true);
  });
  await submit(page, { fill: { "[name=must]": "" } });
  expect(await page.evaluate("invalid")).toBe(0);
});
