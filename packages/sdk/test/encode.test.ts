import { LIMITS, parseEvent } from "@waystitch/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf, encode } from "../src/encode.js";
import { on } from "../src/signals.js";

/** What was written, and the keys that were not. */
function written(value: object): { value: unknown; lost: string[] } {
  lost = [];
  return { value: JSON.parse(encode(value)), lost };
}

let lost: string[] = [];
on("error", ({ detail }: { detail: string }) => lost.push(detail));

test("Any JSON value is written as it is", () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: "small", maxDepth: 8 }), (value) => {
      const json = JSON.stringify(value);
      expect(JSON.parse(encode({ value: JSON.parse(json) }))).toEqual({ value: JSON.parse(json) });
    }),
  );
});

test("What JSON has no word for is written as JSON.stringify would, large integers as text", () => {
  const value = { a: undefined, b: () => 1, c: Symbol("c"), d: Number.NaN, e: [undefined], f: new Date(0), g: 10n, h: -0 };
  expect(written(value)).toEqual({ value: { d: null, e: [null], f: "1970-01-01T00:00:00.000Z", g: "10", h: 0 }, lost: [] });
});

test("What cannot be read is left out alone", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const circle: Record<string, unknown> = { good: 1 };
  circle["self"] = circle;
  const value = {
    proxy,
    circle,
    get bad() {
      throw new Error("getter");
    },
    text: 'a"b\\c\n\u0001',
  };
  expect(written(value)).toEqual({ value: { circle: { good: 1 }, text: 'a"b\\c\n\u0001' }, lost: ["proxy", "self", "bad"] });
});

test("A toJSON that an old library gives to every object is not obeyed, and one of an object's own is", () => {
  const own = { toJSON: () => ({ amount: 1 }) };
  Object.assign(Object.prototype, { toJSON: () => "spoilt" });
  try {
    expect(encode({ good: { a: 1 }, own, when: new Date(0) })).toBe(
      '{"good":{"a":1},"own":{"amount":1},"when":"1970-01-01T00:00:00.000Z"}',
    );
  } finally {
    Reflect.deleteProperty(Object.prototype, "toJSON");
  }
});

test("The same object twice is no circle", () => {
  const same = { a: 1 };
  expect(written({ x: same, y: same, z: [same, same] }).value).toEqual({ x: same, y: same, z: [same, same] });
});

test("What does not fit is left out, and what comes after it still fits", () => {
  expect(written({ big: "x".repeat(100_000), small: "y" })).toEqual({ value: { small: "y" }, lost: ["big"] });
});

const hostile = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 16, depthIdentifier: "deep" },
    fc.string({ unit: "binary", maxLength: 2000 }),
    fc.double(),
    fc.bigInt(),
    fc.constantFrom(undefined, null, Symbol("s"), new Date(Number.NaN)),
    fc.array(tie("value"), { maxLength: 60, depthIdentifier: "deep" }),
    fc.dictionary(fc.string({ unit: "binary" }), tie("value"), { maxKeys: 60, depthIdentifier: "deep" }),
  ),
}));

test("Whatever a page gives, the event is one the collector takes", () => {
  fc.assert(
    fc.property(hostile.value, (value) => {
      const json = encode({ type: "track", messageId: "m", anonymousId: "v", event: "E", properties: { value } });
      expect(bytesOf(json)).toBeLessThanOrEqual(LIMITS.eventBytes);
      const parsed = parseEvent(JSON.parse(json), { trusted: false });
      // A number may be legal JSON and still too long for the database.
      if (!parsed.ok) expect(parsed.reason).toBe("number_out_of_range");
    }),
    { numRuns: 300 },
  );
});

test("A list that only claims to be endless costs nothing", () => {
  expect(written({ list: new Array(1e9) })).toEqual({ value: { list: [] }, lost: [] });
});

test.each([
  ["a long list", Array.from({ length: 5000 }, () => 1)],
  ["a wide object", Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [index, 1]))],
  ["a wide object deep down", { a: { b: { c: Array.from({ length: 5000 }, () => 1), d: 1 }, e: 1 }, f: 1 }],
])("Of %s, as much is written as the collector takes", (_, value) => {
  const event = { type: "track", messageId: "m", anonymousId: "v", event: "E", properties: { value } };
  const { value: sent, lost } = written(event);
  expect(parseEvent(sent, { trusted: false })).toMatchObject({ ok: true });
  expect(encode(event).length).toBeGreaterThan(LIMITS.values);
  expect(lost.length).toBeGreaterThan(0);
});
