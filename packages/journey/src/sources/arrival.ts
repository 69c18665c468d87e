import { type Fact, type SiteSettings, textOf } from "../fact.js";
import { parseAddress } from "./address.js";
import { appOf } from "./in-app.js";
import { isFirm } from "./media.js";
import { type Click, mayHoldParameters, type Parameters, readParameters } from "./parameters.js";
import { type Referrer, referrerOf } from "./referrer.js";

/** What names a source, the strongest first. */
export type Proof = "campaign" | "click" | "referrer" | "app" | "share";

/** How a visit came to the site, as far as the first page tells. */
export interface Arrival {
  /** Campaign source, the platform of a click id, the referring host or the app; `null` when the visit came from nowhere. */
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  /** The advertiser's click id in the address, by its parameter's name. */
  readonly clickId: string | null;
  /** Host of the page before, unless it is the site itself, a payment gateway or a sign-in page. */
  readonly referrer: string | null;
  readonly landingPage: string | null;
  /** What named the source; absent or `null` when nothing did. */
  readonly provenBy?: Proof | null;
}

/** Media of known hosts, named as GA4 names them. */
function mediumOf({ list }: Referrer): string {
  if (list === "search") return "organic";
  if (list === "assistants") return "ai-assistant";
  return list === "mail" ? "email" : "referral";
}

/** A click that was paid for overrules a medium that says otherwise, unless that names a way of its own. */
function mediumWith(click: Click | null, medium: string | null): string | null {
  if (click === null || (medium !== null && (!click.isPaid || isFirm(medium.toLowerCase())))) return medium;
  return click.medium;
}

interface Origin {
  readonly source: string | null;
  readonly medium: string | null;
  readonly provenBy: Proof | null;
}

/** The source by the strongest proof there is. `named` is what the campaign says, before any other proof. */
function originOf(
  page: Fact,
  { click, share }: Parameters,
  named: { source: string | null; medium: string | null },
  referrer: Referrer | null,
): Origin {
  const { source, medium } = named;
  if (source !== null) return { source, medium: mediumWith(click, medium), provenBy: "campaign" };
  if (click !== null) return { source: click.source, medium: mediumWith(click, medium), provenBy: "click" };
  if (referrer !== null) return { source: referrer.host, medium: medium ?? mediumOf(referrer), provenBy: "referrer" };
  const app = appOf(page.browser);
  if (app !== null) return { source: app, medium: medium ?? "app", provenBy: "app" };
  if (share !== null) return { source: share.source, medium: medium ?? share.medium, provenBy: "share" };
  return { source: null, medium, provenBy: null };
}

const campaignText = (page: Fact, key: string): string | null => (page.campaign === null ? null : textOf(page.campaign, key));

/** The arrival that a page view shows. */
export function arrivalOf(page: Fact, settings: SiteSettings): Arrival {
  const address = page.pageUrl === null ? null : parseAddress(page.pageUrl);
  const told = readParameters(address === null ? "" : address.query);
  const named = { source: campaignText(page, "source") ?? told.source, medium: campaignText(page, "medium") ?? told.medium };
  const referrer = told.isSignInReturn ? null : referrerOf(page.referrer, address, settings);
  const { source, medium, provenBy } = originOf(page, told, named, referrer);
  return {
    source,
    medium,
    campaign: campaignText(page, "name") ?? told.campaign,
    clickId: told.click === null ? null : told.click.id,
    referrer: referrer === null ? null : referrer.host,
    landingPage: address === null ? null : address.path,
    provenBy,
  };
}

/** False for a page view whose arrival surely has no campaign key: spares most pages of a session the reading of their address. */
export const mayNameCampaign = ({ campaign, pageUrl }: Fact): boolean =>
  campaign !== null || (pageUrl?.includes("?") === true && mayHoldParameters(pageUrl));

/** A text that tells campaigns apart, or `null` when the page names none: only a campaign begins a session mid-way. */
export function campaignKeyOf({ source, medium, campaign, clickId, provenBy }: Arrival): string | null {
  if (clickId === null && campaign === null && provenBy !== "campaign") return null;
  return `${source ?? ""}\n${medium ?? ""}\n${campaign ?? ""}`.toLowerCase();
}
