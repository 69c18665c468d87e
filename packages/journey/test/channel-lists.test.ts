import { describe, expect, it } from "vitest";
import { arrivalOf, classifyChannel } from "../src/index.js";
import clickIds from "../src/sources/data/click-ids.json" with { type: "json" };
import ga4 from "../src/sources/data/ga4.json" with { type: "json" };
import matomo from "../src/sources/data/matomo.json" with { type: "json" };
import vietnam from "../src/sources/data/vietnam.json" with { type: "json" };
import world from "../src/sources/data/world.json" with { type: "json" };
import { listOf, PACKS, type SourceList } from "../src/sources/lists.js";
import { hostsLike } from "./patterns.js";
import { BLANK, SHOP } from "./story.js";

/** The channel of a visit without a medium of its own; a visit that nothing brought is Direct. */
const CHANNEL_OF: Readonly<Record<SourceList, string>> = {
  search: "Organic Search",
  social: "Organic Social",
  video: "Organic Video",
  shopping: "Organic Shopping",
  assistants: "AI Assistants",
  mail: "Email",
  payment: "Direct",
  signIn: "Direct",
};

const entries = Object.entries(PACKS).flatMap(([pack, lists]) =>
  Object.entries(lists).flatMap(([list, patterns]) => patterns.map((pattern) => ({ pack, list: list as SourceList, pattern }))),
);

const channelFrom = (referrer: string): string =>
  classifyChannel(arrivalOf({ ...BLANK, type: "page", pageUrl: "https://shop.example/", referrer }, SHOP));

/** A name in a campaign parameter, not a host. */
const isName = (pattern: string): boolean => !pattern.includes(".");

describe("the lists of sources", () => {
  it.each(Object.entries(PACKS))("know each entry of %s as what its list says", (_, lists) => {
    const wrong = Object.entries(lists).flatMap(([list, patterns]) =>
      patterns.flatMap((pattern) => hostsLike(pattern).filter((host) => listOf(host) !== list)),
    );
    expect(wrong).toEqual([]);
  });

  it("give a referring host of each entry the channel of its list", () => {
    const wrong = entries
      .filter(({ pattern }) => !isName(pattern))
      .flatMap(({ list, pattern }) => hostsLike(pattern).filter((host) => channelFrom(`https://${host}/`) !== CHANNEL_OF[list]));
    expect(wrong).toEqual([]);
  });

  it("give a campaign source of each entry that is a name the channel of its list", () => {
    const wrong = entries
      .filter(({ pattern }) => isName(pattern))
      .filter(({ list, pattern }) => classifyChannel({ source: pattern.toUpperCase(), medium: null, campaign: null }) !== CHANNEL_OF[list]);
    expect(wrong).toEqual([]);
  });

  it("say each thing once, in lower case, and in order", () => {
    const patterns = entries.map(({ pattern }) => pattern);
    expect(patterns.filter((pattern, index) => patterns.indexOf(pattern) !== index)).toEqual([]);
    expect(patterns.filter((pattern) => pattern !== pattern.toLowerCase().trim())).toEqual([]);
    for (const lists of Object.values(PACKS)) {
      for (const list of Object.values(lists)) expect(list).toEqual([...list].sort());
    }
  });

  it("say where they come from and when", () => {
    for (const { provenance } of [ga4, matomo, world, vietnam, clickIds, world.inAppBrowsers]) {
      expect(provenance.of).not.toBe("");
      expect(provenance.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
    expect(matomo.provenance).toMatchObject({ licence: "CC0-1.0", commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
  });

  it("know Google's table whole", () => {
    const names = [ga4.sources, ga4.elsewhere].flatMap((lists) => Object.values(lists).flat());
    expect(new Set(names).size).toBe(819);
    expect(names.filter((name) => listOf(name) === null)).toEqual([]);
  });
});

describe("an entry with a star", () => {
  it("means subdomains when it stands first, and every country when it stands last", () => {
    expect(["zalo.me", "oa.zalo.me", "a.b.zalo.me"].map(listOf)).toEqual(["social", "social", "social"]);
    expect(["google.com", "google.com.vn", "google.vn", "google.co.uk"].map(listOf)).toEqual(["search", "search", "search", "search"]);
    expect(["shopee.vn", "s.shopee.vn", "shopee.co.id"].map(listOf)).toEqual(["shopping", "shopping", "shopping"]);
  });

  it("means neither a longer name, nor a shorter one, nor another domain", () => {
    const hosts = ["xzalo.me", "me", "zalo.me.evil.example", "google.evil", "google.info.vn", "docs.google.com", "google.com.evil.example"];
    expect(hosts.map(listOf)).toEqual(hosts.map(() => null));
  });

  it("yields to a more exact entry", () => {
    expect(["gemini.google.com", "accounts.google.com.vn", "mail.yahoo.com", "oauth.zaloapp.com", "shop.tiktok.com"].map(listOf)).toEqual([
      "assistants",
      "signIn",
      "mail",
      "signIn",
      "shopping",
    ]);
  });
});
