import { describe, expect, it } from "vitest";
import { type Person, personIdOf, personsOf } from "../src/index.js";
import { DAY, MINUTE, type Story, story } from "./story.js";

const persons = (told: Story): Person[] => personsOf("shop", told.facts);
/** Who has which events: `an: e001 e002`, sorted. */
const shares = (told: Story): string[] =>
  persons(told)
    .map(({ userId, facts }) => `${userId ?? "?"}: ${facts.map((fact) => fact.eventId).join(" ")}`)
    .sort();

describe("a person", () => {
  it("is one visitor as long as nothing else is known", () => {
    expect(shares(story().page().on("v2").page())).toEqual(["?: e001", "?: e002"]);
  });

  it("is two visitors that left the same e-mail, with the event that says so", () => {
    const [person, other] = persons(story().page().identify(["email:an"]).after(DAY).on("v2").page().identify(["email:an"]));
    expect(other).toBeUndefined();
    const sole = { isShared: false, isCurrent: true };
    expect(person?.visitors).toEqual([
      { visitorId: "v1", rule: "own", identifier: null, evidenceEventId: "e001", ...sole },
      { visitorId: "v2", rule: "email", identifier: "email:an", evidenceEventId: "e004", ...sole },
    ]);
    expect(person?.formerIds).toEqual([personIdOf("shop", "v2")]);
  });

  it("keeps the id of the visitor seen first, and takes the user's once it is known", () => {
    expect(persons(story().page().on("v2").after(DAY).page())[0]?.personId).toBe(personIdOf("shop", "v1"));
    const [signedIn] = persons(story().page().identify([], "an"));
    expect(signedIn?.personId).toBe(personIdOf("shop", "user:an"));
    expect(signedIn?.formerIds).toEqual([personIdOf("shop", "v1")]);
  });

  it("is all visitors of one user, without any e-mail", () => {
    expect(shares(story().page().identify([], "an").on("v2").page().identify([], "an"))).toEqual(["an: e001 e002 e003 e004"]);
  });
});

describe("two known people", () => {
  it("share a laptop and stay two: each event belongs to the nearest sign-in before it, and the first ones to the first sign-in", () => {
    const told = story()
      .page()
      .after(1)
      .identify([], "an")
      .after(1)
      .page()
      .after(1)
      .identify([], "binh")
      .after(1)
      .page()
      .after(1)
      .identify([], "an")
      .after(1)
      .page();
    expect(shares(told)).toEqual(["an: e001 e002 e003 e006 e007", "binh: e004 e005"]);
  });

  it("share an e-mail and stay two, and the e-mail says that it was refused", () => {
    const told = story().identify(["email:family"], "an").on("v2").identify(["email:family"], "binh");
    expect(shares(told)).toEqual(["an: e001", "binh: e002"]);
    expect(persons(told).map((person) => person.identifiers.find(({ kind }) => kind === "email")?.refusedBecause)).toEqual([
      "two_users",
      "two_users",
    ]);
  });

  it("are not joined by a browser that knows an e-mail of each", () => {
    const told = story()
      .identify(["email:an"], "an")
      .on("v2")
      .identify(["email:binh"], "binh")
      .on("v3")
      .identify(["email:an"])
      .identify(["email:binh"]);
    expect(shares(told)).toEqual(["?: e003 e004", "an: e001", "binh: e002"]);
  });

  it("keep their own anonymous browsers when a chain of e-mails runs between them", () => {
    const told = story()
      .identify(["email:a"], "an")
      .on("v2")
      .identify(["email:a", "email:m"])
      .on("v3")
      .identify(["email:b", "email:m"])
      .on("v4")
      .identify(["email:b"], "binh");
    expect(shares(told)).toEqual(["an: e001 e002", "binh: e003 e004"]);
  });

  it("become one when a server's alias says so, and not when a browser does", () => {
    const both = story().identify([], "an").on("v2").identify([], "an-2");
    expect(shares(both.on("@user:an").fact({ type: "alias", userId: "an", previousId: "an-2", trusted: true }))).toEqual([
      "an: e001 e002 e003",
    ]);
    expect(shares(both.on("v1").fact({ type: "alias", userId: "an", previousId: "an-2" }))).toHaveLength(2);
    const [person] = persons(both.on("@user:an").fact({ type: "alias", userId: "an", previousId: "an-2", trusted: true }));
    expect(person?.formerIds).toContain(personIdOf("shop", "user:an-2"));
  });
});

describe("an identifier", () => {
  it("that is a placeholder names nobody", () => {
    for (const word of ["null", "undefined", "guest", "0", "-1", " ", "[object Object]"])
      expect(shares(story().identify([], word).on("v2").identify([], word)), word).toHaveLength(2);
  });

  it("that too many visitors carry is demoted for all of them", () => {
    let told = story();
    for (let visitor = 0; visitor < 51; visitor++) told = told.on(`v${visitor}`).identify(["email:shop-assistant"]);
    expect(persons(told)).toHaveLength(51);
    expect(personsOf("shop", told.facts.slice(1))).toHaveLength(1);
  });

  it("that is an order ties what a server reports to the browser that ordered, but never two browsers", () => {
    const told = story()
      .page()
      .track("Order Completed", { order_id: "A1" })
      .after(MINUTE)
      .on("v2")
      .track("Order Completed", { order_id: "A1" })
      .server("Order Delivered", { order_id: "A1" });
    expect(shares(told)).toEqual(["?: e001 e002 e004", "?: e003"]);
    expect(persons(told).map((person) => [...person.foreignOrders])).toEqual([[], ["A1"]]);
  });
});
