import { EVENT } from "@waystitch/protocol";
import { type Evidence, evidenceOf, type Fact, textOf } from "./fact.js";
import type { Origin, Session } from "./sessions.js";
import { classifyChannel } from "./sources/channel.js";

export type TouchpointKind = "session" | "call" | "store_visit" | "email_click" | "chat" | "delivery" | "support";

export interface Touchpoint extends Evidence, Origin {
  readonly sequence: number;
  readonly kind: TouchpointKind;
  readonly occurredAt: number;
  readonly sessionId: string | null;
}

/** A contact that is no visit. */
export type Contact = Omit<Touchpoint, "sequence">;

/** Kinds that show what the shop did after it was chosen, not what brought the person. */
const SERVICE: ReadonlySet<TouchpointKind> = new Set<TouchpointKind>(["delivery", "support"]);

/** True when a touchpoint may have brought the person nearer to a purchase. */
export const isMarketing = ({ kind }: Pick<Touchpoint, "kind">): boolean => !SERVICE.has(kind);

/** Contacts by the event that reports them. */
export const CONTACTS: ReadonlyMap<string, Exclude<TouchpointKind, "session">> = new Map([
  [EVENT.callLogged, "call"],
  [EVENT.storeVisited, "store_visit"],
  [EVENT.emailLinkClicked, "email_click"],
  [EVENT.chatStarted, "chat"],
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

/** The contact that an event reports. */
export function contactOf(fact: Fact, kind: TouchpointKind): Contact {
  const source = textOf(fact.properties, "source") ?? (kind === "chat" ? textOf(fact.properties, "channel") : null);
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
    sessionId: null,
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
