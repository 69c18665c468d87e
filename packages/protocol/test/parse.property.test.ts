import { cleanJson, EVENT_TYPES, isObject, LIMITS, REJECT_REASONS, utf8Bytes, type ValidateResult } from "@waystitch/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { judged } from "./judged.js";

const anyText = fc.string({ unit: "binary", maxLength: 120 });
const anyNumber = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(1e308, -1e21, 5e-324, Number.POSITIVE_INFINITY));
const anyJson = fc.oneof(fc.anything({ withBigInt: true, withNullPrototype: true, maxDepth: 4 }), anyText, anyNumber);

/** Mostly what belongs in a place, now and then anything at all. */
const mostly = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> => fc.oneof({ weight: 12, arbitrary }, anyText, anyJson);
const id = fc.oneof(fc.uuid(), anyText);
const amount = fc.oneof(anyNumber, anyText, fc.constantFrom("450.000₫", "1,290.50", "12,5"));
/** Fields that are renamed, moved or read as numbers, with what may stand in them. */
const line = mostly(
  fc.record({ item_id: mostly(id), id: mostly(id), item_name: anyText, price: amount, Quantity: amount }, { requiredKeys: [] }),
);
const lines = mostly(fc.array(line, { maxLength: 4 }));
const shaped = fc.record(
  {
    items: lines,
    Items: lines,
    products: lines,
    currencyCode: anyText,
    transaction_id: mostly(id),
    value: amount,
    step: anyNumber,
    purchase: mostly(fc.record({ actionField: mostly(fc.dictionary(anyText, anyJson)), products: lines })),
    ecommerce: mostly(fc.record({ items: lines, ecommerce: anyJson })),
  },
  { requiredKeys: [] },
);
const bag = mostly(
  fc.oneof(fc.dictionary(anyText, fc.oneof(anyText, fc.integer(), anyJson), { maxKeys: 5 }), fc.record({ order_id: id }), shaped),
);
const time = mostly(
  fc.date({ noInvalidDate: true, min: new Date("1990-01-01"), max: new Date("2110-01-01") }).map((date) => date.toISOString()),
);

/** Objects that look enough like an event to get past the first checks. */
const nearlyEvent = fc.record(
  {
    type: mostly(fc.constantFrom<string>(...EVENT_TYPES)),
    messageId: mostly(id),
    anonymousId: mostly(id),
    userId: mostly(id),
    previousId: mostly(id),
    groupId: mostly(id),
    event: mostly(
      fc.constantFrom("Product Added", "Order Completed", "Order Delivered", "add_to_cart", "purchase", "Started Checkout", "share"),
    ),
    name: mostly(anyText),
    properties: bag,
    traits: bag,
    context: bag,
    timestamp: time,
    originalTimestamp: time,
  },
  { requiredKeys: ["type", "messageId"] },
);

function expectStorable(value: unknown, depth: number): number {
  expect(depth).toBeLessThanOrEqual(LIMITS.depth);
  if (typeof value === "string") {
    // It throws on a lone surrogate.
    expect(encodeURIComponent(value)).not.toContain("%00");
    return 1;
  }
  if (typeof value === "number") {
    expect(Math.abs(value)).toBeLessThan(LIMITS.numberMagnitude);
    return 1;
  }
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + expectStorable(item, depth + 1), 1);
  if (!isObject(value)) return 1;
  let values = 1;
  for (const [key, item] of Object.entries(value)) {
    expect(["__proto__", "constructor", "prototype"]).not.toContain(key);
    values += expectStorable(key, depth) + expectStorable(item, depth + 1) - 1;
  }
  return values;
}

function expectBounded(result: ValidateResult): void {
  if (!result.ok) {
    expect(Object.keys(REJECT_REASONS)).toContain(result.reason);
    expect(result.detail.length).toBeLessThanOrEqual(LIMITS.nameLength);
    return;
  }
  const { event } = result;
  expect(EVENT_TYPES).toContain(event.type);
  expect(utf8Bytes(JSON.stringify(event))).toBeLessThanOrEqual(2 * LIMITS.eventBytes);
  expect(expectStorable(event, 0)).toBeLessThanOrEqual(LIMITS.values + 20);
  for (const id of [event.eventId, event.userId, event.previousId, event.groupId])
    expect(id === null || (id.trim() !== "" && id.length <= LIMITS.idLength)).toBe(true);
  expect(event.visitorId.length).toBeLessThanOrEqual(LIMITS.idLength + "@order:".length);
  expect(event.name?.length ?? 0).toBeLessThanOrEqual(LIMITS.nameLength);
}

test("a copy's JSON is never longer than the copy says it is at most", () => {
  const controls = fc.string({ unit: fc.constantFrom("\u001f", "\u0000", "\ud800", "\uffff", "ữ", '"', "\\", "a"), maxLength: 20 });
  fc.assert(
    fc.property(fc.oneof(nearlyEvent, anyJson, fc.dictionary(controls, fc.array(fc.oneof(controls, anyNumber)))), (value) => {
      const cleaned = cleanJson(value);
      if (cleaned.ok) expect(utf8Bytes(JSON.stringify(cleaned.value))).toBeLessThanOrEqual(cleaned.atMost);
    }),
    { numRuns: 3_000 },
  );
});

test("reading an event never throws and never returns more than the bounds, whatever it is given", () => {
  let passed = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 4, arbitrary: nearlyEvent }, anyJson), fc.boolean(), (value, trusted) => {
      const result = judged(value, { trusted });
      expectBounded(result);
      if (result.ok) passed++;
    }),
    { numRuns: 3_000 },
  );
  // A generator whose every event is refused would prove nothing about the accepted ones.
  expect(passed).toBeGreaterThan(50);
}, 60_000);
