import { describe, expect, it } from "vitest";
import { personIdOf } from "../src/index.js";
import { persons, shares, verdictOf } from "./identity-shares.js";
import { type Story, story } from "./story.js";

const both = story().identify([], "an").on("v2").identify([], "an-2");
/** What a server says: `previousId` is `userId` from now on. */
const alias = (told: Story, userId: string, previousId: string): Story =>
  told.after(1).on(`@user:${userId}`).fact({ type: "alias", userId, previousId, trusted: true });

describe("an alias", () => {
  it("of a server makes two user ids one person, whose given-up id still leads to them", () => {
    const told = alias(both, "an", "an-2");
    expect(shares(told)).toEqual(["an: e001 e002 e003"]);
    expect(persons(told)[0]?.personId).toBe(personIdOf("shop", "user:an"));
    expect(persons(told)[0]?.formerIds).toContain(personIdOf("shop", "user:an-2"));
  });

  it("is the evidence for the id that was given up; the one that remains has its own sign-in", () => {
    const told = alias(both, "an", "an-2");
    expect(verdictOf(told, "e001", "user:an")).toBe("joins by v1/e001");
    expect(verdictOf(told, "e001", "user:an-2")).toBe("joins by @user:an/e003");
    expect(persons(told)[0]?.visitors.map(({ identifier }) => identifier)).toEqual(["user:an", "user:an-2", "user:an"]);
  });

  it("lets the id remain that is not given up, whichever sorts first", () => {
    expect(shares(alias(both, "zed", "an"))).toEqual(["an-2: e002", "zed: e001 e003"]);
  });

  it("of a browser says nothing", () => {
    expect(shares(both.on("v1").fact({ type: "alias", userId: "an", previousId: "an-2" }))).toEqual(["an-2: e002", "an: e001 e003"]);
  });

  it("chains: the last id that nobody gave up remains, in whatever order the links were told", () => {
    for (const told of [alias(alias(both, "an-2", "an"), "an-3", "an-2"), alias(alias(both, "an-3", "an-2"), "an-2", "an")]) {
      expect(shares(told)).toEqual(["an-3: e001 e002 e003 e004"]);
      const former = ["user:an", "user:an-2"].map((key) => personIdOf("shop", key));
      expect(persons(told)[0]?.formerIds).toEqual(expect.arrayContaining(former));
    }
  });

  it("in a circle ends at the smallest id, and nothing loops", () => {
    expect(shares(alias(alias(alias(both, "an-2", "an"), "an-3", "an-2"), "an", "an-3"))).toEqual(["an: e001 e002 e003 e004 e005"]);
  });

  it("of two ids for one that was given up twice leaves the smaller", () => {
    expect(shares(alias(alias(both, "an-9", "an"), "an-2", "an"))).toEqual(["an-2: e001 e002 e003 e004"]);
  });

  it("to itself changes nothing", () => {
    expect(shares(alias(both, "an", "an"))).toEqual(["an-2: e002", "an: e001 e003"]);
    expect(shares(alias(alias(both, "zed", "an"), "zed", "zed"))).toEqual(["an-2: e002", "zed: e001 e003 e004"]);
  });

  it("that names a placeholder on either side says nothing", () => {
    expect(shares(alias(both, "guest", "an"))).toEqual(["?: e003", "an-2: e002", "an: e001"]);
    expect(shares(alias(alias(both, "an", "null"), "an-2", "NULL"))).toEqual(["an-2: e002 e004", "an: e001 e003"]);
  });

  it("chains through two thousand ids to the last", () => {
    let told = story();
    const facts = Array.from({ length: 2_000 }, (_, index) => ({ userId: `u${index + 1}`, previousId: `u${index}` }));
    told = {
      ...told,
      facts: facts.map((ids, index) => ({ ...alias(told, ids.userId, ids.previousId).facts[0], eventId: `e${index}` })),
    } as Story;
    expect(persons(told)).toHaveLength(1);
    expect(persons(told)[0]?.userId).toBe("u2000");
  });
});
