import { describe, expect, it } from "vitest";
import { journeyAfter, MINUTE, START, type Story, story } from "./story.js";

const sessions = (told: Story) => journeyAfter(told).sessions;
const AD = "/?gclid=x&utm_campaign=he";

describe("a session", () => {
  it("ends after 30 minutes of silence, not at 30 minutes", () => {
    expect(
      sessions(
        story()
          .page()
          .after(30 * MINUTE)
          .page(),
      ),
    ).toHaveLength(1);
    expect(
      sessions(
        story()
          .page()
          .after(30 * MINUTE + 1)
          .page(),
      ),
    ).toHaveLength(2);
  });

  it("goes on over midnight, in the shop's time zone and in UTC", () => {
    for (const midnight of [15 * 60, 22 * 60]) {
      const told = story()
        .after((midnight - 10) * MINUTE)
        .page()
        .after(20 * MINUTE)
        .page();
      expect(sessions(told)).toHaveLength(1);
    }
  });

  it("is cut after a day without a pause", () => {
    let told = story().page();
    for (let quarter = 0; quarter < 24 * 4 + 1; quarter++) told = told.after(15 * MINUTE).page();
    expect(sessions(told).map((session) => session.events)).toEqual([97, 1]);
  });

  it("begins anew with a new campaign, and not with a reload of the same one", () => {
    const told = story().page(AD).after(MINUTE).page(AD).after(MINUTE).page("/?utm_source=zalo&utm_medium=social&utm_campaign=tet");
    expect(sessions(told)).toMatchObject([
      { channel: "Paid Search", source: "google", medium: "cpc", campaign: "he", landingPage: "/", pageViews: 2 },
      { channel: "Organic Social", source: "zalo", campaign: "tet", pageViews: 1 },
    ]);
  });

  it("is not begun by coming back from a payment gateway or by the site's own pages", () => {
    const told = story()
      .page(AD)
      .after(MINUTE)
      .page("/xong", { referrer: "https://sandbox.vnpayment.vn/pay" })
      .after(MINUTE)
      .page("/", { referrer: "https://www.shop.example/xong" });
    expect(sessions(told)).toHaveLength(1);
    expect(sessions(story().page("/", { referrer: "https://pay.momo.vn/" }))).toMatchObject([
      { channel: "Direct", source: null, referrer: null },
    ]);
  });

  it("takes its origin from its first page, also when something else came before it", () => {
    expect(sessions(story().track("Product Viewed").page("/", { referrer: "https://coccoc.com/search?query=kinh" }))).toMatchObject([
      { channel: "Organic Search", source: "coccoc.com", referrer: "coccoc.com", events: 2, evidenceEventId: "e001" },
    ]);
  });

  it("holds a page that a server passes on for a browser", () => {
    expect(sessions(story().page(AD, { trusted: true }).after(MINUTE).page("/gia", { trusted: true }))).toMatchObject([
      { channel: "Paid Search", pageViews: 2, events: 2 },
    ]);
  });

  it("lasts as long as its pages were looked at, and a page that is left after it begins none", () => {
    const within = story()
      .page(AD)
      .after(30 * MINUTE)
      .track("Page Engaged", { engaged_ms: 1000 });
    expect(sessions(within)).toMatchObject([{ events: 2, endedAt: START + 30 * MINUTE }]);
    const late = story()
      .page(AD)
      .after(30 * MINUTE + 1)
      .track("Page Engaged", { engaged_ms: 1000 });
    const journey = journeyAfter(late.after(30 * MINUTE).page());
    expect(journey.sessions).toMatchObject([
      { channel: "Paid Search", events: 1, endedAt: START },
      { channel: "Direct", events: 1, evidenceEventId: "e003" },
    ]);
    expect(journey.touchpoints).toHaveLength(2);
    expect(journey.milestones.map(({ milestone }) => milestone)).toEqual(["first_touch", "engaged"]);
  });

  it("is not begun by the time spent on a page, even when nothing else is known", () => {
    const journey = journeyAfter(story().track("Page Engaged", { engaged_ms: 1000 }));
    expect(journey.sessions).toEqual([]);
    expect(journey.touchpoints).toEqual([]);
    expect(journey.milestones.map(({ milestone }) => milestone)).toEqual(["first_touch"]);
  });

  it("does not hold what a server reports; that is a touchpoint off the site", () => {
    const told = story().page().track("Order Completed", { order_id: "A1" }).after(MINUTE).server("Order Delivered", { order_id: "A1" });
    const journey = journeyAfter(told);
    expect(journey.sessions).toMatchObject([{ events: 2 }]);
    expect(journey.touchpoints).toMatchObject([
      { kind: "session", channel: "Direct" },
      { kind: "delivery", channel: "Offline", evidenceEventId: "e003" },
    ]);
  });
});

describe("a contact", () => {
  it("made on the site stands in its visit, whose channel brought the person", () => {
    const told = story().page(AD).after(MINUTE).track("Chat Started", { channel: "zalo" }).after(MINUTE);
    const journey = journeyAfter(told.track("Contact Clicked", { channel: "email" }).track("Order Completed", { order_id: "A1" }));
    const [visit, ...contacts] = journey.touchpoints;
    expect(visit).toMatchObject({ kind: "session", channel: "Paid Search" });
    expect(contacts).toMatchObject([
      { kind: "chat", channel: "Organic Social", source: "zalo", sessionId: visit?.sessionId },
      { kind: "contact_click", channel: "Offline", source: "email", sessionId: visit?.sessionId },
    ]);
    const { first, last, deciding } = journey.summary;
    expect([first?.channel, last?.channel, deciding?.channel]).toEqual(["Paid Search", "Paid Search", "Paid Search"]);
  });

  it("that a server reports belongs to no visit, even while one is open, and a chat may then decide", () => {
    const told = story().page(AD, { userId: "an" }).after(MINUTE);
    const chat = { name: "Chat Started", properties: { channel: "zalo" }, trusted: true, visitorId: "@user:an", userId: "an" };
    const journey = journeyAfter(told.fact(chat).track("Order Completed", { order_id: "A1" }));
    expect(journey.touchpoints.at(-1)).toMatchObject({ kind: "chat", channel: "Organic Social", sessionId: null });
    expect(journey.summary.deciding).toMatchObject({ channel: "Organic Social", source: "zalo" });
  });
});

describe("the touches of a journey", () => {
  it("are the first, the last, and the last before the order that was not direct", () => {
    const told = story()
      .page(AD)
      .after(60 * MINUTE)
      .page("/?utm_source=newsletter&utm_medium=email")
      .after(60 * MINUTE)
      .page();
    const { summary } = journeyAfter(
      told
        .track("Order Completed", { order_id: "A1" })
        .after(60 * MINUTE)
        .page("/", { referrer: "https://www.facebook.com/" }),
    );
    expect([summary.first?.channel, summary.deciding?.channel, summary.last?.channel]).toEqual(["Paid Search", "Email", "Organic Social"]);
  });

  it("have no deciding one before there is a lead or an order", () => {
    expect(journeyAfter(story().page(AD)).summary.deciding).toBeNull();
  });
});
