import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fact } from "../src/index.js";
import { type Answers, MAX_PRODUCTS, NO_ANSWERS, noteAnswer, satisfactionIn } from "../src/segments/answers.js";
import { type Answer, answerOf, feelingOf, satisfactionFrom } from "../src/segments/satisfaction.js";
import { BLANK, DAY, MINUTE, START } from "./story.js";

const feedback = (properties: Fact["properties"], more: Partial<Fact> = {}): Fact => ({
  ...BLANK,
  name: "Feedback Given",
  eventId: "e1",
  properties,
  ...more,
});
const review = (properties: Fact["properties"], more: Partial<Fact> = {}): Fact => ({
  ...feedback(properties, more),
  name: "Product Reviewed",
});

const after = (...facts: readonly Fact[]): Answers =>
  facts.reduce((answers, fact) => {
    const answer = answerOf(fact);
    return answer === null ? answers : noteAnswer(answers, answer);
  }, NO_ANSWERS);

describe("an answer", () => {
  it("is brought to 0 to 100 by how far it lies from the worst to the best", () => {
    for (const [score, scale, satisfaction] of [
      [0, "nps", 0],
      [7, "nps", 70],
      [10, "NPS", 100],
      [1, "csat", 0],
      [3, "csat", 50],
      [4.5, "stars", 87.5],
      [57, "percent", 57],
    ] as const)
      expect(satisfactionFrom(score, scale), `${score} of ${scale}`).toBe(satisfaction);
  });

  it("outside its scale, or on a scale nobody knows, is none", () => {
    for (const [score, scale] of [
      [11, "nps"],
      [-1, "nps"],
      [0, "csat"],
      [6, "stars"],
      [101, "percent"],
      [5, "ces"],
      [5, "constructor"],
      [5, ""],
    ] as const)
      expect(satisfactionFrom(score, scale), `${score} of ${scale}`).toBeNull();
  });

  it("may come on a longer scale that says where it ends", () => {
    expect(satisfactionFrom(7, "csat", 7)).toBe(100);
    expect(satisfactionFrom(4, "csat", 7)).toBe(50);
    expect(satisfactionFrom(7, "csat")).toBeNull();
    for (const max of [1, 0, 100]) expect(satisfactionFrom(1, "csat", max), String(max)).toBeNull();
    expect(satisfactionFrom(5, "nps", 5)).toBeNull();
    expect(satisfactionFrom(5, "percent", 10)).toBeNull();
    expect(answerOf(feedback({ score: 4, scale: "csat", max: "7" }))?.satisfaction).toBe(50);
    expect(answerOf(feedback({ score: 4, scale: "csat", max: "seven" }))).toBeNull();
  });

  it("is read from a review, its rating a number or text", () => {
    for (const rating of [4, "4", " 4 "])
      expect(answerOf(review({ rating, product_id: "ao-dai" }))).toEqual({
        at: START,
        kind: "review",
        product: "ao-dai",
        score: 4,
        satisfaction: 75,
        evidenceVisitorId: "v1",
        evidenceEventId: "e1",
      });
  });

  it("is read from a survey in words of any case", () => {
    expect(answerOf(feedback({ score: "8", scale: "NPS" }))).toMatchObject({ kind: "nps", product: null, score: 8, satisfaction: 80 });
    expect(answerOf(feedback({ score: 80, scale: "percent" }))).toMatchObject({ kind: "csat", satisfaction: 80 });
    expect(answerOf(feedback({ score: 2, scale: "stars" }))).toMatchObject({ kind: "stars", satisfaction: 25 });
  });

  it("is not guessed from anything else", () => {
    for (const rating of ["4,5", "5/5", "năm sao", "", "0x5", "1e0", true, null, 6, [5]]) expect(answerOf(review({ rating }))).toBeNull();
    expect(answerOf(feedback({ score: 8 }))).toBeNull();
    expect(answerOf(feedback({ scale: "nps" }))).toBeNull();
    expect(answerOf({ ...review({ rating: 5 }), type: "page" })).toBeNull();
    expect(answerOf({ ...review({ rating: 5 }), name: "Order Completed" })).toBeNull();
  });

  it("keeps no more than a hundred characters of what a hostile page calls a product", () => {
    expect(answerOf(review({ rating: 5, product_id: "x".repeat(30_000) }))?.product).toHaveLength(100);
  });

  it("is good, bad or neither, as the milestones have it", () => {
    const feelings = (scale: string, scores: readonly number[]) =>
      scores.map((score) => feelingOf(answerOf(feedback({ score, scale })) as Answer)[0]).join("");
    expect(feelings("nps", [0, 6, 7, 8, 9, 10])).toBe("ddnnss");
    expect(feelings("csat", [1, 2, 3, 4, 5])).toBe("ddnss");
    expect(feelings("stars", [1, 2, 2.5, 3.5, 4, 5])).toBe("ddnnss");
    expect(feelings("percent", [0, 25, 26, 74, 75, 100])).toBe("ddnnss");
    expect([1, 2, 3, 4, 5].map((rating) => feelingOf(answerOf(review({ rating })) as Answer)[0]).join("")).toBe("ddnss");
  });
});

