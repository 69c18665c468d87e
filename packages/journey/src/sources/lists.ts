import ga4 from "./data/ga4.json" with { type: "json" };
import matomo from "./data/matomo.json" with { type: "json" };
import vietnam from "./data/vietnam.json" with { type: "json" };
import world from "./data/world.json" with { type: "json" };

/** What a known source is. A payment gateway or a sign-in page never brings a visit. */
export type SourceList = "search" | "social" | "video" | "shopping" | "assistants" | "mail" | "payment" | "signIn";

type Pack = Readonly<Partial<Record<SourceList, readonly string[]>>>;

/** The lists, each from its data file, which says where they come from. No name stands in two lists. */
export const PACKS: Readonly<Record<string, Pack>> = {
  ga4: ga4.sources,
  matomo: matomo.sources,
  world: world.sources,
  vietnam: vietnam.sources,
};

/** A host name is no longer (RFC 1035). */
const MAX_HOST_LENGTH = 253;

/** Labels that stand before a country's, as in `google.com.vn`. */
const BEFORE_COUNTRY: ReadonlySet<string> = new Set(["com", "co", "org", "net"]);

const names = new Map<string, SourceList>();
const parents = new Map<string, SourceList>();
const stems = new Map<string, SourceList>();
const parentStems = new Map<string, SourceList>();

/** `google` and `zalo.me` mean just that, `*.zalo.me` its subdomains too, and `google.*` the host in every country. */
function addPattern(pattern: string, list: SourceList): void {
  const isParent = pattern.startsWith("*.");
  const host = isParent ? pattern.slice(2) : pattern;
  if (host.endsWith(".*")) (isParent ? parentStems : stems).set(host.slice(0, -2), list);
  else (isParent ? parents : names).set(host, list);
}

for (const pack of Object.values(PACKS)) {
  // The keys of a pack are lists: its type says so, and Object.entries forgets it.
  for (const [list, patterns] of Object.entries(pack) as [SourceList, readonly string[]][]) {
    for (const pattern of patterns) addPattern(pattern, list);
  }
}

/** A host without its country: `maps.google` of maps.google.com.vn; `null` under a suffix that names no country. */
function stemOf(host: string): string | null {
  const last = host.lastIndexOf(".");
  const top = host.slice(last + 1);
  const rest = host.slice(0, last);
  if (top === "com") return rest;
  if (top.length !== 2) return null;
  const before = rest.lastIndexOf(".");
  return before !== -1 && BEFORE_COUNTRY.has(rest.slice(before + 1)) ? rest.slice(0, before) : rest;
}

/** The list of the longest known parent, such as `zalo.me` for `oa.zalo.me`. */
function listOfParent(host: string): SourceList | undefined {
  for (let from = 0, dot = host.indexOf("."); dot !== -1; from = dot + 1, dot = host.indexOf(".", from)) {
    const list = parents.get(from === 0 ? host : host.slice(from));
    if (list !== undefined) return list;
  }
  return undefined;
}

function listOfStem(host: string): SourceList | undefined {
  const stem = stemOf(host);
  return stem === null ? undefined : (stems.get(stem) ?? parentStems.get(stem.slice(stem.lastIndexOf(".") + 1)));
}

/** Companies' own web mail by its usual name, such as mail.congty.vn; not a site such as mail.ru. */
const isOwnMail = (host: string): boolean => /^(?:web)?mail\.[^.]+\../.test(host);

/**
 * The list a source stands in: a host, or the name in a campaign parameter. The most exact entry decides.
 * @param source in lower case
 */
export function listOf(source: string): SourceList | null {
  if (source.length > MAX_HOST_LENGTH) return null;
  const host = source.startsWith("www.") ? source.slice(4) : source;
  const list = names.get(host);
  if (list !== undefined) return list;
  if (!host.includes(".")) return null;
  return listOfParent(host) ?? listOfStem(host) ?? (isOwnMail(host) ? "mail" : null);
}
