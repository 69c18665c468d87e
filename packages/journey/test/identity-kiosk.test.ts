import { describe, expect, it } from "vitest";
import { holderOf, persons, shares, verdictOf } from "./identity-shares.js";
import { type Story, story } from "./story.js";

/** A form on the visitor at hand is filled in by one customer after the other. */
function filled(told: Story, customers: readonly string[], userId?: string): Story {
  return customers.reduce((before, customer) => before.after(1).identify([`email:${customer}`], userId), told);
}
const five = ["c1", "c2", "c3", "c4", "c5"];
const six = [...five, "c6"];

describe("a kiosk", () => {
  it("is a browser with more than five e-mails: none of them leads anywhere through it, and each says why", () => {
    const told = filled(story(), six).after(1).on("home-1").identify(["email:c1"]).on("home-2").identify(["email:c2"]);
    expect(shares(told)).toEqual(["?: e001 e002 e003 e004 e005 e006", "?: e007", "?: e008"]);
    expect(
      six.map((customer, index) => verdictOf(told, "e001", `email:${customer}`) === `too_many_identifiers by v1/e00${index + 1}`),
    ).toEqual(six.map(() => true));
    expect(verdictOf(told, "e007", "email:c1")).toBe("joins by home-1/e007");
  });

  it("is not a browser with five", () => {
    const told = filled(story(), five).after(1).on("home-1").identify(["email:c1"]).on("home-2").identify(["email:c2"]);
    expect(persons(told)).toHaveLength(1);
  });

  it("is a browser with more than five phones; its few e-mails lead nowhere either", () => {
    const phones = six.map((customer) => `phone:${customer}`);
    const told = story().identify(phones).identify(["email:c1"]).on("home").identify(["email:c1"]);
    expect(shares(told)).toEqual(["?: e001 e002", "?: e003"]);
    expect(verdictOf(told, "e001", "email:c1")).toBe("too_many_identifiers by v1/e002");
  });

  it("is not a browser with five e-mails and five phones, nor one where the same e-mail is left often", () => {
    const told = story()
      .identify(five.flatMap((customer) => [`email:${customer}`, `phone:${customer}`]))
      .identify(["email:c1"])
      .identify(["email:c1"]);
    expect(persons(told.on("home").identify(["phone:c5"]))).toHaveLength(1);
  });

  it("does not come between customers and their other browsers, nor between their accounts", () => {
    const told = filled(story(), six)
      .on("home")
      .identify(["email:c1"])
      .on("phone")
      .identify(["email:c1"], "c1")
      .on("other")
      .identify(["email:c2"], "c2");
    expect(shares(told)).toEqual(["?: e001 e002 e003 e004 e005 e006", "c1: e007 e008", "c2: e009"]);
  });

  it("may be signed in: the assistant's account takes no customer's browser along, and refuses no customer their own", () => {
    const told = filled(story(), six, "assistant").on("home").identify(["email:c1"]).on("phone").identify(["email:c1"], "c1");
    expect(shares(told)).toEqual(["assistant: e001 e002 e003 e004 e005 e006", "c1: e007 e008"]);
    expect(verdictOf(told, "e001", "email:c1")).toBe("too_many_identifiers by v1/e001");
  });

  it("may be an account on several browsers, on none of which there are many", () => {
    const tablet = filled(story(), ["c1", "c2", "c3"], "assistant");
    const laptop = filled(tablet.on("v2"), ["c4", "c5", "c6"], "assistant");
    expect(shares(laptop.on("home").identify(["email:c1"]))).toEqual(["?: e007", "assistant: e001 e002 e003 e004 e005 e006"]);
  });

  it("does not take from a customer who signed in on it once what their own browsers say", () => {
    const tablet = filled(story().identify([], "c0"), six);
    const told = tablet.on("v2").identify(["email:c0"], "c0").on("v3").identify(["email:c0"]);
    expect(shares(told)).toEqual(["c0: e001 e002 e003 e004 e005 e006 e007 e008 e009"]);
    expect(holderOf(told, "e009").visitors.at(-1)).toMatchObject({ visitorId: "v3", identifier: "email:c0" });
  });

  it("keeps the orders placed on it with what servers report of them, and is no bridge by way of those either", () => {
    let told = story();
    for (const [index, customer] of six.entries())
      told = told
        .on("tablet")
        .identify([`email:${customer}`])
        .track("Order Completed", { order_id: `A${index}` })
        .on(`@order:A${index}`)
        .fact({ name: "Order Delivered", trusted: true, properties: { order_id: `A${index}` }, identifiers: [`email:${customer}`] })
        .on(`home-${index}`)
        .identify([`email:${customer}`]);
    expect(persons(told)).toHaveLength(7);
    expect(holderOf(told, "e001").facts).toHaveLength(18);
    expect(persons(told).flatMap(({ foreignOrders }) => foreignOrders)).toEqual([]);
    expect(verdictOf(told, "e001", "order:A0")).toBe("joins by tablet/e002");
  });

  it("says why by the event that is shown, where an account left an e-mail on several browsers that are no bridge", () => {
    const lost = story().on("tablet").identify([], "assistant").after(1).on("undefined").identify(["email:c1"], "assistant");
    const told = filled(lost.on("tablet"), six, "assistant");
    expect(verdictOf(told, "e001", "email:c1")).toBe("placeholder_visitor by undefined/e002");
    expect(verdictOf(told, "e001", "email:c2")).toBe("too_many_identifiers by tablet/e004");
  });

  it("does not become the user whom a server names for an order placed on it", () => {
    const tablet = filled(story(), six).track("Order Completed", { order_id: "A1" });
    const told = tablet
      .on("@user:an")
      .fact({ name: "Order Delivered", trusted: true, userId: "an", properties: { order_id: "A1" } })
      .on("v2")
      .fact({ name: "Order Delivered", trusted: true, properties: { order_id: "A1" } });
    expect(shares(told)).toEqual(["?: e001 e002 e003 e004 e005 e006 e007", "?: e009", "an: e008"]);
    expect(verdictOf(told, "e008", "order:A1")).toBe("too_many_identifiers by @user:an/e008");
    expect(holderOf(told, "e008").foreignOrders).toEqual(["A1"]);
  });

  it("is also a browser whose customers' e-mails only the server knows", () => {
    let told = story();
    for (const [index, customer] of six.entries())
      told = told
        .on("tablet")
        .track("Order Completed", { order_id: `A${index}` })
        .on(`@order:A${index}`)
        .fact({ name: "Order Delivered", trusted: true, properties: { order_id: `A${index}` }, identifiers: [`email:${customer}`] });
    told = told.on("home").identify(["email:c1"]);
    expect(holderOf(told, "e013").facts).toHaveLength(1);
  });
});
