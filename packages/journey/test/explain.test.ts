import { describe, expect, it } from "vitest";
import { explain, type Journey, journeysOf, type Language, MODELS, type ModelExplanation, type StageModel } from "../src/index.js";
import { happen } from "./happen.js";
import { DAY, HOUR, journeyAfter, MINUTE, SHOP, type Story, story } from "./story.js";

const line = { product_id: "p1", name: "Gọng tròn", price: 1_290_000, quantity: 1 };
const visit = () => story().page("/").after(MINUTE).page("/kinh-mat");
const lead = () => visit().after(MINUTE).track("Lead Captured", { lead_magnet: "Gương mặt bạn hợp mẫu kính nào?" });
const cart = () => lead().after(HOUR).track("Product Added", line);
const customer = () => cart().after(MINUTE).track("Order Completed", { order_id: "A1", total: 1_290_000, currency: "VND" });
const served = () =>
  customer()
    .after(2 * DAY)
    .server("Order Delivered", { order_id: "A1" });

function modelOf(journey: Journey, id: string, language?: Language): ModelExplanation {
  const model = explain(journey, language).models.find((candidate) => candidate.model === id);
  if (model === undefined) throw new Error(`there is no model ${id}`);
  return model;
}

/** What a marketer reads about a story in the default model. */
const read = (told: Story, language: Language, ms?: number): readonly string[] =>
  modelOf(journeyAfter(told, ms), "inbound", language).sentences;

describe("a marketer who asks about a person reads", () => {
  it("of a lead", () => {
    expect(read(lead(), "en")).toEqual([
      "In Convert (Lead) since 2026-11-22 02:02 UTC, because: Left a contact for “Gương mặt bạn hợp mẫu kính nào?”.",
      "Next forward: booking a consultation, a webinar or a trial, or buying the entry offer leads to Convert (Committed).",
      "Further on: putting a product into the cart leads to Close (Cart).",
      "Back: unsubscribing from e-mail leads back to Attract (Engaged).",
      "If nothing happens until 2027-05-21 02:02 UTC, the person then counts as lapsed and moves back to Attract (Engaged).",
    ]);
    expect(read(lead(), "vi")).toEqual([
      "Đang ở giai đoạn Chuyển đổi (Để lại liên hệ) từ 2026-11-22 02:02 UTC, vì: Đã để lại liên hệ để nhận “Gương mặt bạn hợp mẫu kính nào?”.",
      "Bước tiếp theo: khi đăng ký tư vấn, hội thảo, dùng thử hoặc mua ưu đãi mở đầu, khách chuyển sang Chuyển đổi (Cam kết).",
      "Xa hơn: khi cho sản phẩm vào giỏ hàng, khách chuyển sang Chốt đơn hàng (Thêm vào giỏ).",
      "Lùi lại: khi hủy nhận e-mail, khách lùi về Thu hút (Quan tâm).",
      "Nếu đến 2027-05-21 02:02 UTC vẫn không có gì xảy ra, khách được coi là đã ngừng tương tác và lùi về Thu hút (Quan tâm).",
    ]);
  });

  it("of a cart: when it expires, and where the person goes then", () => {
    expect(read(cart(), "en").at(-2)).toBe(
      "If nothing happens, the cart expires on 2026-11-29 03:02 UTC and the person moves back to Convert (Lead).",
    );
    expect(read(cart(), "vi").at(-2)).toBe(
      "Nếu không có gì xảy ra, giỏ hàng sẽ hết hạn vào 2026-11-29 03:02 UTC và khách lùi về Chuyển đổi (Để lại liên hệ).",
    );
    expect(read(served().track("Product Added", line), "en").at(-2)).toBe(
      "If nothing happens, the cart expires on 2026-12-01 03:03 UTC and the person stays in Delight (Served).",
    );
    expect(read(served().track("Product Added", line), "vi").at(-2)).toBe(
      "Nếu không có gì xảy ra, giỏ hàng sẽ hết hạn vào 2026-12-01 03:03 UTC và khách vẫn ở Hài lòng (Đã nhận hàng).",
    );
  });

  it("of a customer who was served: several rules that lead back to one step are one sentence", () => {
    expect(read(served(), "en").slice(1, 5)).toEqual([
      "Next forward: ordering again after a regular order leads to Delight (Repeat).",
      "Further on: a review of 4 stars or more, or good feedback, leads to Delight (Advocate).",
      "Back: the cancellation of the last remaining order, or the full refund of the last remaining order, leads back to Convert (Lead).",
      "Back: bad feedback or a review of 1 or 2 stars leads back to Close (Customer).",
    ]);
    expect(read(served(), "vi").slice(1, 5)).toEqual([
      "Bước tiếp theo: khi đặt hàng lần nữa sau một đơn hàng chính, khách chuyển sang Hài lòng (Mua lại).",
      "Xa hơn: khi đánh giá sản phẩm từ 4 sao trở lên hoặc gửi phản hồi hài lòng, khách chuyển sang Hài lòng (Ủng hộ).",
      "Lùi lại: khi đơn hàng cuối cùng còn lại bị hủy hoặc đơn hàng cuối cùng còn lại được hoàn tiền toàn bộ, khách lùi về Chuyển đổi (Để lại liên hệ).",
      "Lùi lại: khi gửi phản hồi không hài lòng hoặc đánh giá 1–2 sao, khách lùi về Chốt đơn hàng (Khách hàng).",
    ]);
  });

  it("of somebody who moved back", () => {
    const told = served().after(HOUR).track("Feedback Given", { score: 3, scale: "nps" });
    expect(read(told, "en")[0]).toBe("Back in Close (Customer) since 2026-11-24 04:03 UTC, because: Gave bad feedback: NPS 3 of 10.");
    expect(read(told, "vi")[0]).toBe(
      "Đã lùi về giai đoạn Chốt đơn hàng (Khách hàng) từ 2026-11-24 04:03 UTC, vì: Đã phản hồi không hài lòng: NPS 3/10.",
    );
  });

  it("of a promoter that no step lies further on", () => {
    const told = served().track("Referral Shared", {});
    expect(read(told, "en")[1]).toBe("No step lies further on.");
    expect(read(told, "vi")[1]).toBe("Đây là bước cuối cùng.");
  });

  it("of a customer who fell silent that they have lapsed, and nothing more that comes by itself", () => {
    const told = journeyAfter(customer(), 200 * DAY);
    expect(read(customer(), "en", 200 * DAY)).toContain("Counts as lapsed since 2027-05-21 03:03 UTC: no event for 180 days.");
    expect(read(customer(), "vi", 200 * DAY)).toContain(
      "Được coi là đã ngừng tương tác từ 2027-05-21 03:03 UTC: không có hoạt động nào trong 180 ngày.",
    );
    expect(explain(told).lapsedAt).toBe(told.lastSeenAt + 180 * DAY);
    expect(modelOf(told, "inbound").byItself).toEqual([]);
    expect(explain(journeyAfter(customer())).lapsedAt).toBeNull();
  });

  it("times in the way that the asker writes them", () => {
    const [first] = explain(journeyAfter(lead()), "vi", (at) => `lúc ${new Date(at + 7 * HOUR).toISOString().slice(11, 16)}`).models;
    expect(first?.sentences[0]).toMatch(/từ lúc 09:02, vì:/);
    expect(first?.entries[0]?.sentence).toBe("Đến giai đoạn Thu hút (Biết đến) vào lúc 09:00: Được ghi nhận lần đầu tiên.");
  });
});

