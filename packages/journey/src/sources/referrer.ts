import type { SiteSettings } from "../fact.js";
import { type Address, isSameOrigin, parseHost } from "./address.js";
import { listOf, type SourceList } from "./lists.js";

const ownHosts = new WeakMap<SiteSettings, ReadonlySet<string>>();

/** The site's own hosts, as referrers name them; an owner may have written an address, or `*.` before the host. */
function ownHostsOf(settings: SiteSettings): ReadonlySet<string> {
  const known = ownHosts.get(settings);
  if (known !== undefined) return known;
  const hosts = settings.domains.map((domain) =>
    parseHost(
      `https://${domain
        .trim()
        .replace(/^[a-z]+:\/\//i, "")
        .replace(/^\*\./, "")}`,
    ),
  );
  const own = new Set(hosts.filter((host) => host !== null));
  ownHosts.set(settings, own);
  return own;
}

const isWithin = (host: string, parent: string): boolean =>
  host.length > parent.length && host.endsWith(parent) && host.charAt(host.length - parent.length - 1) === ".";

/** True for the page's own host, one above or below it, and the site's domains with all theirs. */
function isOwn(host: string, pageHost: string | null, own: ReadonlySet<string>): boolean {
  if (pageHost !== null && (host === pageHost || isWithin(host, pageHost) || isWithin(pageHost, host))) return true;
  if (own.size === 0) return false;
  for (let from = 0; ; from += 1) {
    if (own.has(host.slice(from))) return true;
    from = host.indexOf(".", from);
    if (from === -1) return false;
  }
}

/** Where a visit came from. */
export interface Referrer {
  readonly host: string;
  readonly list: SourceList | null;
}

/**
 * What brought a visit, or `null`: the site's own pages, payment gateways and sign-in pages bring none.
 * @param page address of the page that was visited
 */
export function referrerOf(referrer: string | null, page: Address | null, settings: SiteSettings): Referrer | null {
  if (referrer === null || referrer === "") return null;
  if (page !== null && isSameOrigin(page.origin, referrer)) return null;
  const host = parseHost(referrer);
  if (host === null || isOwn(host, page === null ? null : page.host, ownHostsOf(settings))) return null;
  const list = listOf(host);
  return list === "payment" || list === "signIn" ? null : { host, list };
}
