import { parseMoney } from "@waystitch/journey";
import type { NewChannelCost } from "@waystitch/store";
import { fieldsOf, findUnknownField } from "../access/read-body.js";
import { isDay } from "../reports/parse-question.js";

const FIELDS = ["channel", "campaign", "firstDay", "lastDay", "amount", "currency", "note"];
const LONGEST = { channel: 100, campaign: 200, note: 500 };
/** No shop has paid as much; a typing mistake may have. */
const MOST_DIGITS = 15;

const isText = (value: unknown, most: number): value is string =>
  typeof value === "string" && value.length <= most && !value.includes("\0");
const isAmount = (value: unknown): value is string =>
  typeof value === "string" && new RegExp(`^\\d{1,${MOST_DIGITS}}(\\.\\d{1,4})?$`).test(value) && parseMoney(value) !== null;

/** Reads a cost that somebody enters. Returns a sentence that says what is wrong, when something is. */
export function parseCost(body: unknown): Omit<NewChannelCost, "enteredBy"> | string {
  const fields = fieldsOf(body);
  const { channel, campaign = "", firstDay, lastDay, amount, currency, note = "" } = fields;
  if (findUnknownField(fields, FIELDS) !== null) return `Send ${FIELDS.join(", ")} and nothing else.`;
  if (!isText(channel, LONGEST.channel) || channel.trim() === "") return "channel must be the name of a channel.";
  if (!isText(campaign, LONGEST.campaign)) return `campaign must be a text of at most ${LONGEST.campaign} characters.`;
  if (!isDay(firstDay) || !isDay(lastDay) || firstDay > lastDay) return "firstDay and lastDay must be days such as 2026-11-30, in order.";
  if (!isAmount(amount))
    return `amount must be a number such as 1500000, with at most ${MOST_DIGITS} digits before the point and 4 after it.`;
  if (typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) return "currency must be an ISO 4217 code such as VND.";
  if (!isText(note, LONGEST.note)) return `note must be a text of at most ${LONGEST.note} characters.`;
  return { channel: channel.trim(), campaign: campaign.trim() === "" ? null : campaign.trim(), firstDay, lastDay, amount, currency, note };
}
