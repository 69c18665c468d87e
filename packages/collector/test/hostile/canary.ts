import { isDeepStrictEqual } from "node:util";
import type { TestDatabase } from "../start-collector.js";

const NAME = "Kính mắt “đẹp” – giá 450.000 ₫";
/** The second value is the first taken apart: whoever puts letters together on the way changes it. */
const PROPERTIES = {
  "ghi chú": "Gọng kính đỏ, tròng chống ánh sáng xanh 😎",
  "taken apart": "Gọng kính đỏ".normalize("NFD"),
  price: 450_000.5,
  list: [null, ""],
};
const PAGE = { url: "https://shop.example/gọng-kính?màu=đỏ", title: 'Mắt Xinh – Hà Nội\t"1"', referrer: "https://www.google.com/" };
const CAMPAIGN = { source: "zalo", name: "Tết Nguyên Đán" };

/** Whose all canaries are. */
const VISITOR = "canary";

/** A good event, as JSON, of which every byte must arrive. */
export const canaryOf = (id: string): string =>
  JSON.stringify({
    type: "page",
    messageId: id,
    anonymousId: VISITOR,
    name: NAME,
    properties: PROPERTIES,
    context: { page: PAGE, campaign: CAMPAIGN, "ngữ cảnh": "ổn" },
  });

const EXPECTED = {
  name: NAME,
  properties: PROPERTIES,
  page_url: PAGE.url,
  page_title: PAGE.title,
  referrer: PAGE.referrer,
  campaign: CAMPAIGN,
  context: { "ngữ cảnh": "ổn" },
};

/** Which of these canaries are not stored exactly as they were sent. */
export async function loadLostCanaries({ query }: TestDatabase, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await query<typeof EXPECTED & { readonly event_id: string }>(
    `select event_id, name, properties, page_url, page_title, referrer, campaign, context from events where visitor_id = '${VISITOR}'`,
  );
  const intact = new Set(rows.filter(({ event_id: _id, ...stored }) => isDeepStrictEqual(stored, EXPECTED)).map((row) => row.event_id));
  return ids.filter((id) => !intact.has(id));
}
