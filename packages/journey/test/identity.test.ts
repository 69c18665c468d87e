import { describe, expect, it } from "vitest";
import { personIdOf, personsOf } from "../src/index.js";
import { holderOf, persons, shares } from "./identity-shares.js";
import { DAY, HOUR, MINUTE, story } from "./story.js";

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

  it("proves each visitor by the identifier that leads to the first one, not by one that leads elsewhere", () => {
    const told = story()
      .identify(["phone:home"])
      .after(1)
      .on("v2")
      .identify(["email:late"])
      .identify(["phone:home"])
      .after(1)
      .on("v3")
      .identify(["email:late"]);
    expect(persons(told)[0]?.visitors.map(({ visitorId, identifier }) => `${visitorId} ${identifier}`)).toEqual([
      "v1 null",
      "v2 phone:home",
      "v3 email:late",
    ]);
  });

  it("proves a visitor by e-mail rather than by phone, and by the sign-in rather than by either", () => {
    const told = story().identify(["email:an", "phone:an"], "an").after(1).on("v2").identify(["phone:an"]).identify(["email:an"]);
    expect(persons(told)[0]?.visitors.map(({ rule, evidenceEventId }) => `${rule} ${evidenceEventId}`)).toEqual([
      "user e001",
      "email e003",
    ]);
  });

  it("keeps the id of the visitor seen first, and takes the user's once it is known", () => {
    expect(persons(story().page().on("v2").after(DAY).page())[0]?.personId).toBe(personIdOf("shop", "v1"));
    const [signedIn] = persons(story().page().identify([], "an"));
    expect(signedIn?.personId).toBe(personIdOf("shop", "user:an"));
    expect(signedIn?.formerIds).toEqual([personIdOf("shop", "v1")]);
  });

  it("has the id of a browser, not of an order that a server reported before", () => {
    const told = story().server("Order Delivered", { order_id: "A1" }).after(1).track("Order Completed", { order_id: "A1" });
    expect(persons(told)).toHaveLength(1);
    expect(persons(told)[0]).toMatchObject({ personId: personIdOf("shop", "v1"), formerIds: [personIdOf("shop", "@order:A1")] });
  });

  it("is all visitors of one user, without any e-mail", () => {
    expect(shares(story().page().identify([], "an").on("v2").page().identify([], "an"))).toEqual(["an: e001 e002 e003 e004"]);
  });

  it("has an id for ever: these are written down outside of our tables", () => {
    expect([
      personIdOf("shop", "v1"),
      personIdOf("shop", "user:an"),
      personIdOf("shop-vn", "0f0d9d2c-6a54-4f0e-9b55-3f2a1f0b7c11"),
      personIdOf("shop", "khách-hàng-😎"),
      personIdOf("shop", "x".repeat(100)),
    ]).toEqual([
      "01a-t0vt5p6x0pd9qd85vrcy",
      "2d3-x1y8sh0qzmzfdt0dhm5f",
      "2ed-zfgx94tg2fq4bam3d5ys",
      "3c6-m13mwdysjrq3jysrp0s8",
      "0ea-e8thy2yphvgqwppv9kan",
    ]);
  });

  it("is nobody else for choosing a visitor id that looks like a user's key", () => {
    const forged = story().on("user:an").page().on("visitor:user:an").page().on("v1").identify([], "an");
    const ids = persons(forged).map(({ personId }) => personId);
    expect(new Set(ids).size).toBe(3);
    expect(holderOf(forged, "e003").personId).toBe(personIdOf("shop", "user:an"));
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
    expect(persons(told).map(({ visitors: [laptop] }) => [laptop?.isShared, laptop?.isCurrent])).toEqual([
      [true, true],
      [true, false],
    ]);
  });

  it("share a laptop whose script forgets the visitor at sign-out: nothing ties the two, and what comes between is nobody's", () => {
    const mother = story().page().identify(["email:me"], "me").page();
    const between = mother.after(HOUR).on("v2").page("/khuyen-mai");
    const father = between.after(HOUR).on("v3").page().after(MINUTE).identify([], "bo");
    expect(shares(father)).toEqual(["?: e004", "bo: e005 e006", "me: e001 e002 e003"]);
    expect(persons(father).flatMap(({ visitors }) => visitors.map(({ isShared }) => isShared))).toEqual([false, false, false]);
  });

  it("share an e-mail and stay two", () => {
    expect(shares(story().identify(["email:family"], "an").on("v2").identify(["email:family"], "binh"))).toEqual([
      "an: e001",
      "binh: e002",
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

  it("leave to each other the browsers on the chain that share nothing with either", () => {
    const told = story()
      .identify(["email:a"], "an")
      .on("v2")
      .identify(["email:a", "email:m"])
      .on("v3")
      .identify(["email:m", "phone:home"])
      .on("v4")
      .identify(["phone:home", "email:k"])
      .on("v5")
      .identify(["email:k", "email:b"])
      .on("v6")
      .identify(["email:b"], "binh");
    expect(shares(told)).toEqual(["?: e003 e004", "an: e001 e002", "binh: e005 e006"]);
  });

  it("of two shops are two, though everything about them is alike", () => {
    const { facts } = story().identify(["email:an"], "an");
    expect(personsOf("shop-a", facts)[0]?.personId).not.toBe(personsOf("shop-b", facts)[0]?.personId);
  });
});
