import type { KnownKey } from "@waystitch/store";
import { describe, expect, test } from "vitest";
import { createHang } from "../src/hang.js";
import { createKeyLookup, parseBasicAuth } from "../src/keys.js";

const demo: KnownKey = { siteId: "demo", kind: "write", keyHash: "h", origins: [], eventsPerSecond: null, keepsContacts: false };

function lookup(answer: (key: string) => Promise<KnownKey | null>) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const errors: unknown[] = [];
  const now = () => clock.now;
  const lookUp = createKeyLookup({
    loadKey: (key) => {
      asked.push(key);
      return answer(key);
    },
    hang: createHang(2, now),
    now,
    onError: (error) => void errors.push(error),
  });
  return { lookUp, asked, clock, errors };
}

describe("a key", () => {
  test("is asked for once and believed for 30 seconds", async () => {
    const { lookUp, asked, clock } = lookup(async () => demo);
    expect(await lookUp("wk")).toEqual({ known: demo });
    clock.now = 29_999;
    expect(await lookUp("wk")).toEqual({ known: demo });
    expect(asked).toEqual(["wk"]);
    clock.now = 30_000;
    await lookUp("wk");
    expect(asked).toEqual(["wk", "wk"]);
  });

  test("that is unknown is remembered too", async () => {
    const { lookUp, asked } = lookup(async () => null);
    expect(await lookUp("no")).toEqual({ refusal: "key_unknown" });
    expect(await lookUp("no")).toEqual({ refusal: "key_unknown" });
    expect(asked).toEqual(["no"]);
  });

  test("that many requests bring at once is asked for once", async () => {
    const { lookUp, asked } = lookup(async () => demo);
    await Promise.all(Array.from({ length: 50 }, () => lookUp("wk")));
    expect(asked).toEqual(["wk"]);
  });

  test("that could not be looked up is not remembered as unknown", async () => {
    let isDown = true;
    const { lookUp, errors } = lookup(async () => {
      if (isDown) throw new Error("connection refused");
      return demo;
    });
    expect(await lookUp("wk")).toEqual({ refusal: "database_unavailable" });
    isDown = false;
    expect(await lookUp("wk")).toEqual({ known: demo });
    expect(errors).toHaveLength(1);
  });

  test("is asked for by two while the database hangs; others are turned away at once, until one is answered", async () => {
    const pending: { fail: () => void; answer: () => void }[] = [];
    const { lookUp, clock } = lookup(
      () => new Promise((resolve, reject) => pending.push({ fail: () => reject(new Error("no answer")), answer: () => resolve(demo) })),
    );
    const first = lookUp("wk");
    clock.now = 2_000;
    pending[0]?.fail();
    expect(await first).toEqual({ refusal: "database_unavailable" });
    const trials = [lookUp("wk"), lookUp("other")];
    for (const key of ["wk", "other", "third"]) expect(await lookUp(key)).toEqual({ refusal: "database_unavailable" });
    expect(pending).toHaveLength(3);
    pending[1]?.answer();
    expect(await trials[0]).toEqual({ known: demo });
    const third = lookUp("third");
    for (const { answer } of pending) answer();
    expect(await Promise.all([trials[1], third])).toEqual([{ known: demo }, { known: demo }]);
  });

  test("longer than any is unknown without asking", async () => {
    const { lookUp, asked } = lookup(async () => demo);
    expect(await lookUp("k".repeat(201))).toEqual({ refusal: "key_unknown" });
    expect(asked).toEqual([]);
  });

  test("is turned away when a hundred others wait for the database, and a remembered one is not", async () => {
    const pending: (() => void)[] = [];
    const { lookUp } = lookup((key) =>
      key === "known" ? Promise.resolve(demo) : new Promise((resolve) => pending.push(() => resolve(null))),
    );
    await lookUp("known");
    const waiting = Array.from({ length: 100 }, (_, i) => lookUp(`made-up-${i}`));
    expect(await lookUp("one more")).toEqual({ refusal: "busy" });
    expect(await lookUp("known")).toEqual({ known: demo });
    for (const resolve of pending) resolve();
    expect(await Promise.all(waiting)).toHaveLength(100);
  });
});

describe("HTTP Basic auth", () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
  test.each([
    [basic("wk_1:"), "wk_1"],
    [basic("wk_1:ignored"), "wk_1"],
    [basic("wk_1"), "wk_1"],
    [`basic   ${Buffer.from("wk_1:").toString("base64")}`, "wk_1"],
    [basic(":"), null],
    [basic(""), null],
    ["Bearer wk_1", null],
    ["Basic", null],
    ["Basic ?", null],
    [basic("k".repeat(1_000)), null],
    [undefined, null],
  ])("%s names %s", (header, key) => {
    expect(parseBasicAuth(header)).toBe(key);
  });
});
