import { partOfPerson } from "@waystitch/journey";
import { partOf } from "@waystitch/protocol";
import type { Database } from "@waystitch/store";

/** Whose row it is. */
export interface Owner {
  readonly siteId: string;
  readonly personId: string;
}

export const T0 = new Date("2026-11-20T03:00:00.000Z");
export const after = (minutes: number): Date => new Date(T0.getTime() + minutes * 60_000);

/** A visitor whose events live in the same part on both sites, so that only the site tells them apart. */
export const VISITOR = Array.from({ length: 100_000 }, (_, index) => `v${index}`).find((id) => partOf("a", id) === partOf("b", id)) ?? "v";

/** A person id of the right shape that lives in a part, told apart by a letter. */
export const personId = (part: number, letter: string): string => `${part.toString(16).padStart(3, "0")}-${letter.repeat(20)}`;

const keys = ({ siteId, personId: person_id }: Owner) => ({ part: partOfPerson(person_id) ?? 0, site_id: siteId, person_id });
const evidence = (visitorId: string, eventId: string) => ({ evidence_visitor_id: visitorId, evidence_event_id: eventId });

/** What a journey may differ in from the plainest one. */
export interface JourneyRow {
  readonly stage?: string;
  readonly step?: string;
  readonly furthest?: string;
  readonly status?: "active" | "lapsed";
  readonly isBot?: boolean;
  readonly seen?: Date | string;
  readonly userId?: string;
  readonly movesBack?: number;
  /** When the person's last entry was. */
  readonly since?: Date;
}

export async function addJourney(db: Database, owner: Owner, row: JourneyRow = {}): Promise<void> {
  await db
    .insertInto("journeys")
    .values({
      ...keys(owner),
      stage: row.stage ?? "Attract",
      step: row.step ?? "aware",
      stage_since: row.since ?? T0,
      stage_milestone: "first_touch",
      stage_evidence_visitor_id: VISITOR,
      stage_evidence_event_id: "e1",
      furthest_stage: row.furthest ?? row.stage ?? "Attract",
      furthest_step: row.step ?? "aware",
      moves_back: row.movesBack ?? 0,
      status: row.status ?? "active",
      model_version: 1,
      sessions: 1,
      page_views: 1,
      devices: 1,
      open_cart: false,
      orders: 0,
      revenue: "1290000.50",
      refunds: "0",
      currency: "VND",
      late_deliveries: 0,
      referrals: 0,
      user_id: row.userId ?? null,
      is_bot: row.isBot ?? false,
      first_seen_at: T0,
      last_seen_at: row.seen ?? T0,
    })
    .execute();
}

/** An entry into a stage of the default model. */
export interface EntryRow {
  readonly sequence: number;
  readonly stage: string;
  readonly step?: string;
  readonly at?: Date | string;
  readonly direction?: "forward" | "back";
  readonly model?: string;
}

export async function addEntry(db: Database, owner: Owner, row: EntryRow): Promise<void> {
  await db
    .insertInto("journey_stages")
    .values({
      ...keys(owner),
      model: row.model ?? "inbound",
      sequence: row.sequence,
      stage: row.stage,
      step: row.step ?? "aware",
      entered_at: row.at ?? T0,
      direction: row.direction ?? "forward",
      milestone: "first_touch",
      rule: "first_event",
      reason: "First seen.",
      model_version: 1,
      ...evidence(VISITOR, "e1"),
    })
    .execute();
}

/** An event as the collector stores it. */
export interface EventRow {
  readonly visitorId?: string;
  readonly eventId: string;
  readonly type?: string;
  readonly at?: Date;
  readonly userId?: string;
  readonly title?: string;
}

export async function addEvent(db: Database, siteId: string, row: EventRow): Promise<void> {
  const visitorId = row.visitorId ?? VISITOR;
  await db
    .insertInto("events")
    .values({
      part: partOf(siteId, visitorId),
      site_id: siteId,
      visitor_id: visitorId,
      event_id: row.eventId,
      type: row.type ?? "page",
      occurred_at: row.at ?? T0,
      received_at: row.at ?? T0,
      trusted: false,
      user_id: row.userId ?? null,
      identifiers: [],
      page_url: "https://shop.example/kinh",
      page_title: row.title ?? `${siteId} ${row.eventId}`,
      properties: {},
      context: {},
    })
    .execute();
}

/** A session that came by a channel named after the site. */
export async function addSession(db: Database, owner: Owner, sequence: number, from: Date, until: Date): Promise<void> {
  const times = { started_at: from, ended_at: until, page_views: 1, events: 1 };
  const origin = { channel: owner.siteId, source: null, medium: null, campaign: null, landing_page: "/", referrer: null, device: "mobile" };
  await db
    .insertInto("sessions")
    .values({ ...keys(owner), session_id: `e${sequence}`, sequence, ...times, ...origin, ...evidence(VISITOR, "e1") })
    .execute();
}

/** One row in every other table of a person, each named after the site, proven by event `e1` of `VISITOR`. */
export async function addBelongings(db: Database, owner: Owner): Promise<void> {
  const [key, proof, name] = [keys(owner), evidence(VISITOR, "e1"), owner.siteId];
  await db
    .insertInto("person_visitors")
    .values({ ...key, visitor_id: VISITOR, rule: "own", is_shared: false, evidence_event_id: "e1" })
    .execute();
  await db
    .insertInto("person_identifiers")
    .values({ ...key, identifier: `user:${name}`, kind: "user", refused_because: null, ...proof })
    .execute();
  const origin = { channel: name, source: null, medium: null, campaign: null, landing_page: "/" };
  await addSession(db, owner, 1, T0, after(10));
  await db
    .insertInto("touchpoints")
    .values({ ...key, sequence: 1, kind: "session", occurred_at: T0, ...origin, session_id: "e1", ...proof })
    .execute();
  const milestone = { milestone: "lead_captured", occurred_at: T0, rule: "form", attributes: JSON.stringify({ lead_magnet: name }) };
  await db
    .insertInto("milestones")
    .values({ ...key, sequence: 1, ...milestone, ...proof })
    .execute();
  const order = {
    order_id: `order-${name}`,
    status: "placed",
    placed_at: T0,
    total: "1290000.5",
    refunded: 0,
    currency: "VND",
    coupon: null,
    is_tripwire: false,
  };
  await db
    .insertInto("orders")
    .values({ ...key, ...order, is_late: null, ...proof })
    .execute();
  const cart = { sequence: 1, status: "open", opened_at: T0, changed_at: T0, order_id: null, value: 5, currency: "VND" };
  await db
    .insertInto("carts")
    .values({ ...key, ...cart, products: JSON.stringify([{ name }]), ...proof })
    .execute();
}

export async function addAlias(db: Database, siteId: string, old: string, successor: string): Promise<void> {
  await db
    .insertInto("person_aliases")
    .values({ part: partOfPerson(old) ?? 0, site_id: siteId, old_person_id: old, person_id: successor })
    .execute();
}
