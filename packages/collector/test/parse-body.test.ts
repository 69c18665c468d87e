import { LIMITS } from "@waystitch/protocol";
import { describe, expect, test } from "vitest";
import { parseBody } from "../src/parse-body.js";

describe("a body", () => {
  test("is opened without its events being judged", () => {
    const text = JSON.stringify({ batch: [1, null], sentAt: "2026-11-22T12:00:00Z", context: { locale: "vi" }, writeKey: "wk" });
    expect(parseBody(text, "batch")).toEqual({
      ok: true,
      body: { events: [1, null], context: { ok: true, value: { locale: "vi" } }, sentAt: Date.UTC(2026, 10, 22, 12), writeKey: "wk" },
    });
  });

  test("may begin with a byte order mark", () => {
    expect(parseBody('\ufeff{"batch":[]}', "batch")).toMatchObject({ ok: true });
  });

  test.each(["", " ", "{", "undefined", "{'batch':[]}", '{"batch":[]}x', "\u0000", "NaN", "<batch/>"])("%j is not JSON", (text) => {
    expect(parseBody(text, "batch")).toEqual({ ok: false, refusal: "body_not_json" });
  });

  test.each(["null", "1", '"batch"', "[]", "{}", '{"batch":{}}', '{"batch":null}', '{"batch":"[]"}', '{"__proto__":{"batch":[]}}'])(
    "%s has no batch",
    (text) => {
      expect(parseBody(text, "batch")).toEqual({ ok: false, refusal: "batch_missing" });
    },
  );

  test("nested 200,000 deep is refused without a crash", () => {
    expect(parseBody(`${"[".repeat(200_000)}${"]".repeat(200_000)}`, "batch")).toEqual({ ok: false, refusal: "batch_missing" });
  });

  test("holds as many events as allowed, and not one more", () => {
    const batch = (events: number) => JSON.stringify({ batch: new Array(events).fill(0) });
    expect(parseBody(batch(LIMITS.batchEvents), "batch")).toMatchObject({ ok: true });
    expect(parseBody(batch(LIMITS.batchEvents + 1), "batch")).toEqual({ ok: false, refusal: "too_many_events" });
  });

  test.each([[1], [""], [null], [{}], [["wk"]]])("has no key in writeKey %j", (writeKey) => {
    expect(parseBody(JSON.stringify({ batch: [], writeKey }), "batch")).toMatchObject({ body: { writeKey: null } });
  });

  test.each([["infinity"], [1], [{}]])("with sentAt %j is taken as one without", (sentAt) => {
    expect(parseBody(JSON.stringify({ batch: [], sentAt }), "batch")).toMatchObject({ body: { sentAt: null } });
  });
});

describe("the context of a batch", () => {
  const contextOf = (context: unknown) => {
    const parsed = parseBody(JSON.stringify({ batch: [], context }), "batch");
    return parsed.ok ? parsed.body.context : undefined;
  };

  test("is empty when it is absent", () => {
    expect(contextOf(undefined)).toEqual({ ok: true, value: {} });
    expect(contextOf(null)).toEqual({ ok: true, value: {} });
  });

  test("that cannot be stored rejects each event instead of the request", () => {
    expect(contextOf([])).toMatchObject({ ok: false, reason: "field_not_object" });
    expect(contextOf({ text: "x".repeat(LIMITS.contextBytes) })).toMatchObject({ ok: false, reason: "event_too_large" });
    expect(parseBody('{"batch":[],"context":{"n":1e400}}', "batch")).toMatchObject({
      body: { context: { reason: "number_out_of_range" } },
    });
  });
});