describe("how satisfied a person is", () => {
  const later = { at: START + DAY, eventId: "e2" };

  it("is unknown without an answer, and a middling answer is one", () => {
    expect(satisfactionIn(NO_ANSWERS)).toBeNull();
    expect(satisfactionIn(after(feedback({ score: 7, scale: "nps" })))).toBe(70);
  });

  it("is the latest answer where the same was asked again", () => {
    expect(satisfactionIn(after(feedback({ score: 2, scale: "nps" }), feedback({ score: 9, scale: "nps" }, later)))).toBe(90);
    expect(satisfactionIn(after(review({ rating: 1, product_id: "a" }), review({ rating: 5, product_id: "a" }, later)))).toBe(100);
  });

  it("is the mean where different things were asked: praise for a product does not take back what was said of the shop", () => {
    expect(satisfactionIn(after(feedback({ score: 2, scale: "nps" }), review({ rating: 5 }, later)))).toBe(60);
    expect(satisfactionIn(after(feedback({ score: 3, scale: "csat" }), feedback({ score: 3, scale: "stars" }, later)))).toBe(50);
  });

  it("counts reviews once, however many products were reviewed", () => {
    const answers = after(
      review({ rating: 1, product_id: "a" }),
      review({ rating: 5, product_id: "b" }, later),
      feedback({ score: 10, scale: "nps" }, { ...later, eventId: "e3" }),
    );
    expect(satisfactionIn(answers)).toBe(75);
  });

  it("is a whole number, a half counting up, rounded once at the end", () => {
    expect(satisfactionIn(after(review({ rating: 4.5 })))).toBe(88);
    expect(satisfactionIn(after(review({ rating: 4.5 }), feedback({ score: 4.5, scale: "stars" }, later)))).toBe(88);
    expect(satisfactionIn(after(review({ rating: 4.5 }), feedback({ score: 8, scale: "nps" }, later)))).toBe(84);
  });

  it("forgets what was said more than a year before the latest answer", () => {
    const bad = feedback({ score: 1, scale: "csat" });
    const praise = (ms: number) => feedback({ score: 10, scale: "nps" }, { at: START + ms, eventId: "e2" });
    expect(satisfactionIn(after(bad, praise(365 * DAY)))).toBe(50);
    expect(satisfactionIn(after(bad, praise(365 * DAY + 1)))).toBe(100);
  });

  it("stays small: the latest products only, and it survives JSON", () => {
    const many = Array.from({ length: 50 }, (_, product) =>
      review({ rating: product < 30 ? 1 : 5, product_id: `p${product}` }, { at: START + product * MINUTE, eventId: `e${product}` }),
    );
    const answers = after(feedback({ score: 10, scale: "nps" }), ...many);
    expect(answers).toHaveLength(MAX_PRODUCTS + 1);
    expect(satisfactionIn(answers)).toBe(100);
    expect(JSON.parse(JSON.stringify(answers))).toEqual(answers);
  });

  it("does not depend on the order in which answers come, nor on how often", () => {
    const fact = fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 5 }), fc.constantFrom("v1", "v2"))
      .map(([at, what, score, visitorId]) => {
        const more = { at: START + at, eventId: `e${what}`, visitorId };
        return what < 3
          ? feedback({ score, scale: ["nps", "csat", "stars"][what] }, more)
          : review({ rating: score, product_id: `p${what}` }, more);
      });
    const scrambled = fc
      .uniqueArray(fact, { maxLength: 60, selector: ({ at, eventId, visitorId }) => `${at} ${eventId} ${visitorId}` })
      .chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 })));
    fc.assert(
      fc.property(scrambled, ([facts, again]) => {
        expect(after(...again)).toEqual(after(...facts));
      }),
      { numRuns: 500, seed: 20_261_122 },
    );
  });
});
