import { attempt } from "../attempt.js";
import type { Extended } from "./extended.js";
import { followDialogs } from "./follow-dialogs.js";
import { hashContacts } from "./hash-contacts.js";
import { isOn } from "./is-on.js";
import { DEBUG, LINK, withoutParameter } from "./link-address.js";
import { linkDomains } from "./link-domains.js";

export type { Extended, MoreOptions, Sent } from "./extended.js";

/** What an event becomes that cannot be hashed: nothing of it leaves, and the collector counts it as rejected. */
const NOTHING = "null";

/**
 * What few pages need, and so is no part of the script that all of them load: links among the site's domains, contacts that
 * leave the browser as hashes only, and consent dialogs that speak TCF or Google's Consent Mode. Each by its option.
 *
 * @returns the JSON of the events that were recorded before and still wait, for `debug`
 */
export function more(page: Extended): readonly string[] {
  const { options, revise } = page;
  const early: string[] = [];
  const clean = (json: string): string => {
    // Our own parameters are no part of a page's address.
    const text = [LINK, DEBUG].reduce(withoutParameter, json);
    if (!isOn(options.hash)) return text;
    try {
      return hashContacts(text);
    } catch {
      return NOTHING;
    }
  };
  revise((json) => {
    early.push(clean(json));
    return early[early.length - 1] as string;
  });
  revise(clean);
  // One that fails takes neither the others nor the page along.
  attempt(() => linkDomains(page));
  attempt(() => followDialogs(page));
  return early;
}
