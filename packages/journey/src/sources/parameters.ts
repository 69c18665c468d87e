import clickIds from "./data/click-ids.json" with { type: "json" };

/** A parameter that a platform appends to links. */
interface Marker {
  /** The parameter's name. */
  readonly id: string;
  /** Its line in its table: of several, the first counts. */
  readonly place: number;
  readonly source: string;
  readonly medium: string;
}

/** A click id proves source and medium. */
export interface Click extends Marker {
  readonly isPaid: boolean;
}

/** A share marker proves a source when nothing else names one: it is also on links that nobody paid for. */
export type Share = Marker;

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

/** Click ids and share markers, the strongest first. */
export const CLICKS: readonly Click[] = Object.entries(clickIds.clicks).map(([id, click], place) => ({ id, place, ...click }));
export const SHARES: readonly Share[] = Object.entries(clickIds.shares).map(([id, share], place) => ({ id, place, ...share }));

type Named = "source" | "medium" | "campaign" | "code" | "state";
type Known = { readonly named: Named } | { readonly click: Click } | { readonly share: Share };

const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  ["utm_source", { named: "source" }],
  ["utm_medium", { named: "medium" }],
  ["utm_campaign", { named: "campaign" }],
  ["code", { named: "code" }],
  ["state", { named: "state" }],
  ...CLICKS.map((click): [string, Known] => [click.id, { click }]),
  ...SHARES.map((share): [string, Known] => [share.id, { share }]),
]);

const NO_PARAMETERS: Parameters = { source: null, medium: null, campaign: null, click: null, share: null, isSignInReturn: false };

// A key may be encoded, or broken by what URL drops.
const KNOWN_KEY = new RegExp(`(?:^|[?&])(?:${[...KNOWN.keys()].join("|")}|[^?&=%+\\t\\n\\r]*[%+\\t\\n\\r][^&=]*)=`, "i");

/** False for an address or a query that surely holds no known parameter, as most do, at a fraction of what reading it costs. */
export const mayHoldParameters = (text: string): boolean => KNOWN_KEY.test(text);

/** As forms encode it; what is not UTF-8 becomes U+FFFD, as in a browser. */
function decode(text: string): string {
  if (!text.includes("%") && !text.includes("+")) return text;
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return new URL(`https://x/?v=${text}`).searchParams.get("v") ?? "";
  }
}

const stronger = <T extends Marker>(one: T | null, other: T): T => (one === null || other.place < one.place ? other : one);

/** Reads a query as `Address` has it. Keys count whole and in any case, blank values as absent, of several the first. */
export function readParameters(query: string): Parameters {
  if (query === "" || !mayHoldParameters(query)) return NO_PARAMETERS;
  const named: Record<Named, string | null> = { source: null, medium: null, campaign: null, code: null, state: null };
  let click: Click | null = null;
  let share: Share | null = null;
  for (const part of query.split("&")) {
    const equals = part.indexOf("=");
    const key = part.slice(0, Math.max(equals, 0));
    const known = KNOWN.get(key) ?? KNOWN.get(decode(key).toLowerCase());
    const value = known === undefined ? "" : decode(part.slice(equals + 1)).trim();
    if (known === undefined || value === "") continue;
    if ("named" in known) named[known.named] ??= value;
    else if ("click" in known) click = stronger(click, known.click);
    else share = stronger(share, known.share);
  }
  const { source, medium, campaign, code, state } = named;
  return { source, medium, campaign, click, share, isSignInReturn: code !== null && state !== null };
}
