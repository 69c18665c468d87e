import { EVENT, LIMITS, type ParsedEvent, REJECT_REASONS, type RejectReason, SERVER_EVENTS } from "@waystitch/protocol";
import { describe, expect, test } from "vitest";
import { browser, judged, server } from "./judged.js";

const page = { type: "page", messageId: "m1", anonymousId: "v1" };
const track = { ...page, type: "track", event: "Product Added" };

function accepted(value: unknown, sender = browser): ParsedEvent {
  const result = judged(value, sender);
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`);
  return result.event;
}

/** Reasons the collector gives, not the parser; each has its witness there. */
const ELSEWHERE: readonly RejectReason[] = ["timestamp_too_old", "storage_refused", "collector_failed", "erased", "past_retention"];

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

const WITNESSES: readonly (readonly [RejectReason, unknown])[] = [
  ["event_not_object", null],
  ["event_not_object", "page"],
  ["event_not_object", 1],
  ["event_not_object", [page]],
  ["event_not_object", undefined],
  ["event_too_large", { ...page, properties: { text: "x".repeat(LIMITS.eventBytes) } }],
  ["event_too_large", { ...page, properties: { text: "ữ".repeat(LIMITS.eventBytes / 3) } }],
  ["event_too_deep", { ...page, properties: nested(LIMITS.depth) }],
  ["event_too_deep", { ...page, unknown: nested(4_100) }],
  ["event_too_wide", { ...page, properties: { list: new Array(LIMITS.values).fill(0) } }],
  ["number_out_of_range", { ...page, properties: { value: Number.POSITIVE_INFINITY } }],
  ["number_out_of_range", JSON.parse('{"type":"page","messageId":"m1","anonymousId":"v1","properties":{"value":1e400}}')],
  ["type_unknown", { ...page, type: "pageview" }],
  ["type_unknown", { ...page, type: undefined }],
  ["type_unknown", { ...page, type: ["page"] }],
  ["type_unknown", { ...page, type: "toString" }],
  ["message_id_missing", { ...page, messageId: undefined }],
  ["message_id_missing", { ...page, messageId: "" }],
  ["message_id_missing", { ...page, messageId: null }],
  ["id_invalid", { ...page, messageId: "x".repeat(LIMITS.idLength + 1) }],
  ["id_invalid", { ...page, messageId: {} }],
  ["id_invalid", { ...page, messageId: "  " }],
  ["id_invalid", { ...page, anonymousId: true }],
  ["id_invalid", { ...page, anonymousId: "x".repeat(LIMITS.idLength + 1) }],
  ["id_invalid", { ...page, anonymousId: "@user:1" }],
  ["id_invalid", { ...page, userId: ["1"] }],
  ["id_invalid", { ...page, previousId: {} }],
  ["id_invalid", { ...page, groupId: false }],
  ["id_invalid", { ...track, event: EVENT.orderCompleted, properties: { order_id: {} } }],
  ["no_visitor", { ...page, anonymousId: undefined }],
  ["no_visitor", { ...track, anonymousId: "", properties: { order_id: "1001" } }],
  ["name_missing", { ...page, type: "track" }],
  ["name_missing", { ...track, event: "  " }],
  ["name_missing", { ...track, event: 7 }],
  ["name_too_long", { ...track, event: "x".repeat(LIMITS.nameLength + 1) }],
  ["name_too_long", { ...page, name: "x".repeat(LIMITS.nameLength + 1) }],
  ["field_not_object", { ...page, properties: [] }],
  ["field_not_object", { ...page, traits: "none" }],
  ["field_not_object", { ...page, context: 1 }],
  ["timestamp_invalid", { ...page, timestamp: "infinity" }],
  ["timestamp_invalid", { ...page, timestamp: "now" }],
  ["timestamp_invalid", { ...page, originalTimestamp: "12026-01-01T00:00:00Z" }],
  ["timestamp_invalid", { ...page, timestamp: 1_795_348_800_000 }],
  ["order_id_empty", { ...track, event: EVENT.orderCompleted }],
  ["order_id_empty", { ...track, event: EVENT.orderCompleted, properties: { order_id: "" } }],
  ["secret_key_required", { ...page, type: "alias", userId: "u1", previousId: "u2" }],
  ["secret_key_required", { ...track, event: EVENT.orderDelivered, properties: { order_id: "1001" } }],
];

describe("every reason to reject has a witness", () => {
  test.each(WITNESSES.map(([reason, value], index) => ({ reason, value, index })))("$reason, case $index", ({ reason, value }) => {
    expect(judged(value, browser)).toMatchObject({ ok: false, reason });
  });

  test("and no reason is without one", () => {
    const witnessed = new Set<string>([...WITNESSES.map(([reason]) => reason), ...ELSEWHERE]);
    expect([...witnessed].sort()).toEqual(Object.keys(REJECT_REASONS).sort());
  });

  test("the detail of a rejection stays short whatever the event holds", () => {
    for (const [, value] of WITNESSES) {
      const result = judged(value, browser);
      expect(result.ok ? 0 : result.detail.length).toBeLessThanOrEqual(200);
    }
    const long = judged({ ...page, type: "x".repeat(20_000) }, browser);
    expect(long.ok ? 0 : long.detail.length).toBeLessThanOrEqual(200);
  });
});

describe("a valid event", () => {
  test("keeps what it says under its stored names", () => {
    const event = accepted({
      ...track,
      userId: "u1",
      properties: { product_id: "k1", price: 450_000 },
      context: { locale: "vi-VN" },
      originalTimestamp: "2026-11-22T12:00:00Z",
      timestamp: "2026-11-22T13:00:00Z",
      unknown: "left out",
    });
    expect(event).toEqual({
      type: "track",
      eventId: "m1",
      anonymousId: "v1",
      visitorId: "v1",
      userId: "u1",
      previousId: null,
      groupId: null,
      name: "Product Added",
      properties: { product_id: "k1", price: 450_000 },
      context: { locale: "vi-VN" },
      clientTime: Date.UTC(2026, 10, 22, 12),
    });
  });

  test("of identify and group carries its traits", () => {
    for (const type of ["identify", "group"])
      expect(accepted({ ...page, type, traits: { plan: "gold" }, properties: { not: "these" } }).properties).toEqual({ plan: "gold" });
  });

  test("may give an id as a number", () => {
    expect(accepted({ ...page, messageId: 7, anonymousId: 8, userId: 9 })).toMatchObject({ eventId: "7", visitorId: "8", userId: "9" });
  });

  test("has its name trimmed, and a page needs none", () => {
    expect(accepted({ ...track, event: "  Product Added " }).name).toBe("Product Added");
    expect(accepted(page).name).toBeNull();
    expect(accepted({ ...page, name: "Trang chủ" }).name).toBe("Trang chủ");
  });

  test("that is a page may be named as an order's event is", () => {
    expect(accepted({ ...page, name: "Order Completed" }).name).toBe("Order Completed");
  });

  test("without a browser belongs to its user, and from a server to its order", () => {
    expect(accepted({ ...page, anonymousId: undefined, userId: "u1" }).visitorId).toBe("@user:u1");
    const shipped = { ...track, anonymousId: null, event: EVENT.orderShipped, properties: { order_id: "1001" } };
    expect(accepted(shipped, server).visitorId).toBe("@order:1001");
  });

  test("takes the batch's context under its own", () => {
    const result = judged({ ...page, context: { locale: "vi-VN" } }, browser, { locale: "en", library: { name: "x" } });
    expect(result).toMatchObject({ event: { context: { locale: "vi-VN", library: { name: "x" } } } });
  });

  test("may be what only servers may say when a server says it", () => {
    for (const event of SERVER_EVENTS) expect(accepted({ ...track, event, properties: { order_id: "1" } }, server).name).toBe(event);
    expect(accepted({ ...page, type: "alias", userId: "u1", previousId: "u2" }, server)).toMatchObject({ userId: "u1", previousId: "u2" });
  });

  test("may be as large as the bound", () => {
    const frame = JSON.stringify({ ...page, properties: { text: "" } }).length;
    expect(accepted({ ...page, properties: { text: "x".repeat(LIMITS.eventBytes - frame) } }).properties["text"]).toHaveLength(
      LIMITS.eventBytes - frame,
    );
  });
});
