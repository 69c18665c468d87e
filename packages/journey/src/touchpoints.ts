import { EVENT } from "@waystitch/protocol";
import { type Evidence, evidenceOf, type Fact, textOf } from "./fact.js";
import { isOnSite, type Origin, type Session } from "./sessions.js";
import { classifyChannel } from "./sources/channel.js";

export type TouchpointKind = "session" | "call" | "store_visit" | "email_click" | "chat" | "contact_click" | "delivery" | "support";

export interface Touchpoint extends Evidence, Origin {
  readonly sequence: number;
  readonly kind: TouchpointKind;
  readonly occurredAt: number;
  readonly sessionId: string | null;
}

/** A contact that is no visit. */
export type Contact = Omit<Touchpoint, "sequence">;

/** Kinds that show what the shop did after it was chosen, or what a visit led to, not what brought the person. */
const SERVICE: ReadonlySet<TouchpointKind> = new Set<TouchpointKind>(["contact_click", "delivery", "support"]);

/** Contacts that a visit on the site leads to, when the browser reports them. */
const FROM_VISITS: ReadonlySet<TouchpointKind> = new Set<TouchpointKind>(["chat", "contact_click"]);

/**
 * True when a touchpoint may have brought the person nearer to a purchase. A chat that began on the site did not: the visit it
 * began in takes part by its own channel.
 */
export const isMarketing = ({ kind, sessionId }: Pick<Touchpoint, "kind" | "sessionId">): boolean =>
  !SERVICE.has(kind) && (kind !== "chat" || sessionId === null);

const KINDS = Object.keys({
  session: true,
  call: true,
  store_visit: true,
  email_click: true,
  chat: true,
  contact_click: true,
  delivery: true,
  support: true,
} satisfies Record<TouchpointKind, true>) as TouchpointKind[];

/** The kinds for which `isMarketing` is true when they happened in a visit on the site, or off it: for whoever asks a table. */
export const marketingKinds = (inVisit: boolean): TouchpointKind[] =>
  KINDS.filter((kind) => isMarketing({ kind, sessionId: inVisit ? "a visit" : null }));

/** Contacts by the event that reports them. */
export const CONTACTS: ReadonlyMap<string, Exclude<TouchpointKind, "session">> = new Map([
  [EVENT.callLogged, "call"],
  [EVENT.storeVisited, "store_visit"],
  [EVENT.emailLinkClicked, "email_click"],
  [EVENT.chatStarted, "chat"],
  [EVENT.contactClicked, "contact_click"],
  [EVENT.orderDelivered, "delivery"],
  [EVENT.supportContacted, "support"],
]);

/** The channel of a contact: what its own source says, or else e-mail for a click in one, or Offline. */
function channelOf(kind: TouchpointKind, source: string | null, medium: string | null, campaign: string | null): string {
  if (kind === "email_click") return "Email";
  if (!SERVICE.has(kind) && (source !== null || medium !== null)) {
    const channel = classifyChannel({ source, medium, campaign });
    if (channel !== "Unassigned") return channel;
  }
  return "Offline";
}

/**
 * The contact that an event reports.
 * @param sessionId the visit that is open
 */
export function contactOf(fact: Fact, kind: TouchpointKind, sessionId: string | null): Contact {
  const source = textOf(fact.properties, "source") ?? (FROM_VISITS.has(kind) ? textOf(fact.properties, "channel") : null);
  const medium = textOf(fact.properties, "medium");
  const campaign = textOf(fact.properties, "campaign");
  return {
    kind,
    occurredAt: fact.at,
    channel: channelOf(kind, source, medium, campaign),
    source,
    medium,
    campaign,
    landingPage: null,
    sessionId: FROM_VISITS.has(kind) && isOnSite(fact) ? sessionId : null,
    ...evidenceOf(fact),
  };
}

function visitOf(session: Session, sequence: number): Touchpoint {
  return {
    sequence,
    kind: "session",
    occurredAt: session.startedAt,
    channel: session.channel,
    source: session.source,
    medium: session.medium,
    campaign: session.campaign,
    landingPage: session.landingPage,
    sessionId: session.sessionId,
    evidenceVisitorId: session.evidenceVisitorId,
    evidenceEventId: session.evidenceEventId,
  };
}

/**
 * Every contact in order of time: how each session began, and what happened off the site. A visit stands before a
 * contact of the same millisecond.
 * @param sessions in order
 * @param contacts in order
 */
export function touchpointsOf(sessions: readonly Session[], contacts: readonly Contact[]): Touchpoint[] {
  const touchpoints: Touchpoint[] = [];
  let next = 0;
  const addContacts = (before: number): void => {
    for (let contact = contacts[next]; contact !== undefined && contact.occurredAt < before; contact = contacts[++next])
      touchpoints.push({ sequence: touchpoints.length + 1, ...contact });
  };
  for (const session of sessions) {
    addContacts(session.startedAt);
    touchpoints.push(visitOf(session, touchpoints.length + 1));
  }
  addContacts(Number.POSITIVE_INFINITY);
  return touchpoints;
}
