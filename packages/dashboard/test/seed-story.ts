import { partOf } from "@waystitch/protocol";
import type { Database } from "@waystitch/store";
import type { SeededPerson } from "./seed.js";

/** Names of what one person's rows share. */
export interface Owner {
  readonly part: number;
  readonly site_id: string;
  readonly person_id: string;
}

const MINUTE = 60_000;
export const ORDER = ["Attract", "Convert", "Close", "Delight"];
export const eventId = (person: SeededPerson, index: number): string => `${person.visitor}-e${String(index).padStart(3, "0")}`;
export const before = (now: Date, minutes: number): Date => new Date(now.getTime() - minutes * MINUTE);
export const proof = (person: SeededPerson, index: number) => ({
  evidence_visitor_id: person.visitor,
  evidence_event_id: eventId(person, index),
});

export async function seedEvents(db: Database, siteId: string, person: SeededPerson, now: Date): Promise<void> {
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

export const entriesOf = (person: SeededPerson) =>
  person.moves.map((move, index) => ({ move, index })).filter(({ move }) => move.stage !== undefined);

export async function seedStages(db: Database, owner: Owner, person: SeededPerson, now: Date): Promise<void> {
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

export async function seedMilestones(db: Database, owner: Owner, person: SeededPerson, now: Date): Promise<void> {
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

export async function seedSessions(db: Database, owner: Owner, person: SeededPerson, now: Date): Promise<void> {
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

export async function seedCommerce(db: Database, owner: Owner, person: SeededPerson, now: Date): Promise<void> {
  for (const order of person.orders ?? []) {
    const placed = before(now, order.ago);
    const delivered = order.late === undefined ? null : before(now, order.ago / 2);
    const promised = order.late === undefined ? null : new Date((delivered ?? placed).getTime() + (order.late ? -1 : 1) * 1_440 * MINUTE);
    const products = JSON.stringify([{ product_id: "k1", name: order.product, price: order.total, quantity: 1 }]);
    const row = { order_id: order.id, status: order.status, placed_at: placed, total: order.total, refunded: 0, currency: "VND", products };
    const delivery = { promised_at: promised, delivered_at: delivered, is_late: order.late ?? null };
    await db
      .insertInto("orders")
      .values({ ...owner, ...row, ...delivery, coupon: null, is_tripwire: false, ...proof(person, 0) })
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
