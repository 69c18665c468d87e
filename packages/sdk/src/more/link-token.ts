import { hex, hmacSha256 } from "./sha256.js";

/** How long a link may take from the click to the page it opens. */
const LIFE_S = 120;

/** What both pages can see of the browser, and a browser of another kind would show otherwise. */
export interface Browser {
  readonly userAgent: string;
  readonly language: string;
  /** Minutes from UTC; the zone's name would take many milliseconds of a click. */
  readonly timeOffset: number;
}

/** The browser this runs in. */
export const thisBrowser = (): Browser => ({
  userAgent: navigator.userAgent,
  language: navigator.language,
  timeOffset: new Date().getTimezoneOffset(),
});

/** 128 bits, in hexadecimal digits. */
const signatureOf = (visitorId: string, stamp: string, { userAgent, language, timeOffset }: Browser, writeKey: string): string =>
  hex(hmacSha256(writeKey, [visitorId, stamp, userAgent, language, timeOffset].join("\n"))).slice(0, 32);

/**
 * What a link says about its visitor: `<visitor id>.<seconds since 1970 in base 36>.<signature>`.
 *
 * The key is the public write key, so the signature proves no identity: whoever reads the page can make one. It
 * does keep a link that was copied to somebody else from making two people one, unless both use browsers of the same kind and
 * settings within two minutes.
 *
 * @param now epoch milliseconds
 */
export function linkToken(visitorId: string, now: number, browser: Browser, writeKey: string): string {
  const stamp = Math.floor(now / 1000).toString(36);
  return [visitorId, stamp, signatureOf(visitorId, stamp, browser, writeKey)].join(".");
}

/** The visitor a link brings, if it was made for this site, in a browser like this one, in the last two minutes. */
export function visitorOfToken(token: string, now: number, browser: Browser, writeKey: string): string | undefined {
  const [, visitorId = "", stamp = "", signature] = /^([\w-]{8,100})\.([a-z\d]{1,9})\.([a-f\d]{32})$/.exec(token) || [];
  const age = now / 1000 - Number.parseInt(stamp, 36);
  return age >= 0 && age <= LIFE_S && signature === signatureOf(visitorId, stamp, browser, writeKey) ? visitorId : undefined;
}
