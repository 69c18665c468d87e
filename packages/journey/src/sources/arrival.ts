import { type Fact, type SiteSettings, textOf } from "../fact.js";
import { isListed } from "./lists.js";

/** How a visit came to the site, as far as the first page tells. */
export interface Arrival {
  /** Campaign source or the referring host; `null` when the visit came from nowhere. */
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  /** The advertiser's click id in the address, by its parameter's name. */
  readonly clickId: string | null;
  /** Host of the page before, unless it is the site itself or a payment gateway. */
  readonly referrer: string | null;
  readonly landingPage: string | null;
}

/** Click ids that prove a paid click. `fbclid` is missing on purpose: organic shares carry it too. */
const PAID_CLICKS: Readonly<Record<string, readonly [source: string, medium: string]>> = {
  gclid: ["google", "cpc"],
  gbraid: ["google", "cpc"],
  wbraid: ["google", "cpc"],
  gad_source: ["google", "cpc"],
  dclid: ["google", "display"],
  msclkid: ["bing", "cpc"],
  ttclid: ["tiktok", "cpc"],
  twclid: ["twitter", "cpc"],
  li_fat_id: ["linkedin", "cpc"],
  yclid: ["yandex", "cpc"],
};

function parseUrl(text: string | null): URL | null {
  if (text === null) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

const bareHost = (host: string): string => host.toLowerCase().replace(/^www\./, "");

function isOwn(host: string, own: string | null, settings: SiteSettings): boolean {
  if (host === own) return true;
  return settings.domains.some((domain) => host === bareHost(domain) || host.endsWith(`.${bareHost(domain)}`));
}

/** The arrival that a page view shows. */
export function arrivalOf(page: Fact, settings: SiteSettings): Arrival {
  const url = parseUrl(page.pageUrl);
  const named = page.campaign ?? {};
  const parameter = (key: string): string | null => url?.searchParams.get(key)?.trim() || null;
  const clickId = Object.keys(PAID_CLICKS).find((key) => parameter(key) !== null) ?? null;
  const [clickSource, clickMedium] = (clickId === null ? undefined : PAID_CLICKS[clickId]) ?? [null, null];
  const before = parseUrl(page.referrer)?.hostname;
  const host = before === undefined || before === "" ? null : bareHost(before);
  const referrer = host === null || isOwn(host, url && bareHost(url.hostname), settings) || isListed(host, "payment") ? null : host;
  const source = textOf(named, "source") ?? parameter("utm_source") ?? clickSource;
  return {
    source: source ?? referrer,
    medium: textOf(named, "medium") ?? parameter("utm_medium") ?? clickMedium ?? (source === null && referrer !== null ? "referral" : null),
    campaign: textOf(named, "name") ?? parameter("utm_campaign"),
    clickId,
    referrer,
    landingPage: url?.pathname ?? null,
  };
}

/** A text that tells campaigns apart, or `null` when the page names none: only a campaign begins a session mid-way. */
export function campaignKeyOf(arrival: Arrival): string | null {
  const isCampaign =
    arrival.clickId !== null || arrival.campaign !== null || (arrival.source !== null && arrival.source !== arrival.referrer);
  return isCampaign ? [arrival.source, arrival.medium, arrival.campaign].join("\n").toLowerCase() : null;
}
