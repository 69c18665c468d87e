import { partOf, type Rejection } from "@waystitch/protocol";
import { describe, expect, test } from "vitest";
import { buildRejectedRow } from "../src/steps/build-rejected-row.js";
import { browser, hash, noon } from "./received.js";

describe("a rejected event", () => {
  const rejection: Rejection = { ok: false, reason: "type_unknown", detail: 'type "lan@shop.vn"' };
  const rejected = (raw: unknown, received = browser) => buildRejectedRow(raw, rejection, received, hash);

  test("is kept scrubbed, with the sender's id of it", () => {
    const row = rejected({ messageId: "m9", type: "nope", traits: { email: "lan@shop.vn" }, note: "lan@shop.vn", writeKey: "wk_1" });
    expect(row).toMatchObject({ reason: "type_unknown", detail: 'type "[removed]"', message_id: "m9", site_id: "demo", trusted: false });
    expect(row.payload).toBe('{"messageId":"m9","type":"nope","traits":{},"note":"[removed]"}');
    expect(row.part).toBe(partOf("demo", row.rejected_id));
  });

  test("has the same id each time it comes, and another when it differs in what was removed", () => {
    const first = rejected({ email: "lan@shop.vn" });
    expect(rejected({ email: "lan@shop.vn" }, { ...browser, receivedAt: noon + 1 }).rejected_id).toBe(first.rejected_id);
    const other = rejected({ email: "minh@shop.vn" });
    expect(other.payload).toBe(first.payload);
    expect(other.rejected_id).not.toBe(first.rejected_id);
  });

  test.each([
    ["deep", JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)],
    ["deep in objects", JSON.parse(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`)],
    ["wide", new Array(100_000).fill("x")],
    ["long", "x".repeat(400_000)],
    ["long in its keys", { ["k".repeat(400_000)]: 1 }],
    ["full of what PostgreSQL refuses", "\u0000\ud800".repeat(10_000)],
    ["beyond numbers", JSON.parse("[1e400,-1e400]")],
    ["reaching for a prototype", JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":1}}')],
    ["nothing", undefined],
  ])("that is %s is kept in a bounded payload", (_, raw) => {
    const { payload, detail, rejected_id } = rejected(raw);
    expect(payload.length).toBeLessThanOrEqual(8_000);
    expect(() => encodeURIComponent(payload)).not.toThrow();
    expect(payload).not.toContain("\u0000");
    expect(detail.length).toBeLessThanOrEqual(300);
    expect(rejected_id).toHaveLength(43);
  });

  test("holds no half of an address where it was cut", () => {
    for (let length = 7_960; length < 8_020; length++) {
      const { payload } = rejected({ text: `${"x ".repeat(length / 2)}${length % 2 ? " " : ""}lan@shop.vn` });
      expect(payload).not.toMatch(/lan/);
    }
  });
});
