import { type CampaignContext, cleanText, isObject, type JsonObject } from "@waystitch/protocol";
import type { Timed } from "./draft.js";
import type { Step } from "./in-order.js";

/** Campaign parameters of an address, each under Segment's name for it. */
const PARAMETERS = {
  utm_source: "source",
  utm_medium: "medium",
  utm_campaign: "name",
  utm_term: "term",
  utm_content: "content",
  utm_id: "id",
} as const satisfies Record<string, keyof CampaignContext>;

/** A cheap test that every address with a campaign passes, so that most are not taken apart. */
const MAYBE = /utm(?:_|%5f)/i;
/** No campaign's name is as long: a longer value stays in the address alone, so that an event does not double its size. */
const LONGEST = 1_000;

const ABSOLUTE = /^[a-z][a-z\d+.-]*:\/{0,2}[^/?#]/i;

/** What stands between the question mark and the fragment of an address. */
function queryOf(url: string): URLSearchParams | null {
  if (!ABSOLUTE.test(url)) return null;
  const [whole = ""] = url.split("#", 1);
  return new URLSearchParams(whole.slice(whole.indexOf("?") + 1));
}

function campaignIn(url: string): CampaignContext | null {
  const query = url.includes("?") && MAYBE.test(url) ? queryOf(url) : null;
  if (query === null) return null;
  const named = Object.entries(PARAMETERS).flatMap(([parameter, name]) => {
    const value = query.get(parameter);
    // `%00` is a NUL only now.
    return value && value.length <= LONGEST ? [[name, cleanText(value)]] : [];
  });
  return named.length === 0 ? null : Object.fromEntries(named);
}

/** Names the campaign that a browser's page has in its address, where the browser does not name one itself. */
export const readCampaign: Step<Timed, Timed> = (event, { sender }) => {
  const { page, campaign } = event.context;
  if (sender.trusted || (campaign ?? null) !== null || !isObject(page)) return event;
  const { url } = page as JsonObject;
  const found = typeof url === "string" ? campaignIn(url) : null;
  return found === null ? event : { ...event, context: { ...event.context, campaign: found as JsonObject } };
};
