import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  ATTRIBUTION_MODELS,
  creditsByRule,
  creditsByWeights,
  formatMoney,
  HALF_LIFE_DAYS,
  LOOK_BACK_DAYS,
  MOST_TOUCHES,
  removalEffectsOf,
  shapleyValuesOf,
  shapleyWeightsOf,
} from "../src/index.js";
import { CONTACTS, isMarketing } from "../src/touchpoints.js";
import { orderOf, path, touches } from "./attribution-story.js";

const page = readFileSync(new URL("../../../docs/attribution.md", import.meta.url), "utf8");

/** The rows of the table whose first column has this title, by column title; code marks left out. */
function tableOf(title: string): Record<string, string>[] {
  const lines = page.split("\n");
  const cells = (line: string): string[] =>
    line
      .replaceAll("`", "")
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const start = lines.findIndex((line) => line.startsWith(`| ${title} |`));
  const header = cells(lines[start] ?? "");
  const rest = lines.slice(start + 2);
  const rows = rest.slice(
    0,
    rest.findIndex((line) => !line.startsWith("|")),
  );
  return rows.map((row) => Object.fromEntries(cells(row).map((cell, index) => [header[index] ?? "", cell])));
}

const inThousands = (amount: bigint): string => formatMoney(amount).replace(/\B(?=(\d{3})+$)/g, ",");
const order = orderOf(1_000_000, "VND");

describe("docs/attribution.md", () => {
  it("lists every model with its names, and no other", () => {
    const listed = tableOf("model").map((row) => [row["model"], row["name"], row["tên tiếng Việt"]]);
    expect(listed).toEqual(ATTRIBUTION_MODELS.map(({ id, label }) => [id, label.en, label.vi]));
  });

  it("says which touchpoints take part", () => {
    const told = tableOf("touchpoint").map((row) => [row["touchpoint"], row["takes part"]]);
    const kinds = ["session" as const, ...CONTACTS.values()];
    expect(told.toSorted()).toEqual(kinds.map((kind) => [kind, isMarketing({ kind, sessionId: null }) ? "yes" : "no"]).toSorted());
  });

  it("names the look-back, the half-life and how many touchpoints share at most", () => {
    expect(page).toContain(`more than **${MOST_TOUCHES}** such touchpoints the first and the latest ${MOST_TOUCHES - 1} `);
    expect(page).toContain(`at most **${LOOK_BACK_DAYS} days** before`);
    expect(page).toContain(`half-life is **${HALF_LIFE_DAYS} days**`);
  });

  it("divides its order by the six rules as the code does", () => {
    const rows = tableOf("visit");
    const way = touches(...rows.map((row) => [row["visit"] ?? "", Number(row["days before"])] as const));
    for (const { id, basis } of ATTRIBUTION_MODELS)
      if (basis === "rule")
        expect(rows.map((row) => row[id])).toEqual(creditsByRule(order, way, id).map(({ value }) => inThousands(value)));
  });

  it("weighs its ways and divides the order by them as the code does", () => {
    const paths = tableOf("way").map((row) => path(row["way"] ?? "", Number(row["bought"]), Number(row["went away"])));
    const rows = tableOf("channel");
    const way = touches(...rows.map((row, index) => [row["channel"] ?? "", rows.length - index] as const));
    const fits = { markov: removalEffectsOf(paths), shapley: shapleyWeightsOf(paths) };
    for (const id of ["markov", "shapley"] as const)
      expect(rows.map((row) => row[id])).toEqual(creditsByWeights(order, way, fits[id]).map(({ value }) => inThousands(value)));
    const values = shapleyValuesOf(paths);
    for (const row of rows) {
      const channel = row["channel"] ?? "";
      expect(fits.markov.get(channel)).toBeCloseTo(Number(row["removal effect"]), 12);
      expect(values.get(channel)).toBeCloseTo(Number(row["Shapley value"]), 12);
      expect(fits.shapley.get(channel)).toBeCloseTo(Number(row["Shapley value"]) / Number(row["ways"]), 12);
    }
  });
});
