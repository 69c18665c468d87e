import { readFileSync } from "node:fs";
import {
  CATALOGUES,
  EVENT,
  EVENT_FIELDS,
  LATER_STEPS,
  normaliseEvent,
  ONE_PRODUCT,
  ORDER_EVENTS,
  PRODUCT_FIELDS,
  parseAmount,
  type Renaming,
  type SaidEvent,
  SERVER_EVENTS,
} from "@waystitch/protocol";
import { describe, expect, test } from "vitest";

const page = readFileSync(new URL("../../../docs/events.md", import.meta.url), "utf8");

/** What stands under a heading, up to the next of the same or a higher level. */
function sectionUnder(heading: string): string {
  const [level = ""] = /^#+/.exec(heading) ?? [];
  const rest = page.split(`\n${heading}\n`)[1] ?? "";
  return rest.split(new RegExp(`\n#{2,${level.length}} `))[0] ?? "";
}

/** The rows of the tables under a heading, without their heads, each as its cells. */
const rowsUnder = (heading: string): string[][] =>
  sectionUnder(heading)
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.slice(2, -1).split("|"))
    .map((cells) => cells.map((cell) => cell.trim()));

const namesIn = (text: string | undefined): string[] => [...(text ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => String(name));

describe("docs/events.md", () => {
  test("lists every event by name and no other, who may report it and what it needs", () => {
    const documented = rowsUnder("## Waystitch's names").map(([name, , by, needs]) => [namesIn(name)[0], by, needs]);
    const known = Object.values(EVENT).map((name) => [
      name,
      SERVER_EVENTS.has(name) ? "servers" : "anyone",
      ORDER_EVENTS.has(name) ? "`order_id`" : "",
    ]);
    expect(documented).toEqual(known);
  });

  test("has every catalogue, with its source, and no other", () => {
    const headings = [...sectionUnder("## Names of other catalogues").matchAll(/^### (.+)$/gm)].map(([, title]) => title);
    expect(headings).toEqual(CATALOGUES.map(({ title }) => title));
    for (const { title, source } of CATALOGUES) expect(sectionUnder(`### ${title}`)).toContain(`](${source})`);
  });

  test.each(CATALOGUES)("lists every name of $title and no other", ({ title, names }) => {
    const documented = rowsUnder(`### ${title}`).map(([name, becomes]) => [
      namesIn(name)[0],
      namesIn(becomes).filter((text) => text !== "step"),
    ]);
    const known = Object.entries(names).map(([name, ours]) => [name, LATER_STEPS[name] === undefined ? [ours] : [ours, LATER_STEPS[name]]]);
    expect(documented).toEqual(known);
  });

  test("lists every field that is renamed and no other, in the order that counts", () => {
    const described = ({ ours, theirs, events }: Renaming, everywhere: string) => [
      ours,
      theirs,
      events === undefined ? everywhere : [...events].map((name) => `\`${name}\``).join(", "),
    ];
    const known = [
      ...EVENT_FIELDS.map((renaming) => described(renaming, "every event")),
      ...PRODUCT_FIELDS.map((renaming) => described(renaming, "a product")),
    ];
    expect(rowsUnder("## Fields").map(([ours, theirs, where]) => [namesIn(ours)[0], namesIn(theirs), where])).toEqual(known);
  });

  test("names the events that are about one product", () => {
    const [, sentence = ""] = /become `products`\. ([^:]+) are about one product/.exec(sectionUnder("## Products")) ?? [];
    expect(namesIn(sentence)).toEqual([...ONE_PRODUCT]);
  });

  test("shows what becomes of an event as it does become", () => {
    const blocks = [...sectionUnder("## Products").matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => JSON.parse(String(json)));
    expect(blocks).toHaveLength(4);
    for (let index = 0; index < blocks.length; index += 2) {
      const { event, properties } = blocks[index];
      const ids = { eventId: "m1", anonymousId: "v1", userId: null, previousId: null, groupId: null };
      const said: SaidEvent = { type: "track", ...ids, name: event, properties, context: {}, clientTime: null };
      const normalised = normaliseEvent(said);
      expect({ event: normalised.name, properties: normalised.properties }).toEqual(blocks[index + 1]);
    }
  });

  test("reads amounts as they are read", () => {
    const read = (text: string, currency: string | null) => String(parseAmount(text, currency) ?? "left alone");
    const rows = rowsUnder("## Amounts");
    expect(rows.length).toBeGreaterThan(5);
    for (const [text, dong, other] of rows) {
      const [written = ""] = namesIn(text);
      expect([read(written, "VND"), read(written, "USD")], written).toEqual([dong, other]);
    }
  });
});
