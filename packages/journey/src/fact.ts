import type { JsonObject } from "@waystitch/protocol";
import type { StageModel } from "./stages/model.js";

/** One stored event, as the rules read it. Times are epoch milliseconds by the collector's clock. */
export interface Fact {
  readonly visitorId: string;
  readonly eventId: string;
  readonly type: string;
  readonly name: string | null;
  readonly at: number;
  /** Sent by a server with a secret key. */
  readonly trusted: boolean;
  readonly isBot: boolean;
  readonly userId: string | null;
  readonly previousId: string | null;
  /** Keyed hashes: `email:...`, `phone:...`. */
  readonly identifiers: readonly string[];
  readonly pageUrl: string | null;
  readonly referrer: string | null;
  readonly campaign: JsonObject | null;
  readonly properties: JsonObject;
  readonly device: string | null;
  /** Browser and major version, such as `Chrome 143` or `Zalo 24`. */
  readonly browser: string | null;
}

/** What of a site's settings the rules depend on. */
export interface SiteSettings {
  readonly siteId: string;
  /** ISO 4217 code of the currency revenue is summed in. */
  readonly currency: string;
  /** The site's own hosts, which never refer. */
  readonly domains: readonly string[];
  /** The site's own stage models, computed beside the built-in ones. */
  readonly models: readonly StageModel[];
}

/** Where a derived row points to prove itself. */
export interface Evidence {
  readonly evidenceVisitorId: string;
  readonly evidenceEventId: string;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What decides a fact's place among the others. */
export type Place = Pick<Fact, "at" | "eventId" | "visitorId">;

/** The one order of facts: by time; ties by event id, which the script makes ascending, then by visitor. */
export function compareFacts(a: Place, b: Place): number {
  return a.at - b.at || compareText(a.eventId, b.eventId) || compareText(a.visitorId, b.visitorId);
}

/** Facts in order, each `(visitor, event)` once. */
export function orderFacts(facts: readonly Fact[]): Fact[] {
  const sorted = [...facts].sort(compareFacts);
  return sorted.filter((fact, index) => {
    const before = sorted[index - 1];
    return before === undefined || before.eventId !== fact.eventId || before.visitorId !== fact.visitorId;
  });
}

/** Evidence that points at a fact. */
export function evidenceOf(fact: Fact): Evidence {
  return { evidenceVisitorId: fact.visitorId, evidenceEventId: fact.eventId };
}

/** A key of a fact that is unique within a site: an event id alone is unique within its visitor only. */
export function keyOfFact(fact: Fact): string {
  return `${fact.visitorId}/${fact.eventId}`;
}

/** True for a stand-in visitor that a server's event was given for want of a browser. */
export function isStandIn(visitorId: string): boolean {
  return visitorId.startsWith("@");
}

/** A non-empty text property, trimmed; numbers count as their digits. */
export function textOf(properties: JsonObject, key: string): string | null {
  const value = properties[key];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
