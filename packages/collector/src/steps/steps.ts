import type { EventRow } from "@waystitch/store";
import type { KeyedHash } from "../scrub/keyed-hash.js";
import { buildRow } from "./build-row.js";
import { correctTime } from "./correct-time.js";
import { enrich } from "./enrich.js";
import { inOrder, type Step } from "./in-order.js";
import { normalise } from "./normalise.js";
import { parse } from "./parse.js";
import { readCampaign } from "./read-campaign.js";
import { scrub } from "./scrub.js";
import type { ReadUserAgent } from "./user-agent.js";
import { validate } from "./validate.js";

/** What the steps need from outside. */
export interface Tools {
  readonly readUserAgent: ReadUserAgent;
  readonly hash: KeyedHash;
}

/**
 * What happens to an event between the request and the database. It records and does not judge: no rule about
 * sessions, stages or identity has a step here, so that rules can change and be replayed over what was recorded.
 */
export function createSteps(tools: Tools): Step<unknown, EventRow> {
  return inOrder(
    parse, //            bounded, its fields of their kinds, free of what the database refuses
    normalise, //        GA4's, Snowplow's or Klaviyo's event becomes ours
    validate, //         somebody's, about a known order, from a key that may say so
    correctTime, //      dated by the collector's clock
    readCampaign, //     utm parameters out of the page's address
    enrich(tools), //    browser, robot or not, language, network
    scrub(tools), //     e-mail addresses and phone numbers become keyed hashes
    buildRow, //         one row of `events`
  );
}
