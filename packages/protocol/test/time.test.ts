import { correctClock, LIMITS, parseTime } from "@waystitch/protocol";
import { describe, expect, test } from "vitest";

const noon = Date.UTC(2026, 10, 22, 12);

describe("parseTime", () => {
  test.each([
    "2026-11-22T12:00:00.000Z",
    "2026-11-22T12:00:00Z",
    "2026-11-22T12:00Z",
    "2026-11-22T12:00:00",
    "2026-11-22 12:00:00Z",
    "2026-11-22T19:00:00+07:00",
    "2026-11-22T19:00:00.000+0700",
    "2026-11-22T12:00:00.000000000Z",
  ])("%s is noon", (text) => {
    expect(parseTime(text)).toBe(noon);
  });

  test("a date alone is its midnight in UTC", () => {
    expect(parseTime("2026-11-22")).toBe(Date.UTC(2026, 10, 22));
  });

  test("the first and the last year pass", () => {
    expect(parseTime("2000-01-01T00:00:00Z")).toBe(Date.UTC(2000, 0, 1));
    expect(parseTime("2100-12-31T23:59:59Z")).toBe(Date.UTC(2100, 11, 31, 23, 59, 59));
  });

  test.each([
    "infinity",
    "-infinity",
    "now",
    "today",
    "tomorrow",
    "allballs",
    "epoch",
    "12026-01-01T00:00:00Z",
    "+012026-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "1999-12-31T23:59:59Z",
    "1970-01-01T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-22T25:00:00Z",
    "2026-11-22T12:00:00+99:99",
    "22/11/2026",
    "Sun, 22 Nov 2026 12:00:00 GMT",
    "2026-11-22T12:00:00Z\u0000",
    "",
    " ",
    1_795_348_800_000,
    null,
    undefined,
    {},
    ["2026-11-22"],
  ])("%j is refused", (value) => {
    expect(parseTime(value)).toBeNull();
  });
});

describe("correctClock", () => {
  const minute = 60_000;
  const day = 24 * 60 * minute;

  test("an event without a time happened when it was received", () => {
    expect(correctClock({ received: noon, sent: noon - day, original: null })).toBe(noon);
  });

  test("with a right clock, the client's time stands", () => {
    expect(correctClock({ received: noon, sent: noon - 200, original: noon - day })).toBe(noon - day);
  });

  test("a client clock that runs ahead is set back by as much", () => {
    expect(correctClock({ received: noon, sent: noon + 3 * minute, original: noon + 2 * minute })).toBe(noon - minute);
  });

  test("a client clock that lags by more than a slow network explains is set forward", () => {
    expect(correctClock({ received: noon, sent: noon - day, original: noon - day - minute })).toBe(noon - minute);
  });

  test("a lag within the tolerance is believed, so that a redelivery keeps its time", () => {
    const original = noon - 10 * minute;
    const first = correctClock({ received: noon, sent: noon - 50, original });
    const again = correctClock({ received: noon + LIMITS.clockToleranceMs - 50, sent: noon - 50, original });
    expect(again).toBe(first);
  });

  test("without sentAt the client's time stands", () => {
    expect(correctClock({ received: noon, sent: null, original: noon - minute })).toBe(noon - minute);
  });

  test("nothing happens later than it was received", () => {
    expect(correctClock({ received: noon, sent: noon, original: noon + day })).toBe(noon);
    expect(correctClock({ received: noon, sent: null, original: noon + 1 })).toBe(noon);
  });
});
