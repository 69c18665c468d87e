import { describe, expect, it } from "vitest";
import type { JourneyLine, MilestoneStory, SessionStory, StageStory, StoryAnswer, TouchpointStory } from "../page/answers.js";
import { findChanges } from "../page/changed.js";
import { chooseUnit, createFormat } from "../page/format.js";
import { mergeJourneys } from "../page/journeys/merge.js";
import { patternOf } from "../page/patch.js";
import { daysOf, NAMED_RANGES, parseRange, resolveRange, todayIn } from "../page/period/range.js";
import { deriveChapters } from "../page/person/timeline.js";
import { formatRoute, parseRoute, type Route } from "../page/route.js";
import { drawRibbon, drawThread, ribbonWidth } from "../page/seam/thread.js";

const PLAIN: Route = {
  site: "mat-kinh",
  view: "overview",
  person: null,
  stage: null,
  range: "30d",
  compare: true,
  filters: {},
  language: null,
};

describe("The page's addresses", () => {
  it("say the same after reading as before writing, whatever the ids and the words hold", () => {
    const hostile = "a/b%&=?c#dế";
    const routes: Partial<Route>[] = [
      { site: null },
      { site: hostile },
      { view: "people", person: hostile },
      { view: "people", person: "20a-x", stage: "Close", language: "vi" },
      { view: "map", range: "month", filters: { model: "digital", q: hostile } },
      { view: "flows", range: { from: "2026-02-28", to: "2026-03-01" }, compare: false },
      ...NAMED_RANGES.map((range): Partial<Route> => ({ range, filters: { channel: "Paid Social" } })),
    ];
    for (const each of routes) {
      const route = { ...PLAIN, ...each };
      const url = new URL(formatRoute(route), "http://x");
      expect(parseRoute(url.pathname, url.search)).toEqual(route);
    }
  });

  it("mean the overview of the last thirty days where they are none of the page's", () => {
    const strange = "?stage=close&lang=fr&range=ever&from=2026-02-30&to=2026-03-01&compare=yes";
    expect(parseRoute("/sites/%E0%A4%A/elsewhere", strange)).toEqual({ ...PLAIN, site: null });
  });
});

