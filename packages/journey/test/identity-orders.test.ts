import { describe, expect, it } from "vitest";
import { holderOf, persons, shares, verdictOf } from "./identity-shares.js";
import { story } from "./story.js";

describe("an order", () => {
  it("ties what a server reports to the browser that ordered, but never two browsers", () => {
    const told = story()
      .page()
      .track("Order Completed", { order_id: "A1" })
      .after(1)
      .on("v2")
      .track("Order Completed", { order_id: "A1" })
      .server("Order Delivered", { order_id: "A1" });
    expect(shares(told)).toEqual(["?: e001 e002 e004", "?: e003"]);
    expect(persons(told).map((person) => [...person.foreignOrders])).toEqual([[], ["A1"]]);
    expect(verdictOf(told, "e003", "order:A1")).toBe("placed_elsewhere by v2/e003");
  });

  it("keeps its delivery even where the buyer's browser lies on a chain between two users", () => {
    const told = story()
      .identify(["email:a"], "an")
      .on("v2")
      .identify(["email:a", "email:m"])
      .track("Order Completed", { order_id: "A1" })
      .on("v3")
      .identify(["email:b", "email:m"])
      .on("v4")
      .identify(["email:b"], "binh")
      .server("Order Delivered", { order_id: "A1" });
    expect(shares(told)).toEqual(["an: e001 e002 e003 e006", "binh: e004 e005"]);
  });

  it("belongs to whom the server says completed it, and not to the browser that says so too", () => {
    const byUser = { name: "Order Completed", trusted: true, userId: "an", properties: { order_id: "A1" } };
    const told = story().track("Order Completed", { order_id: "A1" }).after(1).on("@user:an").fact(byUser);
    expect(shares(told)).toEqual(["?: e001", "an: e002"]);
    expect(holderOf(told, "e001").foreignOrders).toEqual(["A1"]);
    expect(verdictOf(told, "e001", "order:A1")).toBe("placed_elsewhere by v1/e001");
    expect(verdictOf(told, "e002", "order:A1")).toBe("joins by @user:an/e002");
  });

  it("is the first browser's where the server names nobody, also when the server spoke first", () => {
    const told = story()
      .server("Order Completed", { order_id: "A1" })
      .on("v1")
      .after(1)
      .track("Order Completed", { order_id: "A1" })
      .on("v2")
      .after(1)
      .track("Order Completed", { order_id: "A1" });
    expect(shares(told)).toEqual(["?: e001 e002", "?: e003"]);
    expect(verdictOf(told, "e003", "order:A1")).toBe("placed_elsewhere by v2/e003");
  });

  it("is the browser's whose id the server sends along", () => {
    const told = story()
      .page()
      .fact({ name: "Order Completed", trusted: true, properties: { order_id: "A1" } });
    expect(shares(told.on("v2").track("Order Completed", { order_id: "A1" }))).toEqual(["?: e001 e002", "?: e003"]);
  });

  it("takes no report along in which the server names another user", () => {
    const told = story().identify([], "an").track("Order Completed", { order_id: "A1" }).on("@order:A1");
    const report = { name: "Order Delivered", trusted: true, userId: "binh", properties: { order_id: "A1" } };
    expect(shares(told.fact(report))).toEqual(["an: e001 e002", "binh: e003"]);
  });

  it("takes no report along that is about somebody else's order as well", () => {
    const told = story()
      .identify([], "an")
      .track("Order Completed", { order_id: "A1" })
      .on("v2")
      .identify([], "binh")
      .track("Order Completed", { order_id: "A2" })
      .server("Order Delivered", { order_id: "A1" })
      .on("@order:A1")
      .fact({ name: "Order Delivered", trusted: true, properties: { order_id: "A2" } });
    expect(shares(told)).toEqual(["?: e005 e006", "an: e001 e002", "binh: e003 e004"]);
    expect(verdictOf(told, "e005", "order:A1")).toBe("between_users by @order:A1/e005");
  });

  it("proves the browser that placed it where a server's report carries the e-mail that leads to the user", () => {
    const told = story()
      .track("Order Completed", { order_id: "A1" })
      .on("@order:A1")
      .fact({ name: "Order Delivered", trusted: true, properties: { order_id: "A1" }, identifiers: ["email:binh"] })
      .on("@user:binh")
      .fact({ name: "Order Delivered", trusted: true, userId: "binh", properties: { order_id: "A1" }, identifiers: ["email:binh"] })
      .on("@user:an")
      .fact({ name: "Order Delivered", trusted: true, userId: "an", properties: { order_id: "A1" } });
    expect(shares(told)).toEqual(["an: e004", "binh: e001 e002 e003"]);
    expect(holderOf(told, "e001").visitors.map(({ visitorId, identifier }) => `${visitorId} ${identifier}`)).toEqual([
      "v1 order:A1",
      "@order:A1 email:binh",
      "@user:binh user:binh",
    ]);
    expect(verdictOf(told, "e001", "order:A1")).toBe("two_users by v1/e001");
  });
});
