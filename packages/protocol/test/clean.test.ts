import { cleanJson, cleanText, LIMITS } from "@waystitch/protocol";
import { describe, expect, test } from "vitest";

const nested = (levels: number): unknown => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);

describe("what PostgreSQL cannot store is replaced", () => {
  test.each([
    ["a NUL", "a\u0000b", "a\ufffdb"],
    ["a lone high surrogate", "a\ud83d", "a\ufffd"],
    ["a lone low surrogate", "\ude00a", "\ufffda"],
    ["two high surrogates before a low one", "\ud83d\ud83d\ude00", "\ufffd\ud83d\ude00"],
    ["surrogates in the wrong order", "\ude00\ud83d", "\ufffd\ufffd"],
  ])("%s in a text", (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
    expect(() => encodeURIComponent(cleanText(text))).not.toThrow();
  });

  test("a whole emoji and Vietnamese letters stay as they are", () => {
    expect(cleanText("Kính râm 😎 đẹp")).toBe("Kính râm 😎 đẹp");
  });

  test("a NUL or a lone surrogate in a key is replaced as in a value", () => {
    expect(cleanJson({ "a\u0000": 1, "\ud800": { "b\u0000": "c\u0000" } })).toEqual({
      ok: true,
      atMost: expect.any(Number),
      value: { "a\ufffd": 1, "\ufffd": { "b\ufffd": "c\ufffd" } },
    });
  });
});

describe("numbers", () => {
  test.each(["1e400", "-1e400", "1e308", "1e21", "-1e21"])("%s is out of range", (text) => {
    expect(cleanJson(JSON.parse(`{"n":[${text}]}`))).toMatchObject({ ok: false, reason: "number_out_of_range" });
  });

  test("a number just inside the range and one past 2^53 are kept", () => {
    expect(cleanJson([999_999_999_999_999_900_000, 2 ** 53 + 2, -0.5])).toEqual({
      ok: true,
      atMost: expect.any(Number),
      value: [999_999_999_999_999_900_000, 2 ** 53 + 2, -0.5],
    });
  });

  test("a number that would be hundreds of digits behind the point becomes zero", () => {
    expect(cleanJson([5e-324, 1e-20])).toEqual({ ok: true, atMost: expect.any(Number), value: [0, 1e-20] });
  });

  test("what is not a number is out of range", () => {
    expect(cleanJson(Number.NaN)).toMatchObject({ ok: false, reason: "number_out_of_range" });
  });
});

describe("shape", () => {
  test("the deepest allowed nesting passes and one more level does not", () => {
    expect(cleanJson(nested(LIMITS.depth))).toMatchObject({ ok: true });
    expect(cleanJson(nested(LIMITS.depth + 1))).toMatchObject({ ok: false, reason: "event_too_deep" });
  });

  test.each([4_100, 200_000])("JSON nested %i deep is refused without a crash", (levels) => {
    expect(cleanJson(nested(levels))).toMatchObject({ ok: false, reason: "event_too_deep" });
  });

  test("the most allowed values pass and one more does not", () => {
    expect(cleanJson(new Array(LIMITS.values - 1).fill(1))).toMatchObject({ ok: true });
    expect(cleanJson(new Array(LIMITS.values).fill(1))).toMatchObject({ ok: false, reason: "event_too_wide" });
  });

  test("keys that could reach a prototype are left out at every level", () => {
    const cleaned = cleanJson(JSON.parse('{"__proto__":{"admin":true},"a":{"constructor":1,"prototype":2,"__proto__":3,"b":4}}'));
    expect(cleaned).toEqual({ ok: true, atMost: expect.any(Number), value: { a: { b: 4 } } });
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  });

  test("what JSON does not have becomes null, and an undefined field is left out", () => {
    expect(cleanJson({ a: undefined, b: () => 1, c: 10n, d: Symbol("d") })).toEqual({
      ok: true,
      atMost: expect.any(Number),
      value: { b: null, c: null, d: null },
    });
  });

  test("the copy shares nothing with its source", () => {
    const source = { a: [1] };
    const cleaned = cleanJson(source);
    source.a.push(2);
    expect(cleaned).toEqual({ ok: true, atMost: expect.any(Number), value: { a: [1] } });
  });
});
