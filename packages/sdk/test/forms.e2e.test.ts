import { eventually } from "@waystitch/testbed";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { BEHAVIOURS } from "./form-fixtures-behaviours.js";
import { BUILDERS } from "./form-fixtures-builders.js";
import { CLOSED } from "./form-fixtures-closed.js";
import { FIELDS } from "./form-fixtures-fields.js";
import { LABELS } from "./form-fixtures-labels.js";
import { ORDERS } from "./form-fixtures-orders.js";
import { SIGNUPS } from "./form-fixtures-signups.js";
import { type FormFixture, visit } from "./form-visitor.js";
import { delivered, isReady, useSetting } from "./setting.js";
import { nameOf, tagOf, type Wire } from "./wire.js";

const GROUPS: Readonly<Record<string, readonly FormFixture[]>> = {
  signups: SIGNUPS,
  builders: BUILDERS,
  orders: ORDERS,
  closed: CLOSED,
  labels: LABELS,
  fields: FIELDS,
  behaviours: BEHAVIOURS,
};

const setting = useSetting(
  (wire, path) => {
    const [, group = "", index] = path.split("/");
    return `<!doctype html><title>Shop</title>${tagOf(wire)}${GROUPS[group]?.[Number(index)]?.html ?? ""}`;
  },
  { oneProfile: true },
);

/** What came of a visit to a form: events, and what of the page's contents was sent besides the contact, or twice. */
async function outcomeOf(page: Page, wire: Wire, fixture: FormFixture) {
  const before = wire.requests.length;
  const secrets = await visit(page, fixture);
  await page.evaluate(() => window.waystitch?.track("Done"));
  const requests = await eventually(() => {
    const later = wire.requests.slice(before);
    expect(later.flatMap(({ events }) => events.map(nameOf))).toContain("Done");
    return later;
  });
  // Or the next page would send it along.
  await delivered(page);
  const events = requests.flatMap((request) => request.events);
  const body = requests.map((request) => request.body).join("\n");
  return {
    what: fixture.what,
    leads: events.filter(({ event }) => event === "Lead Captured").map(({ properties }) => properties),
    contacts: events.filter(({ type }) => type === "identify").map(({ traits }) => traits),
    leaked: secrets.filter((secret) => body.includes(secret)),
    repeated: Object.values(fixture.contact ?? {}).filter((value) => body.split(value).length > 2),
  };
}

test.each(Object.keys(GROUPS))("Forms of the group %s become the events they should, and nothing else leaves the page", async (group) => {
  const { wire, site, open } = setting();
  const page = await open("/nothing");
  for (const [index, fixture] of (GROUPS[group] ?? []).entries()) {
    await page.goto(`${site}/${group}/${index}`);
    await isReady(page);
    expect.soft(await outcomeOf(page, wire, fixture)).toEqual({
      what: fixture.what,
      leads: fixture.lead ? [fixture.lead] : [],
      contacts: fixture.contact ? [fixture.contact] : [],
      leaked: [],
      repeated: [],
    });
  }
});

test("There are more than sixty shapes of forms", () => {
  const all = Object.values(GROUPS).flat();
  expect(all.length).toBeGreaterThan(100);
  expect(new Set(all.map(({ what }) => what)).size).toBe(all.length);
});
