import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// Tests read the sources, not the builds: the condition `source` in every package.json says where they are.
const resolve = { conditions: ["source"] };
const ssr = { resolve: { conditions: ["source"], externalConditions: ["source"] } };
const folders = ["packages/*/test", "examples/*/test"];
const files = (suffix: string): string[] => folders.map((folder) => `${folder}/**/*${suffix}.ts`);

/** Files that take minutes, the longest first: begun last, one of them would run on alone. The others keep vitest's order. */
const LONGEST = [
  "sdk-loss.e2e",
  "commerce-pages.e2e",
  "pages.e2e",
  "more-debug.e2e",
  "more-links.e2e",
  "up.int",
  "embedded-postgres.int",
  "operate.int",
  "workers.int",
  "export.int",
  "demo-seed.int",
  "curated.int",
  "laws",
  "fold-laws",
  "explain-laws",
  "models-laws",
].map((name) => `/${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return rank === -1 ? LONGEST.length : rank;
    };
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}

/** Files of a worker share what they import: loading it takes longer than most tests. */
const isolate = false;

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: "unit",
          isolate,
          include: files(".test"),
          exclude: [...files(".int.test"), ...files(".e2e.test")],
          // Properties with many runs, on a busy machine.
          testTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "int",
          isolate,
          include: files(".int.test"),
          globalSetup: "packages/testbed/src/vitest-setup.ts",
          // Some start and kill many processes, on a busy machine.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "e2e",
          isolate,
          include: files(".e2e.test"),
          expect: { poll: { timeout: 15_000 } },
          globalSetup: "packages/testbed/src/vitest-setup.ts",
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // Most of their time is waiting, for a browser or a timer.
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
