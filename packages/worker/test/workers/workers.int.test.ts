import { createTestDatabase } from "@waystitch/testbed";
import { describe, expect, test } from "vitest";
import { mergeOpposites } from "./opposite-merges.js";
import { runHistories } from "./run-histories.js";

describe("derived tables are those of a rebuild, to the byte, when workers are killed while 70 random histories arrive, with", () => {
  test.each([
    ["one worker", { seed: 101, processes: 1, loops: 1, kills: 2 }],
    ["two workers", { seed: 102, processes: 2, loops: 1, kills: 3 }],
    ["eight workers", { seed: 103, processes: 2, loops: 4, kills: 3 }],
  ])("%s", async (_, settings) => {
    const database = await createTestDatabase();
    try {
      const { comparison, broken, hot } = await runHistories(database, { ...settings, histories: 70 });
      expect(comparison).toMatchObject({ changed: 0, moves: [] });
      expect(comparison.personsNow).toBeGreaterThan(70);
      expect(comparison.checksumNow).toBe(comparison.checksumBefore);
      expect(broken).toEqual([]);
      expect(hot).toEqual(["kiosk"]);
    } finally {
      await database.drop();
    }
  });
});

test("two people who become one at the same moment, each by an event of their own, become one, 200 times", async () => {
  const database = await createTestDatabase();
  try {
    expect(await mergeOpposites(database, 200)).toEqual({ persons: 200, aliases: 200, broken: [] });
  } finally {
    await database.drop();
  }
});
