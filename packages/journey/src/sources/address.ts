/** The parts of a web address that the rules read. */
export interface Address {
  /** In lower case, without port and a leading `www.`. */
  readonly host: string;
  /** As `URL` gives it, at least `/`. */
  readonly path: string;
  /** What stands between `?` and `#`, still encoded. */
  readonly query: string;
  /** Scheme, host and port as they are written, or `null` where that takes a closer look. */
  readonly origin: string | null;
}

// A URL costs more than all other rules together, so the plain addresses, nearly all there are, are read without one. What
// these patterns do not take whole, such as other alphabets, dots in a path and addresses with a user name, is left to URL.
const HOST = String.raw`((?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*)`;
const PLAIN_ADDRESS = new RegExp(String.raw`^(https?://${HOST}(?::\d{1,4})?)(/[\w!$&'()*+,;=:@%/~.-]*)?(?:\?([!"$-~]*))?(?:#[!-~]*)?$`);
const PLAIN_HOST = new RegExp(`^https?://${HOST}(?:[/?#]|$)`);
const DOT_SEGMENT = /\/(?:\.|%2e)/i;
/** Only the web, and Android apps, which name themselves in a referrer, bring visits. */
const KNOWN_SCHEME = /^\s*(?:https?|android-app):/i;

function bareHost(host: string): string {
  const name = (host.endsWith(".") ? host.slice(0, -1) : host).toLowerCase();
  return name.startsWith("www.") ? name.slice(4) : name;
}

function parseUrl(text: string): URL | null {
  if (!KNOWN_SCHEME.test(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The text between `?` and `#`, without what `URL` drops: tabs and ends of lines. */
function queryOf(text: string): string {
  const [before = ""] = text.replace(/[\t\n\r]/g, "").split("#", 1);
  const from = before.indexOf("?");
  return from === -1 ? "" : before.slice(from + 1);
}

/** Reads an address; `null` when it is none of the web. Hosts of other alphabets come in Punycode. */
export function parseAddress(text: string): Address | null {
  const [, origin, host, path = "/", query = ""] = PLAIN_ADDRESS.exec(text) ?? [];
  if (origin !== undefined && host !== undefined && !host.includes("xn--") && !DOT_SEGMENT.test(path)) {
    return { host: bareHost(host), path, query, origin };
  }
  const url = parseUrl(text);
  if (url === null || url.hostname === "") return null;
  return { host: bareHost(url.hostname), path: url.pathname, query: queryOf(text), origin: null };
}

/** True when an address plainly is of the same origin; `false` leaves it open. */
export function isSameOrigin(origin: string | null, text: string): boolean {
  return origin !== null && text.startsWith(origin) && ["", "/", "?", "#"].includes(text.charAt(origin.length));
}

/** The host of an address, as in `Address`, or `null`. */
export function parseHost(text: string): string | null {
  const host = PLAIN_HOST.exec(text)?.[1];
  if (host !== undefined && !host.includes("xn--")) return bareHost(host);
  const name = parseUrl(text)?.hostname;
  return name === undefined || name === "" ? null : bareHost(name);
}
