import { describe, expect, it } from "vitest";
import { holderOf, persons, shares, verdictOf } from "./identity-shares.js";
import { BLANK, story } from "./story.js";

describe("a visitor that stands for many people", () => {
  it("joins nobody: not the guests of a server, nor the browsers whose id was lost", () => {
    for (const visitorId of ["@user:0", "@user:guest", "undefined", "00000000-0000-0000-0000-000000000000"]) {
      const told = story().on(visitorId).identify(["email:a", "phone:b"]).on("v1").identify(["email:a"]).on("v2").identify(["phone:b"]);
      expect(shares(told), visitorId).toEqual(["?: e001", "?: e002", "?: e003"]);
      expect(verdictOf(told, "e001", "email:a")).toBe(`placeholder_visitor by ${visitorId}/e001`);
    }
  });

  it("does not own the order that a browser placed, and does not tie the browsers whose orders it reports", () => {
    const report = { name: "Order Completed", trusted: true };
    const told = story()
      .on("@user:0")
      .fact({ ...report, properties: { order_id: "A1" } })
      .fact({ ...report, properties: { order_id: "A2" } })
      .after(1)
      .on("v1")
      .track("Order Completed", { order_id: "A1" })
      .on("v2")
      .track("Order Completed", { order_id: "A2" });
    expect(shares(told)).toEqual(["?: e001 e002", "?: e003", "?: e004"]);
    expect(holderOf(told, "e001").foreignOrders).toEqual(["A1", "A2"]);
    expect(verdictOf(told, "e003", "order:A1")).toBe("joins by v1/e003");
    expect(verdictOf(told, "e001", "order:A1")).toBe("placeholder_visitor by @user:0/e001");
  });
});

describe("an identifier", () => {
  it("that two users carry says so at both, and at an anonymous browser that carries it too", () => {
    const told = story().identify(["email:family"], "an").on("v2").identify(["email:family"], "binh").on("v3").identify(["email:family"]);
    expect(shares(told)).toEqual(["?: e003", "an: e001", "binh: e002"]);
    expect(["e001", "e002", "e003"].map((event) => verdictOf(told, event, "email:family"))).toEqual([
      "two_users by v1/e001",
      "two_users by v2/e002",
      "two_users by v3/e003",
    ]);
  });

  it("that lies between two users says so wherever it did not join, and the ones that joined do not", () => {
    const told = story()
      .identify(["email:a"], "an")
      .on("v2")
      .identify(["email:a", "email:m"])
      .on("v3")
      .identify(["email:b", "email:m"])
      .on("v4")
      .identify(["email:b"], "binh");
    expect(verdictOf(told, "e001", "email:m")).toBe("between_users by v2/e002");
    expect(verdictOf(told, "e003", "email:m")).toBe("between_users by v3/e003");
    expect(verdictOf(told, "e001", "email:a")).toBe("joins by v1/e001");
  });

  it("that more than fifty visitors carry is demoted for all of them, with each one's own event", () => {
    let told = story();
    for (let visitor = 0; visitor < 51; visitor++) told = told.on(`v${visitor}`).identify(["email:shop-assistant"]);
    expect(persons(told)).toHaveLength(51);
    expect(verdictOf(told, "e001", "email:shop-assistant")).toBe("too_many_visitors by v0/e001");
    expect(verdictOf(told, "e051", "email:shop-assistant")).toBe("too_many_visitors by v50/e051");
    expect(persons({ ...told, facts: told.facts.slice(1) })).toHaveLength(1);
  });

  it("of a user who signed in on sixty browsers, as those that forget their cookies each week make one do, is not demoted", () => {
    let told = story();
    for (let week = 0; week < 60; week++) told = told.on(`v${week}`).identify(["email:an"], "an");
    expect(shares(told.on("newsletter").identify(["email:an"]))).toHaveLength(1);
  });

  it("that is a placeholder names nobody", () => {
    const words = ["anonymous", "guest", "distinctId", "distinct_id", "id", "not_authenticated", "email", "undefined", "true", "FALSE"];
    const more = ["null", "none", "NaN", "unknown", "N/A", "[object Object]", "0", "-1", "", " \t", "000-000", "--", "{{customer.id}}"];
    const vietnamese = ["Khách lẻ", "khách lẻ".normalize("NFD"), "khach_hang", "Chưa đăng nhập"];
    for (const word of [...words, ...more, ...vietnamese])
      expect(shares(story().identify([], word).on("v2").identify([], word)), word).toEqual(["?: e001", "?: e002"]);
    const told = story().track("Order Completed", { order_id: "undefined" }).on("v2").track("Order Completed", { order_id: "undefined" });
    expect(persons(told).map(({ foreignOrders, identifiers }) => [foreignOrders, identifiers])).toEqual([
      [[], []],
      [[], []],
    ]);
  });

  it("that only looks like a placeholder names somebody", () => {
    for (const id of ["1", "10", "user-1", "anh", "khach-2", "0a", "guest-4711", "e7"])
      expect(shares(story().identify([], id).on("v2").identify([], id)), id).toHaveLength(1);
  });
});

describe("events that come twice", () => {
  it("count once, whatever lies between", () => {
    const fact = { ...BLANK, eventId: "e1", identifiers: ["email:a"] };
    expect(persons({ ...story(), facts: [fact, { ...fact, eventId: "e0" }, fact] })[0]?.facts.map(({ eventId }) => eventId)).toEqual([
      "e0",
      "e1",
    ]);
  });
});
