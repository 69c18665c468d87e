import { describe, expect, it } from "vitest";
import { journeysOf, MODELS, type StageModel } from "../src/index.js";
import { cart, customer, lead, line, modelOf } from "./explain-story.js";
import { happen } from "./happen.js";
import { DAY, HOUR, journeyAfter, MINUTE, SHOP, type Story, story } from "./story.js";

describe("what would move a person", () => {
  const forward = (told: Story, id = "inbound", ms?: number) =>
    modelOf(journeyAfter(told, ms), id).forward.map(
      ({ place, ways }) => `${place.step}: ${ways.map((way) => way.description).join(" / ")}`,
    );
  const back = (told: Story, id = "inbound") => modelOf(journeyAfter(told), id).back.map(({ rule, place }) => `${rule} > ${place.step}`);

  it("leaves out what cannot come next, and names it apart", () => {
    const { forward: reachable, outOfReach } = modelOf(journeyAfter(lead()), "inbound");
    expect(reachable.map(({ place }) => place.step)).toEqual(["committed", "cart", "checkout", "customer", "advocate", "promoter"]);
    expect(outOfReach.map(({ place, ways }) => [place.step, ways[0]?.description])).toEqual([
      ["served", "the delivery of an order"],
      ["repeat", "ordering again after a regular order"],
    ]);
  });

  it("takes an order after the entry offer for what it is: a first regular one", () => {
    const offer = lead().track("Order Completed", { order_id: "T1", total: 1, offer: "tripwire" });
    expect(forward(offer)).toContain("customer: placing an order");
    expect(forward(offer).join()).not.toContain("repeat:");
    expect(forward(offer, "digital").join()).toContain("repeat: ordering again");
    expect(forward(offer, "digital").join()).not.toContain("placing an order");
  });

  it("does not promise a cart to somebody who has one, but to somebody whose order was cancelled", () => {
    expect(forward(cart(), "value-journey").join()).not.toContain("cart");
    const cancelled = customer().after(HOUR).server("Order Cancelled", { order_id: "A1" });
    expect(forward(cancelled)).toContain("cart: putting a product into the cart");
    expect(forward(cancelled.after(MINUTE).track("Product Removed", { ...line, product_id: "p2" })).join()).not.toContain("cart:");
  });

  it("does not promise a second start of the same checkout", () => {
    const again = customer().after(HOUR).track("Product Added", line).track("Checkout Started", {});
    const told = again.after(MINUTE).server("Order Cancelled", { order_id: "A1" });
    expect(modelOf(journeyAfter(told), "inbound").place.step).toBe("lead");
    expect(forward(told).join()).not.toContain("checkout");
    expect(forward(told.after(MINUTE).track("Product Removed", line))).toContain("checkout: starting checkout");
  });

  it("lets the entry offer lead where an order leads", () => {
    expect(forward(lead(), "digital")).toContain("customer: placing an order / buying the entry offer");
  });

  it("knows a promised date that has passed", () => {
    const promised = (at: number) => customer().server("Order Updated", { order_id: "A1", promised_at: new Date(at).toISOString() });
    const end = customer().facts.at(-1)?.at ?? 0;
    expect(forward(promised(end + DAY), "ecommerce").join()).toContain("on_time: the delivery of an order on time");
    expect(forward(promised(end - DAY), "ecommerce").join()).not.toContain("on_time");
    expect(forward(promised(end - DAY), "ecommerce").join()).toContain("late: the late delivery of an order");
    expect(forward(promised(end + DAY), "ecommerce").join()).not.toContain("undated");
  });

  it("says that a late delivery undoes a punctual one", () => {
    const told = customer()
      .track("Order Completed", { order_id: "A2", total: 5 })
      .server("Order Delivered", { order_id: "A1", promised_at: "2026-12-24T00:00:00Z" })
      .track("Feedback Given", { score: 0, scale: "nps" });
    expect(back(told, "ecommerce")).toContain("back:promise_missed > late");
  });

  it("asks for the last of several orders to be cancelled", () => {
    const two = customer().track("Order Completed", { order_id: "A2", total: 5 });
    expect(back(two)).toEqual(["back:all_orders_cancelled > lead", "back:all_orders_refunded > lead", "back:dissatisfied > customer"]);
  });

  it("knows that a refunded order can still be cancelled, which leaves none", () => {
    const told = customer().server("Order Refunded", { order_id: "A1" }).after(HOUR).track("Product Added", line);
    expect(back(told)).toEqual(["back:all_orders_cancelled > lead", "back:all_orders_refunded > lead"]);
  });

  it("does not threaten those without an order with a cancellation", () => {
    expect(back(cart())).toEqual([]);
  });

  it("tells apart who leaves in the first visit and who had come back", () => {
    const told = story().page("/").track("Lead Captured", {});
    const { back: moves } = modelOf(journeyAfter(told), "inbound");
    expect(moves.map(({ place, ways }) => [place.step, ways[0]?.visit, ways[0]?.description])).toEqual([
      ["aware", "first", "unsubscribing from e-mail (without coming back)"],
      ["engaged", "second", "unsubscribing from e-mail (after coming back)"],
    ]);
    expect(modelOf(journeyAfter(lead()), "inbound").back.map(({ ways }) => ways[0]?.visit)).toEqual(["any"]);
  });

  it("follows from itself: who always does what comes next reaches the last step of every model", () => {
    for (const { id, stages } of MODELS) {
      let told = story().page("/").facts;
      for (let turn = 0; turn < 30; turn++) {
        const at = (told.at(-1)?.at ?? 0) + HOUR;
        const [journey] = journeysOf(told, SHOP, at);
        const like = told[0];
        if (journey === undefined || like === undefined) throw new Error("there is nobody");
        const { forward: moves, place } = modelOf(journey, id);
        const [next] = moves;
        if (next === undefined) {
          expect(`${place.stage}/${place.step}`, id).toBe(`${stages.at(-1)?.id}/${stages.at(-1)?.steps.at(-1)?.id}`);
          break;
        }
        const trigger = next.ways[0]?.trigger ?? { milestone: "lapsed" };
        const more = happen({ journey, like, isOffSite: false, at }, trigger) ?? [];
        told = [...told, ...more.map((fact, index) => ({ ...fact, eventId: `t${turn}${index}` }))];
        expect(modelOf(journeysOf(told, SHOP, at)[0] ?? journey, id).place, id).toEqual(next.place);
      }
    }
  });
});

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
  const told = (model: StageModel) => {
    const [journey] = journeysOf(lead().facts, { ...SHOP, models: [model] }, lead().facts.at(-1)?.at ?? 0);
    if (journey === undefined) throw new Error("there is nobody");
    return modelOf(journey, "own");
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
    expect(ways({ milestone: "satisfied", where: { attribute: "scale", equals: "csat" } })).toHaveLength(1);
    expect(ways({ milestone: "dissatisfied", where: { attribute: "rating", equals: 2 } })).toHaveLength(1);
    expect(ways({ milestone: "reviewed", where: { attribute: "rating", equals: 6 } })).toEqual([]);
    expect(ways({ milestone: "reviewed", where: { attribute: "rating", equals: "5" } })).toEqual([]);
    expect(ways({ milestone: "order_completed", where: { attribute: "total", atLeast: 5 } })).toEqual([]);
    expect(ways({ milestone: "order_completed", where: { attribute: "larger", equals: true } })).toEqual([]);
    expect(ways({ milestone: "first_touch", where: { attribute: "x", exists: false } })).toEqual([]);
    expect(ways({ milestone: "engaged" }, { milestone: "lapsed" })).toEqual([]);
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

  it("may move people on by time", () => {
    const { byItself, forward } = told(own([{ milestone: "lapsed" }]));
    expect(forward).toEqual([]);
    expect(byItself).toMatchObject([{ milestone: "lapsed", direction: "forward", rule: "step:there" }]);
  });
});
