import { readFileSync } from "node:fs";
import { REFUSALS } from "@waystitch/collector";
import { REJECT_REASONS } from "@waystitch/protocol";
import { expect, test } from "vitest";

const page = readFileSync(new URL("../../../docs/rejects.md", import.meta.url), "utf8");

/** The rows of the table under a heading, each as its cells without the marks of code. */
function rowsUnder(heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.slice(2, -2).replaceAll("`", "").split(" | "));
}

test("docs/rejects.md lists every reason for which an event is rejected, no other, each with its remedy", () => {
  const documented = rowsUnder("Rejected events").map(([reason, , remedy]) => [reason, remedy]);
  expect(documented).toEqual(Object.entries(REJECT_REASONS));
});

test("docs/rejects.md lists every refusal of a request, no other, each with its status and message", () => {
  const documented = rowsUnder("Refused requests").map(([error, status, message]) => [error, Number(status), message]);
  expect(documented).toEqual(Object.entries(REFUSALS).map(([error, { status, message }]) => [error, status, message]));
});

test("every rejected reason's meaning is said", () => {
  for (const [reason, meaning] of rowsUnder("Rejected events")) expect(meaning?.length, reason).toBeGreaterThan(10);
});
