import { describe, expect, it } from "vitest";
import { journeysOf, MODELS } from "../src/index.js";
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

  it("does not promise the shipping of an order that was shipped before it was placed", () => {
    const told = customer().server("Order Shipped", { order_id: "A2" }).server("Order Cancelled", { order_id: "A1" });
    const placed = told.after(HOUR).track("Order Completed", { order_id: "A2" });
    expect(modelOf(journeyAfter(placed), "ecommerce").place.step).toBe("ordered");
    expect(forward(placed, "ecommerce").join()).not.toContain("shipped:");
    expect(forward(customer(), "ecommerce")).toContain("shipped: the shipping of an order");
  });

  it("says of the second thing that time brings what it changes after the first", () => {
    const told = journeyAfter(story().page("/").track("Product Added", line));
    expect(modelOf(told, "inbound").byItself.map(({ milestone, direction, place }) => [milestone, direction, place.step])).toEqual([
      ["cart_expired", "back", "aware"],
      ["lapsed", null, "aware"],
    ]);
  });

  it("asks for the last of several orders to be cancelled", () => {
    const two = customer().track("Order Completed", { order_id: "A2", total: 5 });
    expect(back(two)).toEqual(["back:all_orders_cancelled > lead", "back:all_orders_refunded > lead", "back:dissatisfied > customer"]);
  });

  it("knows that the cancellation of a refunded order takes nobody back again", () => {
    const told = customer().server("Order Refunded", { order_id: "A1" }).after(HOUR).track("Product Added", line);
    expect(back(told)).toEqual([]);
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