describe("A period", () => {
  it("ends today, in the site's time zone, and counts both of its days", () => {
    expect(todayIn("Asia/Ho_Chi_Minh", Date.parse("2026-11-30T17:30:00Z"))).toBe("2026-12-01");
    expect(resolveRange("7d", "2026-03-02")).toEqual({ from: "2026-02-24", to: "2026-03-02" });
    expect(resolveRange("month", "2026-03-02")).toEqual({ from: "2026-03-01", to: "2026-03-02" });
    expect(resolveRange("last-month", "2024-03-31")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
    expect(daysOf(resolveRange("30d", "2026-03-02"))).toHaveLength(30);
  });

  it("may be days of one's own choice, if there are such days and the first is not the later one", () => {
    const read = (query: string) => parseRange(new URLSearchParams(query));
    expect(read("from=2026-02-01&to=2026-02-01")).toEqual({ from: "2026-02-01", to: "2026-02-01" });
    for (const wrong of ["from=2026-02-02&to=2026-02-01", "from=2026-02-30&to=2026-03-05", "from=x&to=y", "range=8d"])
      expect(read(wrong)).toBe("30d");
  });
});

describe("The page's numbers and times", () => {
  const en = createFormat("en", "Asia/Ho_Chi_Minh");
  const vi = createFormat("vi", "Asia/Ho_Chi_Minh");

  it("write the dong as in Viet Nam in both languages", () => {
    for (const format of [en, vi]) expect(format.money("1290000", "VND").replace(/\s/g, " ")).toBe("1.290.000 ₫");
  });

  it("write other money with its currency, and a currency nobody knows as it is", () => {
    expect(en.money("12.5", "EUR")).toBe("€12.50");
    expect(en.money("12.5", "not money")).toBe("12.5 not money");
  });

  it("tell times in the site's time zone, wherever the reader is", () => {
    expect(en.dayAndTime("2026-11-21T18:30:00Z")).toBe("22 Nov 2026, 01:30");
    expect(createFormat("en", "Nowhere/Land").dayAndTime("2026-11-21T18:30:00Z")).toBe("21 Nov 2026, 18:30");
    expect(vi.dayAndTime("2026-11-21T18:30:00Z")).toContain("01:30");
  });

  it("tell how long ago in the largest unit that fits, and never the future", () => {
    expect([chooseUnit(59_999), chooseUnit(60_000), chooseUnit(0)]).toEqual([
      { unit: "second", value: 59 },
      { unit: "minute", value: 1 },
      { unit: "second", value: 0 },
    ]);
    expect([en.ago(0, 7_200_000), vi.ago(0, 7_200_000), en.ago(9_000, 0)]).toEqual(["2 hr ago", "2 giờ trước", "now"]);
  });

  it("tell no share of nothing", () => expect([en.share(1, 3), en.share(0, 0)]).toEqual(["33%", null]));
});

describe("mergeJourneys", () => {
  const line = (personId: string, minute: number): JourneyLine =>
    // The list only looks at these two.
    ({ personId, lastSeenAt: new Date(minute * 60_000).toISOString() }) as JourneyLine;
  const ids = (lines: readonly JourneyLine[]): string => lines.map(({ personId }) => personId).join("");

  it("keeps whoever was pushed out of the head, in order", () => {
    const known = [line("a", 9), line("b", 8), line("c", 7), line("d", 6)];
    expect(ids(mergeJourneys(known, [line("e", 10), line("a", 9)], false))).toBe("eabcd");
  });

  it("shows nobody twice who moved to the head", () => {
    const known = [line("a", 9), line("b", 8), line("c", 7)];
    expect(ids(mergeJourneys(known, [line("c", 10), line("a", 9)], false))).toBe("cab");
  });

  it("drops whoever should be in the head and is not: they left the stage", () => {
    const known = [line("a", 9), line("b", 8), line("c", 7)];
    expect(ids(mergeJourneys(known, [line("b", 8), line("c", 7)], false))).toBe("bc");
    expect(ids(mergeJourneys(known, [line("b", 8)], true))).toBe("b");
  });
});

describe("findChanges", () => {
  it("finds what is new or different, and nothing at the first look", () => {
    const now = new Map([
      ["a", "1"],
      ["b", "2"],
      ["c", "3"],
    ]);
    expect(findChanges(null, now)).toEqual([]);
    expect(
      findChanges(
        new Map([
          ["a", "1"],
          ["b", "1"],
        ]),
        now,
      ),
    ).toEqual(["b", "c"]);
  });
});

describe("The seam", () => {
  it("is as wide as the share of people, and can be seen when there is anybody", () => {
    expect([ribbonWidth(50, 100, 60), ribbonWidth(1, 1000, 60), ribbonWidth(0, 100, 60), ribbonWidth(0, 0, 60)]).toEqual([30, 4, 0, 0]);
  });

  it("passes through every station, lying and standing", () => {
    const stations = [0, 100, 200].map((x) => ({ x, y: 50, width: 10 }));
    for (const { x } of stations) expect(drawThread(stations)).toContain(`${x} 50`);
    const standing = stations.map(({ x, y, width }) => ({ x: y, y: x, width }));
    for (const { y } of standing) expect(drawThread(standing)).toContain(`50 ${y}`);
    expect(drawRibbon(stations)).toMatch(/^M 0 45 .*200 45 L 200 55 .* 0 55 A 5 5 .* 0 45 Z$/);
    expect([drawThread([]), drawRibbon([])]).toEqual(["", ""]);
  });
});

describe("A person's patch", () => {
  it("is the same for the same id, alike left and right, and mostly another for another", () => {
    expect(patternOf("x")).toEqual(patternOf("x"));
    const cells = new Set(patternOf("abc").map(String));
    for (const [column, row] of patternOf("abc")) expect(cells).toContain(String([4 - column, row]));
    const patterns = new Set(Array.from({ length: 200 }, (_, index) => JSON.stringify(patternOf(`person ${index}`))));
    expect(patterns.size).toBeGreaterThan(190);
  });
});

describe("deriveChapters", () => {
  const at = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 0, minute)).toISOString();
  const evidence = (eventId: string) => ({ visitorId: "v", eventId }) as StageStory["evidence"];
  const session = (sequence: number, from: number, to: number) =>
    ({ sessionId: `s${sequence}`, sequence, startedAt: at(from), endedAt: at(to) }) as SessionStory;
  const stage = (sequence: number, minute: number, name: string, milestone: string, eventId: string) =>
    ({ sequence, stage: name, enteredAt: at(minute), milestone, evidence: evidence(eventId) }) as StageStory;
  const milestone = (sequence: number, minute: number, name: string, eventId: string) =>
    ({ sequence, milestone: name, occurredAt: at(minute), evidence: evidence(eventId) }) as MilestoneStory;
  const touchpoint = (sequence: number, minute: number, kind: string) =>
    ({ sequence, kind, occurredAt: at(minute), evidence: null }) as TouchpointStory;
  const story = (parts: Partial<StoryAnswer>): StoryAnswer =>
    // The timeline looks at nothing else.
    ({ sessions: [], touchpoints: [], milestones: [], stages: [], ...parts }) as unknown as StoryAnswer;
  const tell = (parts: Partial<StoryAnswer>) =>
    deriveChapters(story(parts)).map(({ key, stage: now, happenings }) => [key, now, happenings.map((happening) => happening.key)]);

  it("tells sessions in order with what happened in each, both ends included, and between them what happened elsewhere", () => {
    const chapters = tell({
      sessions: [session(1, 0, 10), session(2, 60, 70)],
      stages: [stage(1, 0, "Attract", "first_touch", "e1"), stage(2, 30, "Delight", "order_delivered", "e3")],
      milestones: [milestone(1, 10, "product_viewed", "e2")],
      touchpoints: [touchpoint(1, 0, "session"), touchpoint(2, 65, "call")],
    });
    expect(chapters).toEqual([
      ["session s1", "Attract", ["stage 1", "milestone 1"]],
      ["stage 2", "Delight", ["stage 2"]],
      ["session s2", "Delight", ["touchpoint 2"]],
    ]);
  });

  it("tells a milestone that moved the person once, with the stage it led to", () => {
    const chapters = deriveChapters(
      story({
        stages: [stage(1, 5, "Close", "order_completed", "e1")],
        milestones: [
          milestone(1, 5, "order_completed", "e1"),
          milestone(2, 5, "order_completed", "e2"),
          milestone(3, 5, "lead_captured", "e1"),
        ],
      }),
    );
    const happenings = chapters.flatMap((chapter) => chapter.happenings);
    expect(happenings.map(({ key }) => key).sort()).toEqual(["milestone 2", "milestone 3", "stage 1"]);
    expect(happenings.find(({ kind }) => kind === "stage")).toMatchObject({ milestone: { sequence: 1 } });
  });

  it("tells a delivery once, by its milestone, and a call by itself", () => {
    const chapters = tell({
      milestones: [milestone(1, 5, "order_delivered", "e1")],
      touchpoints: [
        { ...touchpoint(1, 5, "delivery"), evidence: evidence("e1") },
        { ...touchpoint(2, 6, "call"), evidence: evidence("e2") },
      ],
    });
    expect(chapters.flatMap(([, , happenings]) => happenings)).toEqual(["milestone 1", "touchpoint 2"]);
  });

  it("knows the stage at both ends of a chapter", () => {
    const chapters = deriveChapters(
      story({
        sessions: [session(1, 0, 10), session(2, 20, 30), session(3, 40, 50)],
        stages: [
          stage(1, 0, "Attract", "first_touch", "e1"),
          stage(2, 5, "Convert", "lead_captured", "e2"),
          stage(3, 45, "Close", "cart_added", "e3"),
        ],
      }),
    );
    expect(chapters.map(({ stageBefore, stage: after }) => [stageBefore, after])).toEqual([
      ["Attract", "Convert"],
      ["Convert", "Convert"],
      ["Convert", "Close"],
    ]);
  });

  it("puts what happened in two sessions' common moment into the later one only", () => {
    const chapters = tell({ sessions: [session(1, 0, 10), session(2, 10, 20)], milestones: [milestone(1, 10, "engaged", "e1")] });
    expect(chapters.map(([, , happenings]) => happenings)).toEqual([[], ["milestone 1"]]);
  });
});
