import type { SiteProfile } from "@waystitch/store";
import { describe, expect, it } from "vitest";
import { deriveFlow } from "../page/flows/links.js";
import { deriveColumn } from "../page/map/cells.js";
import { diagnose, LEAST } from "../page/overview/diagnose.js";
import { before, parseQuestion } from "../src/reports/parse-question.js";

const ORDER = ["Attract", "Convert", "Close", "Delight"];
const rate = (stage: string, entered: number, went_forward: number) => ({ stage, entered, went_forward, went_back: 0 });

describe("The diagnosis", () => {
  it("names the stage from which the smallest share goes on, and where to", () => {
    expect(diagnose([rate("Attract", 1_000, 200), rate("Convert", 100, 10), rate("Close", 50, 20)], null, ORDER)).toEqual({
      stage: "Convert",
      next: "Close",
      entered: 100,
      share: 0.1,
      shareBefore: null,
      change: "same",
    });
  });

  it("does not take the last stage, which has nowhere to go on to, nor one that too few people came into", () => {
    expect(diagnose([rate("Attract", 1_000, 500), rate("Close", LEAST - 1, 0), rate("Delight", 900, 0)], null, ORDER)?.stage).toBe(
      "Attract",
    );
    expect(diagnose([rate("Attract", LEAST - 1, 0)], null, ORDER)).toBeNull();
  });

  it("calls a share better or worse than before only when chance hardly explains it", () => {
    const changeFrom = (went: number) => diagnose([rate("Attract", 1_000, 100)], [rate("Attract", 1_000, went)], ORDER)?.change;
    // Standard error of the difference is about 1.3 points: 8 % lies within twice of it, 14 % and 7 % do not.
    expect([changeFrom(80), changeFrom(140), changeFrom(70), changeFrom(100)]).toEqual(["same", "worse", "better", "same"]);
    expect(diagnose([rate("Attract", 1_000, 0)], [rate("Attract", 1_000, 0)], ORDER)?.change).toBe("same");
    expect(diagnose([rate("Attract", 1_000, 100)], [rate("Attract", LEAST - 1, 20)], ORDER)?.shareBefore).toBeNull();
  });
});

describe("A flow", () => {
  it("keeps everybody, column by column, and knows which moves lead back", () => {
    const flow = deriveFlow(
      [
        { way: ["Attract"], people: 5 },
        { way: ["Attract", "Close", "Attract"], people: 3 },
        { way: ["Attract", "Close", "Delight"], people: 2 },
      ],
      ORDER,
      5,
    );
    expect(flow.nodes.map(({ step, stage, people }) => [step, stage, people])).toEqual([
      [0, "Attract", 10],
      [1, "Close", 5],
      [2, "Attract", 3],
      [2, "Delight", 2],
    ]);
    expect(flow.links.map(({ from, to, people, isBack }) => [from, to, people, isBack])).toEqual([
      ["Attract", "Close", 5, false],
      ["Close", "Attract", 3, true],
      ["Close", "Delight", 2, false],
    ]);
  });

  it("ends with the last column that there is room for", () => {
    expect(deriveFlow([{ way: ["Attract", "Close", "Delight"], people: 1 }], ORDER, 2).nodes).toHaveLength(2);
  });
});

describe("A stage of the journey map", () => {
  it("has its sessions by channel, its other contacts by kind, and what went wrong apart from what people did", () => {
    const touchpoint = (stage: string, kind: string, channel: string, touchpoints: number) => ({
      stage,
      kind,
      channel,
      touchpoints,
      people: 1,
    });
    const action = (milestone: string, times: number) => ({ stage: "Close", milestone, times, people: 1 });
    const column = deriveColumn(
      {
        touchpoints: [
          touchpoint("Close", "session", "Email", 2),
          touchpoint("Close", "session", "Direct", 5),
          touchpoint("Close", "call", "Offline", 1),
          touchpoint("Close", "call", "Email", 1),
          touchpoint("Attract", "session", "Email", 9),
        ],
        pages: [{ stage: "Close", landing_page: "/", sessions: 3 }],
        actions: [action("cart_added", 4), action("cart_expired", 2), action("satisfied", 3), action("dissatisfied", 1)],
        times: [],
      },
      "Close",
    );
    expect(column).toEqual({
      channels: [
        { name: "Direct", count: 5 },
        { name: "Email", count: 2 },
      ],
      touchpoints: [{ name: "call", count: 2 }],
      pages: [{ name: "/", count: 3 }],
      actions: [
        { name: "cart_added", count: 4 },
        { name: "satisfied", count: 3 },
      ],
      pains: [
        { name: "cart_expired", count: 2 },
        { name: "dissatisfied", count: 1 },
      ],
      satisfied: 3,
      dissatisfied: 1,
      time: null,
    });
  });
});

describe("What a report is asked", () => {
  const site: SiteProfile = { siteId: "shop", name: "Shop", timeZone: "Asia/Ho_Chi_Minh", currency: "VND", domains: [] };
  const now = new Date("2026-11-30T17:30:00Z");

  it("is about the last thirty days of the site unless the address says otherwise", () => {
    expect(parseQuestion({}, site, now)).toEqual({
      question: { siteId: "shop", timeZone: "Asia/Ho_Chi_Minh", period: { from: "2026-11-02", to: "2026-12-01" }, model: "inbound" },
      previous: null,
    });
  });

  it("is compared with as many days that end the day before", () => {
    expect(before({ from: "2026-03-01", to: "2026-03-07" })).toEqual({ from: "2026-02-22", to: "2026-02-28" });
    expect(parseQuestion({ from: "2026-03-01", to: "2026-03-01", compare: "previous", channel: "Email" }, site, now)).toMatchObject({
      question: { period: { from: "2026-03-01", to: "2026-03-01" }, channel: "Email" },
      previous: { from: "2026-02-28", to: "2026-02-28" },
    });
  });

  it("is refused with what to write instead", () => {
    const wrong = [
      { from: "2026-03-01" },
      { from: "2026-02-30", to: "2026-03-01" },
      { from: "2026-03-02", to: "2026-03-01" },
      { from: "1026-03-02", to: "2026-03-01" },
      { from: ["2026-03-01", "2026-03-01"], to: "2026-03-01" },
      { model: "x'; drop table" },
      { model: ["a"] },
      { channel: "x".repeat(101) },
      { compare: "next" },
    ];
    for (const query of wrong) expect({ query, answer: parseQuestion(query, site, now) }).toEqual({ query, answer: expect.any(String) });
  });
});
