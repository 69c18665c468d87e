import { readFileSync } from "node:fs";
import { REJECT_REASONS } from "@waystitch/protocol";
import { describe, expect, it } from "vitest";
import { REASONS } from "../page/quality/reason-words.js";
import { isOwnHost } from "../page/setup/own-host.js";
import { PLATFORMS } from "../page/setup/platform-list.js";
import { explainSilence, markPage, parsePage } from "../page/setup/silence.js";
import { tagOf } from "../page/setup/tag.js";
import { readArrivals } from "../page/setup/use-check.js";

const docs = (file: string): string => readFileSync(new URL(`../../../docs/${file}`, import.meta.url), "utf8");

describe("The reasons of the page Data quality", () => {
  const [rejected = ""] = docs("rejects.md").split("## Refused requests");

  it("are those of the catalogue, in both languages, and mean what docs/rejects.md says", () => {
    const told = Object.fromEntries(
      [...rejected.matchAll(/^\| `(\w+)` \| (.+?) \| /gm)].map(([, reason, meaning]) => [
        reason,
        meaning?.replaceAll("`", "").replace(/\[(\w+)\]\([\w.#]+\)/g, "$1"),
      ]),
    );
    expect(REASONS.en.meanings).toEqual(told);
    for (const names of [REASONS.vi.meanings, REASONS.vi.remedies, REASONS.en.remedies])
      expect(Object.keys(names)).toEqual(Object.keys(REJECT_REASONS));
  });
});

describe("The platforms of the page Set-up", () => {
  it("are those of docs/install/README.md, with its places", () => {
    const told = [...docs("install/README.md").matchAll(/^\| \[(.+?)\]\((\w+)\.md\) \| (.+?) \|$/gm)].map(([, name, guide, place]) => [
      name?.replace("plain ", ""),
      guide,
      place?.replaceAll("`", ""),
    ]);
    expect(PLATFORMS.map(({ name, guide, place }) => [name, guide, place.en])).toEqual(told);
  });
});

describe("The script tag", () => {
  const pinned = { path: "/waystitch.0123456789ab.js", integrity: "sha384-x" };

  it("is the one of docs/install/html.md", () => {
    const tag = tagOf({ collectorUrl: null, pinned: null }, "wk_...", false);
    expect(docs("install/html.md")).toContain(tag);
  });

  it("names a version with its hash when that is wanted and known", () => {
    const setup = { collectorUrl: "https://e.example", pinned };
    expect(tagOf(setup, "wk_1", true)).toBe(
      '<script async src="https://e.example/waystitch.0123456789ab.js" integrity="sha384-x" crossorigin="anonymous" data-write-key="wk_1"></script>',
    );
    expect(tagOf({ ...setup, pinned: null }, "wk_1", true)).toBe(tagOf(setup, "wk_1", false));
  });
});

describe("What may be wrong when nothing arrives", () => {
  const key = { keyId: "1", label: "", writeKey: "wk_1", origins: [] as string[], lastUsedOn: null as string | null };
  const explain = (page: string, setup: object, others: string[] = []) =>
    explainSilence({ page: new URL(page), setup: { collectorUrl: "https://e.example", writeKeys: [key], ...setup }, others });
  const ALWAYS = ["policy", "blocker", "consent"];

  it("begins with what is certain", () => {
    expect(explain("https://shop.example", { writeKeys: [] })).toEqual(["noKey"]);
    expect(explain("https://shop.example", { collectorUrl: "http://e.example" })).toEqual(["insecure", "neverUsed", ...ALWAYS]);
    expect(explain("https://shop.example", { collectorUrl: "http://127.0.0.1:4100" })).toEqual(["onlyHere", "neverUsed", ...ALWAYS]);
    expect(explain("http://127.0.0.1:4102", { collectorUrl: "http://127.0.0.1:4100" })).toEqual(["neverUsed", ...ALWAYS]);
    const bound = { ...key, origins: ["https://*.shop.example"] };
    expect(explain("https://shop.example", { writeKeys: [bound] })).toEqual(["origin", "neverUsed", ...ALWAYS]);
    expect(explain("https://www.shop.example", { writeKeys: [bound] })).toEqual(["neverUsed", ...ALWAYS]);
  });

  it("goes on with what the keys say", () => {
    const used = { writeKeys: [{ ...key, lastUsedOn: "2026-11-30" }] };
    expect(explain("https://shop.example", used)).toEqual(["usedBefore", ...ALWAYS]);
    expect(explain("https://shop.example", used, ["https://other.example/"])).toEqual(["elsewhere", ...ALWAYS]);
  });
});

describe("The page that is opened", () => {
  it("is what was typed, on the web only, and carries a mark that is none of the script's own parameters", () => {
    expect(
      ["shop.example", " http://shop.example/x?a=1#b ", "javascript:alert(1)", "file:///etc", ""].map((text) => parsePage(text)?.href),
    ).toEqual(["https://shop.example/", "http://shop.example/x?a=1#b", undefined, undefined, undefined]);
    expect(markPage(new URL("https://shop.example/x?a=1#b"), "c1")).toBe("https://shop.example/x?a=1&waystitch-check=c1#b");
  });

  it("is seen by its mark at once, and by its host when the mark was lost", () => {
    const page = { pageTitle: null, browser: null, botReason: null, occurredAt: "", receivedAt: "" };
    const marked = { ...page, isMarked: true, pageUrl: "https://shop.example/?waystitch-check=c1" };
    const plain = { ...page, isMarked: false, pageUrl: "https://shop.example/" };
    const check = { page: new URL("https://shop.example/"), marker: "c1" };
    const read = (pages: (typeof marked)[], seconds: number) => readArrivals({ at: "", pages, rejected: [] }, check, seconds);
    expect(read([marked, plain], 1).seen).toBe(marked);
    expect(read([plain], 1).seen).toBeNull();
    expect(read([plain], 7).seen).toBe(plain);
    expect(read([{ ...plain, pageUrl: "https://other.example/" }], 7).seen).toBeNull();
    expect([read([], 149).isOver, read([], 150).isOver]).toEqual([false, true]);
  });

  it("is on the site's own domain, or not", () => {
    const own = (host: string) => isOwnHost(["shop.example"], host);
    expect(["shop.example", "www.shop.example", "notshop.example", "shop.example.evil"].map(own)).toEqual([true, true, false, false]);
  });
});
