import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Consent } from "../src/api.js";
import { followConsentMode } from "../src/more/consent-mode.js";
import { followDialogs } from "../src/more/follow-dialogs.js";

let page: { dataLayer?: unknown[]; __tcfapi?: unknown };
let said: [Consent, object | undefined][];
const say = (consent: Consent, purposes?: object): void => void said.push([consent, purposes]);
const refuse = (): void => {
  vi.stubGlobal("localStorage", { getItem: () => 'denied{"analytics_storage":false}' });
};
const all = (granted: boolean) => ({ analytics_storage: granted ? "granted" : "denied" });

beforeEach(() => {
  said = [];
  page = {};
  vi.stubGlobal("window", page);
  vi.stubGlobal("localStorage", { getItem: () => null });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const PAGES: readonly [of: string, entries: unknown[], says: Consent | undefined][] = [
  ["nothing", [["event", "purchase", {}], { event: "consent" }, "consent", null, ["consent"], ["consent", "update"]], undefined],
  ["nothing of what is measured", [["consent", "update", { ad_storage: "granted" }]], undefined],
  ["another command of consent", [["consent", "declare", all(true)]], undefined],
  ["a default that does not grant", [["consent", "default", all(false)]], "pending"],
  ["a default that grants", [["consent", "default", all(true)]], "granted"],
  [
    "a default that does not grant after one that does",
    [
      ["consent", "default", all(true)],
      ["consent", "default", all(false)],
    ],
    "pending",
  ],
  [
    "a default that grants, but not in some regions",
    [
      ["consent", "default", { ...all(false), region: ["DE"] }],
      ["consent", "default", all(true)],
    ],
    "pending",
  ],
  [
    "the same in another order",
    [
      ["consent", "default", all(true)],
      ["consent", "default", { ...all(false), region: "DE" }],
    ],
    "pending",
  ],
  [
    "a default that grants, in some regions, too",
    [
      ["consent", "default", { ...all(true), region: ["US"] }],
      ["consent", "default", all(true)],
    ],
    "granted",
  ],
  ["a default that grants in some regions only", [["consent", "default", { ...all(true), region: ["US"] }]], undefined],
  [
    "an update that grants",
    [
      ["consent", "default", all(false)],
      ["consent", "update", all(true)],
    ],
    "granted",
  ],
  [
    "an update that grants, and a later default",
    [
      ["consent", "update", all(true)],
      ["consent", "default", all(false)],
    ],
    "granted",
  ],
  [
    "an update that grants, after a default for some regions",
    [
      ["consent", "default", { ...all(false), region: ["DE"] }],
      ["consent", "update", all(true)],
    ],
    "granted",
  ],
  [
    "an update that does not grant",
    [
      ["consent", "default", all(true)],
      ["consent", "update", all(false)],
    ],
    "denied",
  ],
  ["an update that says neither", [["consent", "update", { analytics_storage: undefined }]], "denied"],
  [
    "an update of something else after one that grants",
    [
      ["consent", "update", all(true)],
      ["consent", "update", { ad_storage: "denied" }],
    ],
    "granted",
  ],
];

test.each(PAGES.map(([of, entries, says]) => [of, says, entries] as const))(
  "Of %s, what is said in the end is %s",
  (_, consent, entries) => {
    page.dataLayer = [...entries];
    followConsentMode(say);
    vi.advanceTimersByTime(0);
    expect(said.at(-1)?.[0]).toBe(consent);
  },
);

test("Purposes have Google's names, without the settings of the command, and updates go before defaults", () => {
  page.dataLayer = [
    ["consent", "update", { ad_storage: "granted", region: ["DE"] }],
    ["consent", "default", { analytics_storage: "denied", ad_storage: "denied", ad_user_data: "denied", wait_for_update: 500 }],
    ["consent", "update", { analytics_storage: "granted" }],
  ];
  followConsentMode(say);
  expect(said).toEqual([["granted", { analytics_storage: true, ad_storage: true, ad_user_data: false }]]);
});

test("A default that grants waits for an update as long as the page says", () => {
  page.dataLayer = [["consent", "default", { ...all(true), wait_for_update: 500 }]];
  followConsentMode(say);
  vi.advanceTimersByTime(499);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(said.map(([consent]) => consent)).toEqual(["granted"]);
});

test("What the visitor refused on an earlier page holds until an update grants", () => {
  refuse();
  page.dataLayer = [["consent", "default", all(true)]];
  followConsentMode(say);
  vi.advanceTimersByTime(0);
  page.dataLayer.push(["consent", "update", all(true)]);
  expect(said.map(([consent]) => consent)).toEqual(["pending", "granted"]);
});

test("Defaults of one task are heard together, and of a list that was there only its end", () => {
  page.dataLayer = [
    ["consent", "update", all(true)],
    ["consent", "update", all(false)],
  ];
  followConsentMode(say);
  page.dataLayer = [];
  vi.advanceTimersByTime(200);
  expect(said.map(([consent]) => consent)).toEqual(["denied"]);
  said = [];
  page.dataLayer.push(["consent", "update", all(true)]);
  page.dataLayer.push({ event: "click" });
  expect(said.map(([consent]) => consent)).toEqual(["granted"]);
});

test.each<[tcf: Consent | undefined, google: Consent | undefined, both: Consent | undefined]>([
  ["granted", "granted", "granted"],
  ["granted", "denied", "denied"],
  ["denied", "granted", "denied"],
  ["granted", undefined, undefined],
  [undefined, "granted", undefined],
  [undefined, "denied", "denied"],
])("Where a dialog says %s by TCF and %s by Consent Mode, what holds is %s", (tcf, google, both) => {
  const consents = { 1: tcf === "granted", 8: tcf === "granted" };
  page.__tcfapi = (_: string, __: number, callback: (data: object, success: boolean) => void) =>
    callback(tcf ? { eventStatus: "tcloaded", gdprApplies: true, purpose: { consents } } : {}, true);
  page.dataLayer = google ? [["consent", "update", all(google === "granted")]] : [];
  const options = { writeKey: "wk", collector: "c", tcf: "on", consentMode: "google" } as const;
  followDialogs({ options, tracker: { consent: say }, state: () => ["id", "pending"] } as never);
  expect(said.at(-1)?.[0]).toBe(both);
});
