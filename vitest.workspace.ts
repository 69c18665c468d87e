import { defineConfig } from "vitest/config";

// Tests read the sources, not the builds: the condition `source` in every package.json says where they are.
const resolve = { conditions: ["source"] };
const ssr = { resolve: { conditions: ["source"], externalConditions: ["source"] } };
const folders = ["packages/*/test", "examples/*/test"];
const files = (suffix: string): string[] => folders.map((folder) => `${folder}/**/*${suffix}.ts`);

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: "unit",
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
