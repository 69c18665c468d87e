import { type Evidence, evidenceOf, type Fact, keyOfFact, type SiteSettings } from "./fact.js";
import { type Arrival, arrivalOf, campaignKeyOf } from "./sources/arrival.js";
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

/** What a server reports happens off the site and belongs to no session. */
export const isOnSite = (fact: Fact): boolean => !fact.trusted;

const isPageView = (fact: Fact): boolean => fact.type === "page" || fact.type === "screen";

/** Spares most page views the parsing of their address, which costs more than all other rules together. */
const mayNameCampaign = (page: Fact): boolean => page.campaign !== null || page.pageUrl?.includes("?") === true;

/** Facts of one session, and the campaign it began with. */
interface Run {
  readonly facts: Fact[];
  arrival: Arrival | null;
  campaign: string | null;
}

function startsNew(run: Run | undefined, fact: Fact, campaign: string | null): boolean {
  const first = run?.facts[0];
  const last = run?.facts.at(-1);
  if (run === undefined || first === undefined || last === undefined) return true;
  if (fact.at - last.at > SESSION_GAP_MS || fact.at - first.at > SESSION_CAP_MS) return true;
  return campaign !== null && run.arrival !== null && campaign !== run.campaign;
}

const NO_ARRIVAL: Arrival = { source: null, medium: null, campaign: null, clickId: null, referrer: null, landingPage: null };

function sessionOf(run: Run, sequence: number): Session | null {
  const first = run.facts[0];
  const last = run.facts.at(-1);
  if (first === undefined || last === undefined) return null;
  const arrival = run.arrival ?? NO_ARRIVAL;
  return {
    sessionId: keyOfFact(first),
    sequence,
    startedAt: first.at,
    endedAt: last.at,
    channel: classifyChannel(arrival),
    source: arrival.source,
    medium: arrival.medium,
    campaign: arrival.campaign,
    landingPage: arrival.landingPage,
    referrer: arrival.referrer,
    device: run.facts.find((fact) => fact.device !== null)?.device ?? null,
    pageViews: run.facts.filter(isPageView).length,
    events: run.facts.length,
    ...evidenceOf(first),
  };
}

/**
 * Cuts a person's facts into sessions: no gap over 30 minutes, a new campaign begins a new one, midnight does not.
 * @param facts in order
 */
export function sessionsOf(facts: readonly Fact[], settings: SiteSettings): Session[] {
  const runs: Run[] = [];
  for (const fact of facts) {
    if (!isOnSite(fact)) continue;
    const isPage = isPageView(fact);
    let arrival = isPage && mayNameCampaign(fact) ? arrivalOf(fact, settings) : null;
    const campaign = arrival === null ? null : campaignKeyOf(arrival);
    let run = runs.at(-1);
    if (run === undefined || startsNew(run, fact, campaign)) {
      run = { facts: [], arrival: null, campaign: null };
      runs.push(run);
    }
    run.facts.push(fact);
    if (!isPage || run.arrival !== null) continue;
    arrival ??= arrivalOf(fact, settings);
    run.arrival = arrival;
    run.campaign = campaign;
  }
  return runs.map((run, index) => sessionOf(run, index + 1)).filter((session) => session !== null);
}
