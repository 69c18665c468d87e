import clickIds from "./data/click-ids.json" with { type: "json" };

/** What a click id proves. */
export interface Click {
  /** The parameter's name. */
  readonly id: string;
  readonly source: string;
  readonly medium: string;
  readonly isPaid: boolean;
}

/** What a share marker proves when nothing else names a source: it is also on links that nobody paid for. */
export interface Share {
  readonly source: string;
  readonly medium: string;
}

/** What the query of a landing page says. */
export interface Parameters {
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  readonly click: Click | null;
  readonly share: Share | null;
  /** The visitor comes back from a sign-in page (RFC 6749, section 4.1.2), which only sent him on. */
  readonly isSignInReturn: boolean;
}

/** Click ids and share markers by parameter, the strongest first. */
export const CLICKS: readonly Click[] = Object.entries(clickIds.clicks).map(([id, click]) => ({ id, ...click }));
export const SHARES: readonly (Share & { readonly id: string })[] = Object.entries(clickIds.shares).map(([id, share]) => ({
  id,
  ...share,
}));

const KEYS: ReadonlySet<string> = new Set(
  ["utm_source", "utm_medium", "utm_campaign", "code", "state"].concat(
    CLICKS.map(({ id }) => id),
    SHARES.map(({ id }) => id),
  ),
);
const NO_PARAMETERS: Parameters = { source: null, medium: null, campaign: null, click: null, share: null, isSignInReturn: false };

/** Tells at once that a query holds no known key, as most do; a key may be encoded. */
const MAY_BE_KNOWN = new RegExp(`(?:^|&)(?:${[...KEYS].join("|")}|[^&=%+]*[%+][^&=]*)=`, "i");

/** As forms encode it; what is not UTF-8 becomes U+FFFD, as in a browser. */
function decode(text: string): string {
  if (!text.includes("%") && !text.includes("+")) return text;
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return new URL(`https://x/?v=${text}`).searchParams.get("v") ?? "";
  }
}

/** The known parameters with their first values, trimmed and not blank. */
function knownParameters(query: string): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const part of query.split("&")) {
    const equals = part.indexOf("=");
    const written = equals === -1 ? "" : part.slice(0, equals);
    const key = KEYS.has(written) ? written : decode(written).toLowerCase();
    if (!KEYS.has(key) || known.has(key)) continue;
    const value = decode(part.slice(equals + 1)).trim();
    if (value !== "") known.set(key, value);
  }
  return known;
}

/** Reads a query as `Address` has it. Keys count whole and in any case, blank values as absent. */
export function readParameters(query: string): Parameters {
  if (query === "" || !MAY_BE_KNOWN.test(query)) return NO_PARAMETERS;
  const known = knownParameters(query);
  return {
    source: known.get("utm_source") ?? null,
    medium: known.get("utm_medium") ?? null,
    campaign: known.get("utm_campaign") ?? null,
    click: CLICKS.find(({ id }) => known.has(id)) ?? null,
    share: SHARES.find(({ id }) => known.has(id)) ?? null,
    isSignInReturn: known.has("code") && known.has("state"),
  };
}
