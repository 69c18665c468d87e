import { describe, expect, it } from "vitest";
import { reasonOf } from "../src/index.js";
import { DAY, HOUR, journeyAfter, MINUTE, START, story, wayOf } from "./story.js";

const visit = () => story().page("/?gclid=abc").after(MINUTE).page("/kinh-mat");
const lead = () =>
  visit()
    .after(MINUTE)
    .track("Lead Captured", { lead_magnet: "Gương mặt bạn hợp mẫu kính nào?" }, { identifiers: ["email:an"] });
const line = { product_id: "p1", name: "Gọng tròn", price: 1_290_000, quantity: 1 };
const cart = () => lead().after(MINUTE).track("Product Added", line);
const order = { order_id: "A1", total: 1_290_000, currency: "VND", products: [line] };
const customer = () =>
  cart()
    .after(MINUTE)
    .track("Checkout Started", { products: [line] })
    .after(MINUTE)
    .track("Order Completed", order);
const PROMISED = new Date(START + 2 * DAY).toISOString();
const served = () =>
  customer()
    .after(3 * DAY)
    .server("Order Delivered", { order_id: "A1", promised_at: PROMISED });

describe("the inbound model, forward", () => {
  it("takes a stranger who becomes a promoter through every stage, each entry with its evidence", () => {
    const told = served().after(HOUR).track("Product Reviewed", { product_id: "p1", rating: "5" }).after(HOUR).track("Referral Shared", {});
    const journey = journeyAfter(told);
    const [{ entries }] = journey.standings;
    expect(wayOf(journey)).toBe(
      "Attract/aware > Attract/engaged > Convert/lead > Close/cart > Close/checkout > Close/customer > Delight/served > Delight/advocate > Delight/promoter",
    );
    expect(entries.map((entry) => entry.cause.evidenceEventId)).toEqual([
      "e001",
      "e002",
      "e003",
      "e004",
      "e005",
      "e006",
      "e007",
      "e008",
      "e009",
    ]);
    expect(entries.map((entry) => entry.leftAt)).toEqual([...entries.slice(1).map((entry) => entry.enteredAt), null]);
    expect(entries.map((entry) => reasonOf(entry.cause))[5]).toBe("Placed order “A1” for 1,290,000 VND.");
    expect(journey.standings[0].movesBack).toBe(0);
    expect(journey.summary).toMatchObject({
      leadMagnet: "Gương mặt bạn hợp mẫu kính nào?",
      orders: 1,
      revenue: "1290000",
      lateDeliveries: 1,
      satisfaction: 100,
      referrals: 1,

      devices: 1,
    });
  });

  it("lets somebody who adds to the cart on the first visit skip stages, visibly", () => {
    expect(wayOf(journeyAfter(story().page("/sp/p1").track("Product Added", line)))).toBe("Attract/aware > Close/cart");
  });

  it("forgets an identify whose form speaks up within a minute, and nothing that happened in between", () => {
    const told = story().page("/").identify(["email:an"]).track("Product Added", line).after(MINUTE).track("Signed Up");
    expect(journeyAfter(told).milestones.map(({ sequence, milestone, rule }) => [sequence, milestone, rule])).toEqual([
      [1, "first_touch", "first_event"],
      [2, "cart_added", "cart_opened"],
      [3, "lead_captured", "lead_event"],
    ]);
    const late = story()
      .page("/")
      .identify(["email:an"])
      .after(MINUTE + 1)
      .track("Signed Up");
    expect(journeyAfter(late).milestones.map((found) => found.rule)).toEqual(["first_event", "identify_contact", "lead_event"]);
    const elsewhere = story().identify(["email:an"]).on("v2").identify(["email:an"]).track("Signed Up");
    expect(journeyAfter(elsewhere).milestones.map((found) => found.rule)).toEqual(["first_event", "identify_contact", "lead_event"]);
  });

  it("takes an identify with a contact for a lead, but not beside the form that caused it", () => {
    expect(wayOf(journeyAfter(story().page("/").identify(["phone:an"])))).toBe("Attract/aware > Convert/lead");
    const told = story().page("/").identify(["email:an"]).track("Lead Captured", { lead_magnet: "Mã giảm 10%" });
    expect(journeyAfter(told).milestones.filter((milestone) => milestone.milestone === "lead_captured")).toMatchObject([
      { evidenceEventId: "e003" },
    ]);
  });

  it("enters Delight by a second order, and by a good review but not a middling one", () => {
    expect(
      wayOf(
        journeyAfter(
          customer()
            .after(DAY)
            .track("Order Completed", { ...order, order_id: "A2" }),
        ),
      ),
    ).toMatch(/> Delight\/repeat$/);
    expect(wayOf(journeyAfter(customer().after(DAY).track("Product Reviewed", { rating: 3 })))).toMatch(/> Close\/customer$/);
    expect(wayOf(journeyAfter(customer().after(DAY).track("Feedback Given", { score: 9, scale: "nps" })))).toMatch(/> Delight\/advocate$/);
  });
});

