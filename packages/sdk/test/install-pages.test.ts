import { expect, test } from "vitest";
import { STUB } from "../src/stub.js";
import { BLOCKS, PAGES, textOf } from "./install-blocks.js";
import { CALLS, PROJECTS } from "./install-projects.js";
import { COMMANDS, RUNS } from "./install-runs.js";

const RUN = [
  ...Object.keys(RUNS),
  ...Object.values(COMMANDS),
  ...Object.values(CALLS),
  ...Object.values(PROJECTS).flatMap(({ blocks }) => blocks),
];

/** The tags within a text. */
const tagsIn = (text: string): string[] => text.match(/<script[^>]*waystitch\.js[^>]*>/g) ?? [];

test("Every code block of the install pages is run by a test or marked as not run", () => {
  const toRun = BLOCKS.filter(({ notRun }) => !notRun).map(({ key }) => key);
  expect([...RUN].sort()).toEqual(toRun.sort());
});

test("The index has every install page, and says what the mark means", () => {
  const index = textOf("README.md");
  for (const page of PAGES.filter((name) => name !== "README.md")) expect(index).toContain(`](${page})`);
  expect(index).toContain("marked `not-run`");
});

test("Every code block is closed", () => {
  for (const page of PAGES) {
    const fences = textOf(page).match(/^```/gm) ?? [];
    expect([page, fences.length]).toEqual([page, 2 * BLOCKS.filter((block) => block.page === page).length]);
  }
});

test("Wherever the install pages have the stub, it is the script's own", () => {
  const stubs = PAGES.flatMap((page) => textOf(page).match(/!function\(w,n,q,s\).*?\(window,"waystitch",\[\]\)/g) ?? []);
  expect(stubs).toHaveLength(4);
  expect(new Set(stubs)).toEqual(new Set([STUB]));
});

test("Tags in blocks that are not run are the ones that are", () => {
  const run = BLOCKS.filter(({ notRun }) => !notRun).flatMap(({ text }) => tagsIn(text));
  for (const tag of BLOCKS.filter(({ notRun }) => notRun).flatMap(({ text }) => tagsIn(text))) expect(run).toContain(tag);
});
