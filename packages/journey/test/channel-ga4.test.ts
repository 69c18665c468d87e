import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Arrival, arrivalOf, CHANNEL_LABELS, CHANNELS, classifyChannel, type Fact, visitOf } from "../src/index.js";
import { PACKS } from "../src/sources/lists.js";
import { CLICKS, SHARES } from "../src/sources/parameters.js";
import { GA4_SOURCES, ga4ChannelOf, type Tags } from "./ga4.js";
import { hostsLike } from "./patterns.js";
import { BLANK, SHOP } from "./story.js";

const rows = readFileSync(new URL("../../../docs/channels.md", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) =>
    line
      .replaceAll("`", "")
      .split(" | ")
      .map((cell) => cell.replace(/^\| | \|$/g, "")),
  );

/** Deviations of the table: which visits each explains. */
const TABLE_DEVIATIONS: Readonly<Record<string, (tags: Tags) => boolean>> = {
  "no-source": (tags) => ["", "direct", "(direct)"].includes(tags.source) && classifyChannel(tags) === "Direct",
  "web-mail": (tags) => visitOf(tags).list === "mail",
  "ai-assistants": (tags) => visitOf(tags).list === "assistants" || tags.medium === "ai-assistant",
  "payment-gateways": (tags) => visitOf(tags).list === "payment" && GA4_SOURCES.includes(tags.source),
  "wider-lists": (tags) =>
    ["search", "social", "video", "shopping"].includes(visitOf(tags).list ?? "") && !GA4_SOURCES.includes(tags.source),
  affiliates: ({ medium }) => medium === "affiliates",
};

const arrive = (path: string, more: Partial<Fact> = {}): Arrival =>
  arrivalOf({ ...BLANK, type: "page", pageUrl: `https://shop.example${path}`, ...more }, SHOP);
const channelOf = (path: string, more: Partial<Fact> = {}): string => classifyChannel(arrive(path, more));

/** Deviations outside the table: what happens here, and would not with GA4. */
const OTHER_DEVIATIONS: Readonly<Record<string, () => void>> = {
  names: () => {
    expect(Object.keys(CHANNEL_LABELS)).toEqual(expect.arrayContaining(["AI Assistants", "Mobile Push"]));
  },
  "source-is-host": () => {
    expect(arrive("/", { referrer: "https://www.google.com.vn/" })).toMatchObject({ source: "google.com.vn", medium: "organic" });
  },
  "no-ad-network": () => {
    expect(channelOf("/?gclid=1")).toBe("Paid Search");
  },
  "campaign-over-click-id": () => {
    expect(arrive("/?gclid=1&utm_source=dai-ly&utm_medium=email&utm_campaign=he")).toMatchObject({
      source: "dai-ly",
      medium: "email",
      campaign: "he",
    });
  },
  "other-click-ids": () => {
    expect(channelOf("/?ttclid=1")).toBe("Paid Social");
  },
  "share-markers": () => {
    expect(channelOf("/?fbclid=1")).toBe("Organic Social");
  },
  "in-app-browsers": () => {
    expect(channelOf("/", { browser: "Zalo 24" })).toBe("Organic Social");
  },
  "sign-in-pages": () => {
    expect(channelOf("/", { referrer: "https://accounts.google.com/" })).toBe("Direct");
  },
};

/** Every medium that a line names, and some that none does. */
const MEDIA = [
  ["", "(none)", "(not set)", "tay", "ai-assistant", "organic", "referral", "app", "link", "video-ngan", "audio", "sms"],
  ["cpc", "ppc", "paid_social", "retargeting", "cpm", "display", "banner", "expandable", "interstitial"],
  ["social", "social-network", "social-media", "sm", "social network", "social media", "affiliate", "affiliates"],
  ["email", "e-mail", "e_mail", "e mail", "web-push", "pushed", "mobile-app", "app-notification"],
].flat();
const SOURCES = ["", "(direct)", "direct", "email", "sms", "firebase", "newsletter", "notgoogle.com", "mail.congty.vn"];

function visits(): Tags[] {
  const known = Object.values(PACKS).flatMap((lists) => Object.values(lists).flatMap((patterns) => patterns.flatMap(hostsLike)));
  const sources = [...new Set([...SOURCES, ...GA4_SOURCES, ...known])];
  return sources.flatMap((source) =>
    MEDIA.flatMap((medium) =>
      ["", "tet", "eshop", "shopping-he", "workshop", "sale-cross-network"].map((campaign) => ({ source, medium, campaign })),
    ),
  );
}

describe("the table, beside GA4's", () => {
  const differing = visits().filter((tags) => classifyChannel(tags) !== ga4ChannelOf(tags));
  const explanationsOf = (tags: Tags): string[] => Object.keys(TABLE_DEVIATIONS).filter((id) => TABLE_DEVIATIONS[id]?.(tags));

  it("gives the same channel to every visit that no listed deviation explains", () => {
    expect(differing.filter((tags) => explanationsOf(tags).length === 0)).toEqual([]);
  });

  it("differs by each listed deviation, which no other explains", () => {
    const alone = new Set(differing.map(explanationsOf).flatMap(([id, other]) => (id !== undefined && other === undefined ? [id] : [])));
    expect([...alone].sort()).toEqual(Object.keys(TABLE_DEVIATIONS).sort());
  });

  it.each(Object.entries(OTHER_DEVIATIONS))("stands beside the deviation %s", (_, witness) => {
    witness();
  });
});

describe("docs/channels.md", () => {
  it("describes every line of the table, in its order and with its labels, and no other", () => {
    const described = rows.filter((row) => row.length === 4 && CHANNEL_LABELS[row[1] as keyof typeof CHANNEL_LABELS] !== undefined);
    expect(described.map((row) => row.slice(0, 3))).toEqual(CHANNELS.map(({ id, channel }) => [id, channel, CHANNEL_LABELS[channel].vi]));
  });

  it("lists every deviation from GA4 and no other", () => {
    const deviations = rows.filter((row) => row.length === 3 && !/^\w+$/.test(row[2] ?? "")).map(([id]) => id);
    expect(deviations.sort()).toEqual([...Object.keys(TABLE_DEVIATIONS), ...Object.keys(OTHER_DEVIATIONS)].sort());
  });

  it("lists every click id and share marker, the strongest first, and no other", () => {
    expect(rows.filter(([, , , paid]) => paid === "yes" || paid === "no")).toEqual(
      CLICKS.map(({ id, source, medium, isPaid }) => [id, source, medium, isPaid ? "yes" : "no"]),
    );
    expect(rows.filter((row) => row.length === 3 && /^\w+$/.test(row[2] ?? ""))).toEqual(
      SHARES.map(({ id, source, medium }) => [id, source, medium]),
    );
  });

  it("names the lists' files", () => {
    const files = rows.filter(([name]) => name?.endsWith(".json")).map(([name]) => name?.replace(".json", ""));
    expect(files.sort()).toEqual([...Object.keys(PACKS), "click-ids"].sort());
  });
});