describe("the inbound model, back", () => {
  it("moves a cart that nobody ordered from back to Convert after seven days, not before", () => {
    expect(wayOf(journeyAfter(cart(), 7 * DAY - 1))).toMatch(/> Close\/cart$/);
    const journey = journeyAfter(cart(), 7 * DAY);
    expect(wayOf(journey)).toMatch(/Close\/cart > < Convert\/lead$/);
    expect(journey.standings[0].current).toMatchObject({ rule: "back:cart_expired_without_order", cause: { evidenceEventId: "e004" } });
    expect(reasonOf(journey.standings[0].current.cause)).toBe("The cart was left for 7 days without an order.");
    expect(journey.standings[0].movesBack).toBe(1);
  });

  it("moves it back to Attract when there is no lead", () => {
    expect(wayOf(journeyAfter(story().page("/").track("Product Added", line), 8 * DAY))).toBe(
      "Attract/aware > Close/cart > < Attract/aware",
    );
  });

  it("keeps a customer in Close when a later cart expires", () => {
    expect(wayOf(journeyAfter(customer().after(DAY).track("Product Added", line), 8 * DAY))).toMatch(/> Close\/customer$/);
  });

  it("moves back when all orders are cancelled or wholly refunded, not when one remains or only a part is paid back", () => {
    expect(wayOf(journeyAfter(served().server("Order Cancelled", { order_id: "A1" })))).toMatch(/Delight\/served > < Convert\/lead$/);
    expect(wayOf(journeyAfter(customer().server("Order Refunded", { order_id: "A1" })))).toMatch(/Close\/customer > < Convert\/lead$/);
    expect(wayOf(journeyAfter(customer().server("Order Refunded", { order_id: "A1", total: 90_000 })))).toMatch(/Close\/customer$/);
    const two = customer()
      .track("Order Completed", { ...order, order_id: "A2" })
      .server("Order Cancelled", { order_id: "A2" });
    expect(wayOf(journeyAfter(two))).toMatch(/> Delight\/repeat$/);
  });

  it("moves the dissatisfied from Delight to Close and lets them come again", () => {
    const told = served().after(HOUR).track("Product Reviewed", { rating: 1 });
    expect(wayOf(journeyAfter(told))).toMatch(/Delight\/served > < Close\/customer$/);
    expect(wayOf(journeyAfter(told.after(DAY).track("Product Reviewed", { rating: 5 })))).toMatch(/< Close\/customer > Delight\/advocate$/);
  });

  it("moves a lead who unsubscribes back to Attract, and a customer not at all", () => {
    expect(wayOf(journeyAfter(lead().after(DAY).track("Email Unsubscribed")))).toMatch(/Convert\/lead > < Attract\/engaged$/);
    expect(wayOf(journeyAfter(customer().after(DAY).track("Email Unsubscribed")))).toMatch(/Close\/customer$/);
  });

  it("no longer counts as a lead who has unsubscribed when a later cart expires", () => {
    const told = lead().after(HOUR).track("Email Unsubscribed").after(HOUR).track("Product Added", line);
    expect(wayOf(journeyAfter(told, 8 * DAY))).toMatch(/< Attract\/engaged > Close\/cart > < Attract\/engaged$/);
  });

  it("lapses after 180 days: a lead moves back, a customer keeps the stage", () => {
    expect(wayOf(journeyAfter(lead(), 180 * DAY - 1))).toMatch(/Convert\/lead$/);
    expect(wayOf(journeyAfter(lead(), 180 * DAY))).toMatch(/Convert\/lead > < Attract\/engaged$/);
    const kept = journeyAfter(customer(), 200 * DAY);
    expect(wayOf(kept)).toMatch(/Close\/customer$/);
    expect(kept.summary.status).toBe("lapsed");
    expect(
      wayOf(
        journeyAfter(
          lead()
            .after(200 * DAY)
            .page("/"),
        ),
      ),
    ).toMatch(/< Attract\/engaged$/);
  });
});

describe("when a journey changes next", () => {
  it("is an hour after a cart was touched, then seven days, then the lapse", () => {
    const touched = cart().facts.at(-1)?.at ?? 0;
    expect(journeyAfter(cart()).dueAt).toBe(touched + HOUR);
    expect(journeyAfter(cart(), 2 * HOUR).dueAt).toBe(touched + 7 * DAY);
    expect(journeyAfter(cart(), 8 * DAY).dueAt).toBe(touched + 180 * DAY);
    expect(journeyAfter(cart(), 181 * DAY).dueAt).toBeNull();
  });
});
