import { expect, test } from "vitest";
import { recommendFrames } from "../src/quiz.js";

test("who wears glasses in the sun is shown sunglasses", () => {
  const frames = recommendFrames({ mat: "trai-xoan", dip: "ngoai-nang", gu: "co-dien" });
  expect(frames.map(({ id }) => id)).toEqual(["nang", "phi-doi", "sen"]);
});

test("a face and a taste choose among frames for the desk", () => {
  expect(recommendFrames({ mat: "trai-tim", dip: "lam-viec", gu: "co-dien" })[0]?.suits.faces).toContain("trai-tim");
  expect(recommendFrames({ mat: "tron", dip: "lam-viec", gu: "toi-gian" })[0]?.id).toBe("pho");
});

test("no answer, and a nonsensical one, still give three frames", () => {
  expect(recommendFrames({})).toHaveLength(3);
  expect(recommendFrames({ mat: "<script>", dip: "", gu: "__proto__" })).toHaveLength(3);
});
