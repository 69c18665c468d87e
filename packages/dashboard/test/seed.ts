import { personIdOf } from "@waystitch/journey";
import { partOf } from "@waystitch/protocol";
import type { Database } from "@waystitch/store";

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

/** Names of what one person's rows share. */
interface Owner {
  readonly part: number;
  readonly site_id: string;
  readonly person_id: string;
}

const MINUTE = 60_000;
const ORDER = ["Attract", "Convert", "Close", "Delight"];
const eventId = (person: SeededPerson, index: number): string => `${person.visitor}-e${String(index).padStart(3, "0")}`;
const before = (now: Date, minutes: number): Date => new Date(now.getTime() - minutes * MINUTE);
const proof = (person: SeededPerson, index: number) => ({ evidence_visitor_id: person.visitor, evidence_event_id: eventId(person, index) });

async function seedEvents(db: Database, siteId: string, person: SeededPerson, now: Date): Promise<void> {
  const rows = person.moves.map((move, index) => ({
    part: partOf(siteId, person.visitor),
    site_id: siteId,
    visitor_id: person.visitor,
    event_id: eventId(person, index),
    type: move.event === "page" ? "page" : "track",
    name: move.event === "page" ? null : move.event,
    occurred_at: before(now, move.ago),
    received_at: before(now, move.ago),
    trusted: move.trusted ?? false,
    page_url: move.page === undefined ? null : `https://mat-kinh.example${move.page}`,
    page_title: move.title ?? null,
    identifiers: [],
    properties: {},
    context: {},
    user_id: person.userId ?? null,
  }));
  await db.insertInto("events").values(rows).execute();
}

const entriesOf = (person: SeededPerson) =>
  person.moves.map((move, index) => ({ move, index })).filter(({ move }) => move.stage !== undefined);

async function seedStages(db: Database, owner: Owner, person: SeededPerson, now: Date): Promise<void> {
  const entries = entriesOf(person);
  const rows = entries.map(({ move, index }, place) => {
    const next = entries[place + 1];
    return {
      ...owner,
      model: "inbound",
      sequence: place + 1,
      stage: move.stage ?? "",
      step: move.step ?? "",
      entered_at: before(now, move.ago),
      left_at: next === undefined ? null : before(now, next.move.ago),
      direction: move.direction ?? ("forward" as const),
      milestone: move.milestone ?? "",
      rule: move.milestone ?? "",
      reason: `Because of ${move.event}.`,
      model_version: 1,
      ...proof(person, index),
    };
  });
  if (rows.length > 0) await db.insertInto("journey_stages").values(rows).execute();
}

async function seedMilestones(db: Database, owner: Owner, person: SeededPerson, now: Date): Promise<void> {
  const told = person.moves.map((move, index) => ({ move, index })).filter(({ move }) => move.milestone !== undefined);
  const rows = told.map(({ move, index }, place) => ({
    ...owner,
    sequence: place + 1,
    milestone: move.milestone ?? "",
    occurred_at: before(now, move.ago),
    rule: move.milestone ?? "",
    attributes: JSON.stringify(move.attributes ?? {}),
    ...proof(person, index),
  }));
  if (rows.length > 0) await db.insertInto("milestones").values(rows).execute();
}

async function seedSessions(db: Database, owner: Owner, person: SeededPerson, now: Date): Promise<void> {
  const sessions = person.arrivals.map((arrival, place) => {
    const until = person.arrivals[place + 1]?.ago ?? Number.NEGATIVE_INFINITY;
    const held = person.moves
      .map((move, index) => ({ move, index }))
      .filter(({ move }) => move.ago <= arrival.ago && move.ago > until && !move.trusted);
    const first = held[0]?.index ?? 0;
    return {
      ...owner,
      session_id: eventId(person, first),
      sequence: place + 1,
      started_at: before(now, arrival.ago),
      ended_at: before(now, held.at(-1)?.move.ago ?? arrival.ago),
      channel: arrival.channel,
      source: arrival.source ?? null,
      medium: arrival.medium ?? null,
      campaign: arrival.campaign ?? null,
      landing_page: arrival.landing ?? held[0]?.move.page ?? null,
      referrer: null,
      device: arrival.device ?? "mobile",
      page_views: held.filter(({ move }) => move.event === "page").length,
      events: held.length,
      ...proof(person, first),
    };
  });
  await db.insertInto("sessions").values(sessions).execute();
  const touchpoints = sessions.map(({ started_at, page_views: _p, events: _e, ended_at: _n, referrer: _r, device: _d, ...session }) => ({
    ...session,
    kind: "session",
    occurred_at: started_at,
  }));
  await db.insertInto("touchpoints").values(touchpoints).execute();
}

async function seedCommerce(db: Database, owner: Owner, person: SeededPerson, now: Date): Promise<void> {
  for (const order of person.orders ?? []) {
    const placed = before(now, order.ago);
    const delivered = order.late === undefined ? null : before(now, order.ago / 2);
    const promised = order.late === undefined ? null : new Date((delivered ?? placed).getTime() + (order.late ? -1 : 1) * 1_440 * MINUTE);
    const products = JSON.stringify([{ product_id: "k1", name: order.product, price: order.total, quantity: 1 }]);
    const row = { order_id: order.id, status: order.status, placed_at: placed, total: order.total, refunded: 0, currency: "VND", products };
    const delivery = { promised_at: promised, delivered_at: delivered, is_late: order.late ?? null };
    await db
      .insertInto("orders")
      .values({ ...owner, ...row, ...delivery, coupon: null, ...proof(person, 0) })
      .execute();
  }
  if (person.cart === undefined) return;
  const { value, ago, product } = person.cart;
  const products = JSON.stringify([{ product_id: "k2", name: product, price: value, quantity: 1 }]);
  const times = { opened_at: before(now, ago), changed_at: before(now, ago), abandoned_at: ago > 60 ? before(now, ago - 60) : null };
  const row = { sequence: 1, status: "open", order_id: null, value, currency: "VND", products };
  await db
    .insertInto("carts")
    .values({ ...owner, ...row, ...times, ...proof(person, 0) })
    .execute();
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
    .values({ ...owner, visitor_id: person.visitor, rule: "own", evidence_event_id: eventId(person, 0) })
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
  return owner.person_id;
}
