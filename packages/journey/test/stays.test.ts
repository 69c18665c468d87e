import { describe, expect, it } from "vitest";
import { staysOf } from "../src/index.js";
import { addsToCart, arrives, type Deed, isCancelled, leavesContact, orders, reads, tell, waits } from "./deeds.js";
import { DAY, HOUR, journeyAfter, MINUTE, START } from "./story.js";

/** The stays in the default model, as the person stands `ms` after the last deed. */
function staysAfter(deeds: readonly Deed[], ms: number) {
  const told = tell(...deeds);
  const asOf = (told.facts.at(-1)?.at ?? 0) + ms;
  return staysOf(journeyAfter(told, ms).standings[0], asOf);
}

describe("time in a stage", () => {
  it("runs from the first step in it to the first step in another, and until now in the last one", () => {
    const t = START + MINUTE;
    expect(staysAfter([arrives, waits(HOUR), reads, waits(DAY), leavesContact], 3 * DAY)).toEqual([
      { stage: "Attract", enteredAt: t, leftAt: t + HOUR + DAY + 4 * MINUTE, ms: HOUR + DAY + 4 * MINUTE, left: "forward" },
      { stage: "Convert", enteredAt: t + HOUR + DAY + 4 * MINUTE, leftAt: null, ms: 3 * DAY, left: null },
    ]);
  });

  it("says whether a stage was left forward or back, and counts a stage that is entered again as another stay", () => {
    const stays = staysAfter([arrives, leavesContact, addsToCart, orders("A1"), waits(2 * DAY), isCancelled("A1")], HOUR);
    expect(stays.map(({ stage, ms, left }) => [stage, ms, left])).toEqual([
      ["Attract", MINUTE, "forward"],
      ["Convert", MINUTE, "forward"],
      ["Close", 2 * DAY + 3 * MINUTE, "back"],
      ["Convert", HOUR, null],
    ]);
  });

  it("lasts no time where one moment leads through a stage, and never less", () => {
    const { standings } = journeyAfter(tell(arrives, orders("A1"), orders("A2")));
    const stays = staysOf(standings[0], START);
    expect(stays.map(({ stage, ms }) => [stage, ms])).toEqual([
      ["Attract", MINUTE],
      ["Close", MINUTE],
      ["Delight", 0],
    ]);
  });
});
