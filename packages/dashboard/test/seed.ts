import { personIdOf } from "@waystitch/journey";
import { partOf } from "@waystitch/protocol";
import { type Database, recountSite } from "@waystitch/store";
import {
  before,
  entriesOf,
  eventId,
  ORDER,
  type Owner,
  proof,
  seedCommerce,
  seedEvents,
  seedMilestones,
  seedSessions,
  seedStages,
} from "./seed-story.js";

/** One event of a person, and what it did to them. Times are minutes before `now`. */
export interface Move {
  readonly ago: number;
  readonly event: string;
  readonly milestone?: string;
  readonly stage?: string;
  readonly step?: string;
  readonly direction?: "forward" | "back";
  readonly page?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  readonly trusted?: boolean;
}

/** How a session of the person began; it holds the moves up to the next one. */
export interface Arrival {
  readonly ago: number;
  readonly channel: string;
  readonly source?: string;
  readonly medium?: string;
  readonly campaign?: string;
  readonly device?: string;
  readonly landing?: string;
}

export interface SeededPerson {
  readonly visitor: string;
  readonly userId?: string;
  readonly arrivals: readonly Arrival[];
  readonly moves: readonly Move[];
  readonly leadMagnet?: string;
  readonly orders?: readonly {
    readonly id: string;
    readonly total: number;
    readonly ago: number;
    readonly status: string;
    readonly late?: boolean;
    readonly product: string;
  }[];
  readonly cart?: { readonly value: number; readonly ago: number; readonly product: string };
  readonly status?: "active" | "lapsed";
  readonly isBot?: boolean;
  readonly email?: string;
  readonly satisfaction?: number;
}

async function seedIdentity(db: Database, owner: Owner, person: SeededPerson, now: Date): Promise<void> {
  const ago = person.moves.map((move) => move.ago);
  const seen = { first_seen_at: before(now, Math.max(...ago)), last_seen_at: before(now, Math.min(...ago)) };
  const { userId, email } = person;
  await db
    .insertInto("persons")
    .values({ ...owner, user_id: userId ?? null, visitors: 1, events: ago.length, is_bot: person.isBot ?? false, ...seen })
    .execute();
  await db
    .insertInto("person_visitors")
    .values({ ...owner, visitor_id: person.visitor, rule: "own", is_shared: false, evidence_event_id: eventId(person, 0) })
    .execute();
  const identifiers = [
    ...(userId === undefined ? [] : [{ identifier: `user:${userId}`, kind: "user" }]),
    ...(email === undefined ? [] : [{ identifier: `email:${email}`, kind: "email" }]),
  ];
  for (const identifier of identifiers) {
    await db
      .insertInto("person_identifiers")
      .values({ ...owner, ...identifier, refused_because: null, ...proof(person, 0) })
      .execute();
  }
}

function journeyRow(owner: Owner, person: SeededPerson, now: Date) {
  const entries = entriesOf(person);
  const last = entries.at(-1);
  const first = person.arrivals[0];
  const furthest = entries.toSorted((a, b) => ORDER.indexOf(a.move.stage ?? "") - ORDER.indexOf(b.move.stage ?? "")).at(-1);
  const ago = person.moves.map((move) => move.ago);
  const touch = { channel: first?.channel ?? null, source: first?.source ?? null, campaign: first?.campaign ?? null };
  return {
    ...owner,
    stage: last?.move.stage ?? "Attract",
    step: last?.move.step ?? "aware",
    stage_since: before(now, last?.move.ago ?? 0),
    stage_milestone: last?.move.milestone ?? "first_touch",
    stage_evidence_visitor_id: person.visitor,
    stage_evidence_event_id: eventId(person, last?.index ?? 0),
    furthest_stage: furthest?.move.stage ?? "Attract",
    furthest_step: furthest?.move.step ?? "aware",
    moves_back: entries.filter(({ move }) => move.direction === "back").length,
    status: person.status ?? ("active" as const),
    model_version: 1,
    first_channel: touch.channel,
    first_source: touch.source,
    first_campaign: touch.campaign,
    deciding_channel: touch.channel,
    last_channel: person.arrivals.at(-1)?.channel ?? null,
    lead_magnet: person.leadMagnet ?? null,
    sessions: person.arrivals.length,
    page_views: person.moves.filter(({ event }) => event === "page").length,
    devices: 1,
    open_cart: person.cart !== undefined,
    open_cart_value: person.cart?.value ?? null,
    abandoned_since: person.cart !== undefined && person.cart.ago > 60 ? before(now, person.cart.ago - 60) : null,
    orders: person.orders?.length ?? 0,
    revenue: (person.orders ?? []).reduce((sum, { total }) => sum + total, 0),
    refunds: 0,
    currency: "VND",
    late_deliveries: (person.orders ?? []).filter(({ late }) => late === true).length,
    satisfaction: person.satisfaction ?? null,
    referrals: 0,
    user_id: person.userId ?? null,
    is_bot: person.isBot ?? false,
    first_seen_at: before(now, Math.max(...ago)),
    last_seen_at: before(now, Math.min(...ago)),
  };
}

/** Writes all rows of one person, as the worker would. Returns the person's id. */
export async function seedPerson(db: Database, siteId: string, person: SeededPerson, now: Date): Promise<string> {
  const homeKey = person.userId === undefined ? person.visitor : `user:${person.userId}`;
  const owner = { part: partOf(siteId, homeKey), site_id: siteId, person_id: personIdOf(siteId, homeKey) };
  await seedEvents(db, siteId, person, now);
  await seedIdentity(db, owner, person, now);
  await seedSessions(db, owner, person, now);
  await seedMilestones(db, owner, person, now);
  await seedStages(db, owner, person, now);
  await seedCommerce(db, owner, person, now);
  await db
    .insertInto("journeys")
    .values(journeyRow(owner, person, now))
    .execute();
  await recountSite(db, siteId);
  return owner.person_id;
}
