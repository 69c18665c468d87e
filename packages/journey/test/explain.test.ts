import { describe, expect, it } from "vitest";
import { explain, type Language } from "../src/index.js";
import { cart, customer, lead, line, modelOf, served } from "./explain-story.js";
import { DAY, HOUR, journeyAfter, type Story } from "./story.js";

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
    expect(read(lead(), "en", 200 * DAY)).toEqual([
      "Back in Attract (Engaged) since 2027-05-21 02:02 UTC, because: No event for 180 days.",
      "Next forward: leaving a contact leads to Convert (Lead).",
      "Further on: booking a consultation, a webinar or a trial, or buying the entry offer leads to Convert (Committed).",
    ]);
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
