import { describe, expect, it } from "vitest";
import { journeysOf, type Language, type StageModel } from "../src/index.js";
import { lead, modelOf } from "./explain-story.js";
import { SHOP, type Story } from "./story.js";

describe("a model of the site's own", () => {
  const label = (text: string) => ({ en: text, vi: text });
  const own = (enteredBy: StageModel["stages"][number]["steps"][number]["enteredBy"]): StageModel => ({
    id: "own",
    version: 3,
    label: label("Own\n\u202e<b>model</b>"),
    stages: [
      { id: "Here", label: label("Here"), steps: [{ id: "here", label: label("here"), enteredBy: [{ milestone: "first_touch" }] }] },
      { id: "There", label: label("x".repeat(200)), steps: [{ id: "there", label: label("\u0000"), enteredBy }] },
    ],
    back: [],
  });
  const further = {
    id: "Further",
    label: label("Further"),
    steps: [{ id: "further", label: label("Further"), enteredBy: [{ milestone: "referred" } as const] }],
  };
  const onAndBack = { id: "a", label: label("a"), trigger: { milestone: "referred" }, from: ["Further"], to: ["There"] } as const;
  const told = (model: StageModel, { facts }: Story = lead(), language: Language = "en") => {
    const [journey] = journeysOf(facts, { ...SHOP, models: [model] }, facts.at(-1)?.at ?? 0);
    if (journey === undefined) throw new Error("there is nobody");
    return modelOf(journey, "own", language);
  };

  it("has its labels bounded, and its ids where they are empty", () => {
    const { label: name, place, forward } = told(own([{ milestone: "referred" }]));
    expect(name).toBe("Own <b>model</b>");
    expect(place.name).toBe("Here");
    expect(forward[0]?.place).toMatchObject({ stageLabel: `${"x".repeat(79)}…`, stepLabel: "there", name: `${"x".repeat(79)}… (there)` });
  });

  it("may ask for a name that anybody can choose, but not for what never is", () => {
    const ways = (...triggers: Parameters<typeof own>[0]) =>
      told(own(triggers))
        .forward.flatMap((move) => move.ways)
        .map((way) => way.description);
    expect(ways({ milestone: "committed", where: { attribute: "offer", equals: "Đo mắt" } })).toEqual([
      "booking a consultation, a webinar or a trial, or buying the entry offer with offer “Đo mắt”",
    ]);
    expect(ways({ milestone: "referred", where: { attribute: "channel", exists: true } })).toEqual(["recommending the shop with channel"]);
    expect(ways({ milestone: "committed", where: { attribute: "offer", exists: true } })).toHaveLength(1);
    expect(ways({ milestone: "reviewed", where: { attribute: "product_id", exists: true } })).toHaveLength(1);
    expect(ways({ milestone: "reviewed", where: { attribute: "rating", equals: 3 } })).toEqual(["a review of 3 stars"]);
    expect(ways({ milestone: "satisfied", where: { attribute: "scale", equals: "csat" } })).toHaveLength(1);
    expect(ways({ milestone: "dissatisfied", where: { attribute: "rating", equals: 2 } })).toHaveLength(1);
    expect(ways({ milestone: "reviewed", where: { attribute: "rating", equals: 6 } })).toEqual([]);
    expect(ways({ milestone: "reviewed", where: { attribute: "rating", equals: "5" } })).toEqual([]);
    expect(ways({ milestone: "order_completed", where: { attribute: "total", atLeast: 5 } })).toEqual([]);
    expect(ways({ milestone: "order_completed", where: { attribute: "larger", equals: true } })).toEqual([]);
    expect(ways({ milestone: "first_touch", where: { attribute: "x", exists: false } })).toEqual([]);
    expect(ways({ milestone: "engaged" }, { milestone: "lapsed" })).toEqual([]);
  });

  it("lists three ways to one step", () => {
    const model = own([{ milestone: "referred" }, { milestone: "support_contacted" }, { milestone: "cart_added" }]);
    const place = `${"x".repeat(79)}… (there)`;
    expect(told(model).forward[0]?.sentence).toBe(
      `Next forward: recommending the shop, or contacting support, or putting a product into the cart, leads to ${place}.`,
    );
    expect(told(model, lead(), "vi").forward[0]?.sentence).toBe(
      `Bước tiếp theo: khi giới thiệu cửa hàng cho người khác, liên hệ bộ phận hỗ trợ hoặc cho sản phẩm vào giỏ hàng, khách chuyển sang ${place}.`,
    );
  });

  it("knows that the entry offer, too, can be ordered again", () => {
    const bought = lead().track("Order Completed", { order_id: "T1", total: 1, offer: "tripwire" });
    const ordered = {
      ...further,
      steps: [{ id: "further", label: label("Further"), enteredBy: [{ milestone: "order_completed" } as const] }],
    };
    const model = own([{ milestone: "order_repeated" }]);
    const { forward } = told({ ...model, stages: [...model.stages, ordered] }, bought);
    expect(forward.map(({ place }) => place.step)).toEqual(["there", "further"]);
  });

  it("takes a review without a condition for a middling one", () => {
    const { stages, ...model } = own([{ milestone: "reviewed" }]);
    const good = {
      id: "good",
      label: label("Good"),
      enteredBy: [{ milestone: "reviewed", where: { attribute: "rating", atLeast: 4 } } as const],
    };
    const { forward } = told({ ...model, stages: [...stages, { id: "Further", label: label("Further"), steps: [good] }] });
    expect(forward.map(({ place, ways }) => [place.step, ways[0]?.description])).toEqual([
      ["there", "a review"],
      ["good", "a review of 4 stars or more"],
    ]);
  });

  it("may have several rules for one event: only that of the person's place applies", () => {
    const model = own([{ milestone: "lead_captured" }]);
    const rule = (id: string, from: string) =>
      ({ id, label: label(id), trigger: { milestone: "unsubscribed" }, from: [from], to: ["Here"] }) as const;
    const { back } = told({ ...model, stages: [...model.stages, further], back: [rule("a", "Further"), rule("b", "There")] });
    expect(back.map(({ rule: fired }) => fired)).toEqual(["back:b"]);
  });

  it("may lead on by a rule for going back, when one event leads far on and a little back", () => {
    const model = own([{ milestone: "referred" }]);
    const { forward, back } = told({ ...model, stages: [...model.stages, further], back: [onAndBack] });
    expect(forward.map(({ place, rule: fired }) => [place.step, fired])).toEqual([["there", "back:a"]]);
    expect(back).toEqual([]);
  });

  it("says nothing of an event that leads far on and back again to where the person stands", () => {
    const model = own([{ milestone: "lead_captured" }]);
    const { forward, back, outOfReach } = told({ ...model, stages: [...model.stages, further], back: [onAndBack] });
    expect([forward, back]).toEqual([[], []]);
    expect(outOfReach.map(({ place }) => place.step)).toEqual(["further"]);
  });

  it("may move people on by time", () => {
    const { byItself, forward, outOfReach, sentences } = told(own([{ milestone: "lapsed" }]));
    expect(forward).toEqual([]);
    expect(outOfReach.map(({ place }) => place.step)).toEqual(["there"]);
    expect(sentences.join()).not.toContain("No step lies further on.");
    expect(byItself).toMatchObject([{ milestone: "lapsed", direction: "forward", rule: "step:there" }]);
  });
});
