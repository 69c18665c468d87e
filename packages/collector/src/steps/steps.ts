import type { KeyedHash } from "@waystitch/naming";
import type { FindCountry } from "../find-country.js";
import { buildRows } from "./build-rows.js";
import { correctTime } from "./correct-time.js";
import type { Recordable } from "./draft.js";
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
  readonly findCountry: FindCountry;
}

/**
 * What happens to an event between the request and the database. It records and does not judge: no rule about
 * sessions, stages or identity has a step here, so that rules can change and be replayed over what was recorded.
 */
export function createSteps(tools: Tools): Step<unknown, Recordable> {
  return inOrder(
    parse, //            bounded, its fields of their kinds, free of what the database refuses
    normalise, //        GA4's, Snowplow's or Klaviyo's event becomes ours
    validate, //         somebody's, about a known order, from a key that may say so
    correctTime, //      dated by the collector's clock
    readCampaign, //     utm parameters out of the page's address
    enrich(tools), //    browser, robot or not, language, network
    scrub(tools), //     e-mail addresses and phone numbers become keyed hashes
    buildRows, //        one row of `events`, and of `contacts` where the site keeps them
  );
}
