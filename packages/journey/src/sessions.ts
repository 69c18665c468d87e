import { EVENT } from "@waystitch/protocol";
import { type Evidence, type Fact, keyOfFact, type SiteSettings } from "./fact.js";
import { type Arrival, arrivalOf, campaignKeyOf, mayNameCampaign } from "./sources/arrival.js";
import { classifyChannel } from "./sources/channel.js";

/** A session ends after this long without an event, and at the latest after a day. */
export const SESSION_GAP_MS = 30 * 60 * 1000;
export const SESSION_CAP_MS = 24 * 60 * 60 * 1000;

/** Where a contact came from. */
export interface Origin {
  readonly channel: string;
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  readonly landingPage: string | null;
}

export interface Session extends Evidence, Origin {
  /** The key of its first fact. */
  readonly sessionId: string;
  readonly sequence: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly referrer: string | null;
  readonly device: string | null;
  readonly pageViews: number;
  readonly events: number;
}

/** A session that may still grow. */
type Growing = { -readonly [Key in keyof Session]: Session[Key] };

/** A person's sessions while facts are still coming. Plain data. */
export interface Visits {
  readonly sessions: Growing[];
  /** The campaign that the last session began with, once a page has said how it began. */
  campaign: string | null;
  hasArrived: boolean;
}

export const beginVisits = (): Visits => ({ sessions: [], campaign: null, hasArrived: false });

export const isPageView = (fact: Fact): boolean => fact.type === "page" || fact.type === "screen";

/** What a server reports happens off the site and belongs to no session, unless it passes on a page that was seen. */
export const isOnSite = (fact: Fact): boolean => !fact.trusted || isPageView(fact);

/** What a page tells when it is left, however long after it was opened: it goes on with a visit, and begins none. */
const isParting = (fact: Fact): boolean => fact.type === "track" && fact.name === EVENT.pageEngaged;

function startsNew(visits: Visits, open: Growing, fact: Fact, campaign: string | null): boolean {
  if (fact.at - open.endedAt > SESSION_GAP_MS || fact.at - open.startedAt > SESSION_CAP_MS) return true;
  return campaign !== null && visits.hasArrived && campaign !== visits.campaign;
}

const DIRECT = classifyChannel({ source: null, medium: null, campaign: null });

function sessionFrom(fact: Fact, sequence: number): Growing {
  return {
    sessionId: keyOfFact(fact),
    sequence,
    startedAt: fact.at,
    endedAt: fact.at,
    channel: DIRECT,
    source: null,
    medium: null,
    campaign: null,
    landingPage: null,
    referrer: null,
    device: fact.device,
    pageViews: 0,
    events: 0,
    evidenceVisitorId: fact.visitorId,
    evidenceEventId: fact.eventId,
  };
}

/** Says how a session began. */
function arrive(session: Growing, arrival: Arrival): void {
  session.channel = classifyChannel(arrival);
  session.source = arrival.source;
  session.medium = arrival.medium;
  session.campaign = arrival.campaign;
  session.landingPage = arrival.landingPage;
  session.referrer = arrival.referrer;
}

/**
 * Adds a fact, no earlier than any before it, to the sessions: no gap over 30 minutes, a new campaign begins a new
 * one, midnight does not. The time spent on a page that was left later than that belongs to none.
 */
export function evolveVisits(visits: Visits, fact: Fact, settings: SiteSettings): void {
  const isPage = isPageView(fact);
  let arrival = isPage && mayNameCampaign(fact) ? arrivalOf(fact, settings) : null;
  const campaign = arrival === null ? null : campaignKeyOf(arrival);
  let open = visits.sessions[visits.sessions.length - 1];
  if (open === undefined || startsNew(visits, open, fact, campaign)) {
    if (isParting(fact)) return;
    open = sessionFrom(fact, visits.sessions.length + 1);
    visits.sessions.push(open);
    visits.hasArrived = false;
    visits.campaign = null;
  }
  open.endedAt = fact.at;
  open.device ??= fact.device;
  open.events++;
  if (!isPage) return;
  open.pageViews++;
  if (visits.hasArrived) return;
  arrival ??= arrivalOf(fact, settings);
  arrive(open, arrival);
  visits.hasArrived = true;
  visits.campaign = campaign;
}

/** The sessions so far, as values that later facts do not change. */
export function sessionsIn({ sessions }: Visits): Session[] {
  return sessions.map((session, index) => (index === sessions.length - 1 ? { ...session } : session));
}