describe("a developer who asks about an entry reads", () => {
  it("its rule in words, its event and its sentence", () => {
    const told = served().after(HOUR).track("Feedback Given", { score: 3, scale: "nps" });
    const { entries } = modelOf(journeyAfter(told), "inbound");
    expect(entries[2]).toEqual({
      sequence: 3,
      direction: "forward",
      place: { stage: "Convert", stageLabel: "Convert", step: "lead", stepLabel: "Lead", name: "Convert (Lead)" },
      enteredAt: told.facts[2]?.at,
      leftAt: told.facts[3]?.at,
      rule: "step:lead",
      ruleDescription: "Entered by leaving a contact.",
      milestone: "lead_captured",
      evidence: { visitorId: "v1", eventId: "e003" },
      reason: "Left a contact for “Gương mặt bạn hợp mẫu kính nào?”.",
      sentence: "Entered Convert (Lead) on 2026-11-22 02:02 UTC: Left a contact for “Gương mặt bạn hợp mẫu kính nào?”.",
    });
    expect(entries.at(-1)).toMatchObject({
      direction: "back",
      rule: "back:dissatisfied",
      ruleDescription: "Said to be dissatisfied",
      evidence: { visitorId: "v1", eventId: "e007" },
      sentence: "Moved back to Close (Customer) on 2026-11-24 04:03 UTC: Gave bad feedback: NPS 3 of 10.",
    });
    expect(modelOf(journeyAfter(told), "inbound", "vi").entries[2]?.ruleDescription).toBe("Đến bước này khi để lại liên hệ.");
  });

  it("plain JSON and nothing else", () => {
    const told = explain(journeyAfter(cart()));
    expect(JSON.parse(JSON.stringify(told))).toEqual(told);
  });
});

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
    expect(ways({ milestone: "order_completed", where: { attribute: "total", atLeast: 5 } })).toEqual([]);
    expect(ways({ milestone: "order_completed", where: { attribute: "larger", equals: true } })).toEqual([]);
    expect(ways({ milestone: "first_touch", where: { attribute: "x", exists: false } })).toEqual([]);
    expect(ways({ milestone: "engaged" }, { milestone: "lapsed" })).toEqual([]);
  });

  it("may move people on by time", () => {
    const { byItself, forward } = told(own([{ milestone: "lapsed" }]));
    expect(forward).toEqual([]);
    expect(byItself).toMatchObject([{ milestone: "lapsed", direction: "forward", rule: "step:there" }]);
  });
});
