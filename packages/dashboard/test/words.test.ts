import { CHANNEL_LABELS, MILESTONES, MODELS, REFUSALS, type TouchpointKind } from "@waystitch/journey";
import { AUDIT_ACTIONS } from "@waystitch/store";
import { describe, expect, expectTypeOf, it } from "vitest";
import { AUDIT } from "../page/access/audit-words.js";
import { tellDetails } from "../page/access/deed.js";
import { FRAME } from "../page/frame/words.js";
import { en } from "../page/words/en.js";
import { vi } from "../page/words/vi.js";
import { fill, LANGUAGES, nameIn, wordsOf } from "../page/words/words.js";

const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe("The page's words", () => {
  it("fill the same holes in both languages", () => {
    for (const [key, text] of Object.entries(en)) {
      const other = vi[key as keyof typeof vi];
      if (typeof text === "string") expect([key, holes(String(other))]).toEqual([key, holes(text)]);
    }
  });

  it("name every stage and step of the default model as the model does", () => {
    for (const language of LANGUAGES) {
      const words = wordsOf(language);
      const named = (labels: readonly { readonly id: string; readonly label: { readonly en: string; readonly vi: string } }[]) =>
        Object.fromEntries(labels.map(({ id, label }) => [id, label[language]]));
      expect(words.stages).toEqual(named(MODELS[0].stages));
      expect(words.steps).toEqual(named(MODELS[0].stages.flatMap(({ steps }) => steps)));
    }
  });

  it("name every milestone, and say why each moved someone", () => {
    for (const language of LANGUAGES) {
      const { milestones, because } = wordsOf(language);
      for (const names of [milestones, because]) expect(Object.keys(names).sort()).toEqual([...MILESTONES].sort());
    }
    expect(Object.keys(vi.reasons).sort()).toEqual([...MILESTONES].sort());
  });

  it("name every channel as the rules do", () => {
    for (const language of LANGUAGES)
      for (const [channel, label] of Object.entries(CHANNEL_LABELS))
        expect(nameIn(wordsOf(language).channels, channel)).toBe(label[language]);
  });

  it("name every kind of touchpoint", () => {
    expectTypeOf<keyof typeof en.touchpoints>().toEqualTypeOf<TouchpointKind>();
    expect(Object.keys(vi.touchpoints).sort()).toEqual(Object.keys(en.touchpoints).sort());
  });

  it("know every reason for which an identifier joins nobody", () => {
    for (const language of LANGUAGES) expect(Object.keys(wordsOf(language).refusals).sort()).toEqual([...REFUSALS].sort());
  });

  it("tell every deed of the audit log, with what is said of it", () => {
    for (const language of LANGUAGES) expect(Object.keys(AUDIT[language].actions).sort()).toEqual([...AUDIT_ACTIONS].sort());
    const tell = (detail: object) => LANGUAGES.map((each) => tellDetails({ ...detail }, AUDIT[each], FRAME[each].roles).join(" · "));
    expect(tell({ role: "viewer", user: "an@shop.example" })).toEqual(["an@shop.example · Viewer", "an@shop.example · Người xem"]);
    expect(tell({ by: "link", user: "nobody" })).toEqual(["no such account · by a link", "không có tài khoản này · qua liên kết"]);
    expect(tell({ what: "flows", rows: 3, label: "", everywhere: false })).toEqual(["flows · 3 rows", "flows · 3 dòng"]);
    expect(tell({ what: "people", rows: 2, is_whole: true, filters: "stage=Close" })).toEqual([
      "people · 2 rows · the whole list · with stage=Close",
      "people · 2 dòng · toàn bộ danh sách · lọc theo stage=Close",
    ]);
    expect(tell({ everywhere: true, constructor: "{value}" })).toEqual([
      "of all browsers · constructor: {value}",
      "khỏi mọi trình duyệt · constructor: {value}",
    ]);
  });

  it("show a name they do not know as it is, and never what every object has", () => {
    expect([nameIn(en.stages, "Close"), nameIn(en.stages, "Other"), nameIn(en.stages, "constructor")]).toEqual([
      "Close",
      "Other",
      "constructor",
    ]);
    expect(fill("{a} {b} {constructor}", { a: 1 })).toBe("1 {b} {constructor}");
  });
});
