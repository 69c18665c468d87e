import { expect, test } from "vitest";
import { ConfigurationError, readEnvironment } from "../src/index.js";

function problemsOf(env: Record<string, string>, read: (reader: ReturnType<typeof readEnvironment>) => void): string[] {
  const reader = readEnvironment(env);
  read(reader);
  try {
    reader.finish();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.split("\n");
  }
}

test("all problems of an environment are reported at once, each with what to set", () => {
  const problems = problemsOf({ PORT: "eighty", SIZE: "0" }, (reader) => {
    reader.required("DATABASE_URL", "a PostgreSQL URL");
    reader.integer("PORT", 4100, 0, 65_535);
    reader.integer("SIZE", 10, 1, 100);
    reader.problem("KEY is too short: give it 16 characters.");
  });
  expect(problems).toEqual([
    "DATABASE_URL is not set: set it to a PostgreSQL URL.",
    'PORT is "eighty": set it to a whole number from 0 to 65535.',
    'SIZE is "0": set it to a whole number from 1 to 100.',
    "KEY is too short: give it 16 characters.",
  ]);
});

test("a switch is 1 or 0, and off when nothing is said", () => {
  const reader = readEnvironment({ ON: "1", OFF: "0" });
  expect(["ON", "OFF", "NOT_SET"].map((name) => reader.flag(name))).toEqual([true, false, false]);
  expect(problemsOf({ ON: "yes" }, (flags) => flags.flag("ON"))).toEqual(['ON is "yes": set it to 1 or 0.']);
});

test("a value of blanks counts as none", () => {
  const reader = readEnvironment({ NAME: "  ", HOST: "", PORT: " " });
  expect(reader.optional("NAME")).toBeUndefined();
  expect(reader.text("HOST", "127.0.0.1")).toBe("127.0.0.1");
  expect(reader.integer("PORT", 4100, 0, 65_535)).toBe(4100);
  expect(problemsOf({ KEY: " " }, (keys) => keys.required("KEY", "a key"))).toEqual(["KEY is not set: set it to a key."]);
});

test("values are read without the blanks around them", () => {
  const reader = readEnvironment({ PORT: " 80 ", HOST: " localhost\n" });
  expect(reader.integer("PORT", 1, 0, 65_535)).toBe(80);
  expect(reader.text("HOST", "")).toBe("localhost");
  expect(() => reader.finish()).not.toThrow();
});
