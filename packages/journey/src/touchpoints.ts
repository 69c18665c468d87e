import { EVENT } from "@waystitch/protocol";
import { type Evidence, evidenceOf, type Fact, textOf } from "./fact.js";
import type { Origin, Session } from "./sessions.js";

export type TouchpointKind = "session" | "call" | "store_visit" | "email_click" | "delivery" | "support";

export interface Touchpoint extends Evidence, Origin {
  readonly sequence: number;
  readonly kind: TouchpointKind;
  readonly occurredAt: number;
  readonly sessionId: string | null;
}

/** Contacts that are no visit, by the event that reports them. */
const CONTACTS: Readonly<Record<string, { readonly kind: TouchpointKind; readonly channel: string }>> = {
  [EVENT.callLogged]: { kind: "call", channel: "Offline" },
  [EVENT.storeVisited]: { kind: "store_visit", channel: "Offline" },
  [EVENT.emailLinkClicked]: { kind: "email_click", channel: "Email" },
  [EVENT.orderDelivered]: { kind: "delivery", channel: "Offline" },
  [EVENT.supportContacted]: { kind: "support", channel: "Offline" },
};

/** Every contact in order of time: how each session began, and what happened off the site. */
export function touchpointsOf(facts: readonly Fact[], sessions: readonly Session[]): Touchpoint[] {
  const visits = sessions.map(
    (session): Omit<Touchpoint, "sequence"> => ({
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
    }),
  );
  const contacts = facts.flatMap((fact): Omit<Touchpoint, "sequence">[] => {
    const contact = fact.type === "track" && fact.name !== null ? CONTACTS[fact.name] : undefined;
    if (contact === undefined) return [];
    return [
      {
        ...contact,
        occurredAt: fact.at,
        source: textOf(fact.properties, "source"),
        medium: textOf(fact.properties, "medium"),
        campaign: textOf(fact.properties, "campaign"),
        landingPage: null,
        sessionId: null,
        ...evidenceOf(fact),
      },
    ];
  });
  // Sorting is stable: a visit stands before a contact of the same millisecond.
  return [...visits, ...contacts]
    .sort((a, b) => a.occurredAt - b.occurredAt)
    .map((touchpoint, index) => ({ sequence: index + 1, ...touchpoint }));
}
