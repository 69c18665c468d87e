import { partOf } from "@waystitch/protocol";
import { sql } from "kysely";
import type { Database } from "../database.js";
import { DEFAULT_MODEL } from "./default-model.js";

/** A step into a stage that an event caused. */
export interface ActivityMove {
  /** The stage before; `null` for a person's first. */
  readonly fromStage: string | null;
  readonly stage: string;
  readonly step: string;
  readonly direction: "forward" | "back";
  readonly milestone: string;
}

/** One event as it is told live. */
export interface ActivityEvent {
  readonly visitorId: string;
  readonly eventId: string;
  readonly personId: string;
  readonly userId: string | null;
  /** Where the person stands now. */
  readonly personStage: string;
  readonly isBot: boolean;
  readonly type: string;
  readonly name: string | null;
  readonly occurredAt: Date;
  readonly pageUrl: string | null;
  readonly pageTitle: string | null;
  readonly trusted: boolean;
  /** What it moved, in the default model; `null` when it moved nobody. */
  readonly move: ActivityMove | null;
}

/** What happens on a site now. */
export interface Activity {
  /** The database's clock. */
  readonly at: Date;
  /** People and robots seen in the last half hour, counted up to `MOST_COUNTED`. */
  readonly people: number;
  readonly bots: number;
  readonly isMore: boolean;
  /** The newest first. */
  readonly events: readonly ActivityEvent[];
}

/** The people who were seen last, and how many events of theirs are told. */
const MOST_PEOPLE = 40;
const MOST_EVENTS = 100;
/** Who has more events, such as a robot, is told by milestones: nobody's thousands are read for the latest of them. */
const MOST_READ = 1_000;
const MOST_MILESTONES = 10;
const MOST_COUNTED = 10_000;

interface LatestPerson {
  readonly part: number;
  readonly personId: string;
  readonly userId: string | null;
  readonly stage: string;
  readonly isBot: boolean;
  /** Browsers whose events are all the person's and few. */
  readonly visitorIds: readonly string[];
  /** Events that prove the latest milestones, of people whose browsers are not read. */
  readonly proofs: readonly { readonly visitor_id: string; readonly event_id: string }[];
}

async function loadLatestPeople(db: Database, siteId: string, after: Date | null): Promise<readonly LatestPerson[]> {
  const { rows } = await sql<LatestPerson>`
    select j.part, j.person_id as "personId", j.user_id as "userId", j.stage, j.is_bot as "isBot",
      case when known.is_read then known.visitor_ids else '{}' end as "visitorIds",
      case when known.is_read then '[]' else (
        select coalesce(jsonb_agg(jsonb_build_object('visitor_id', m.evidence_visitor_id, 'event_id', m.evidence_event_id)), '[]')
        from (select * from milestones m where m.part = j.part and m.site_id = j.site_id and m.person_id = j.person_id
              order by m.sequence desc limit ${MOST_MILESTONES}) m) end as proofs
    from (
      select part, site_id, person_id, user_id, stage, is_bot from journeys
      where site_id = ${siteId} and last_seen_at > ${after ?? sql`'-infinity'`}::timestamptz
      order by last_seen_at desc limit ${MOST_PEOPLE}) j
    join persons p on p.part = j.part and p.site_id = j.site_id and p.person_id = j.person_id
    cross join lateral (
      select array_agg(v.visitor_id) as visitor_ids, p.events <= ${MOST_READ} and not bool_or(v.is_shared) as is_read
      from person_visitors v where v.part = j.part and v.site_id = j.site_id and v.person_id = j.person_id) known`.execute(db);
  return rows;
}

type StoredEvent = Omit<ActivityEvent, "personId" | "userId" | "personStage" | "isBot" | "move">;

const keyOf = (visitorId: string, eventId: string): string => `${visitorId}\n${eventId}`;

async function loadEvents(
  db: Database,
  siteId: string,
  people: readonly LatestPerson[],
  after: Date | null,
): Promise<readonly StoredEvent[]> {
  const whole = people.flatMap(({ visitorIds }) => visitorIds.map((visitorId) => ({ visitor_id: visitorId, event_id: null })));
  const wanted = [...whole, ...people.flatMap(({ proofs }) => proofs)].map((key) => ({ part: partOf(siteId, key.visitor_id), ...key }));
  const columns = sql`e.visitor_id as "visitorId", e.event_id as "eventId", e.type, e.name, e.occurred_at as "occurredAt",
    e.page_url as "pageUrl", e.page_title as "pageTitle", e.trusted`;
  const since = sql`${after ?? sql`'-infinity'`}::timestamptz`;
  const { rows } = await sql<StoredEvent>`
    with wanted as (select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(part smallint, visitor_id text, event_id text))
    select ${columns} from wanted w
    join events e on e.part = w.part and e.site_id = ${siteId} and e.visitor_id = w.visitor_id
    where w.event_id is null and e.occurred_at > ${since}
    union
    select ${columns} from wanted w
    join events e on e.part = w.part and e.site_id = ${siteId} and e.visitor_id = w.visitor_id and e.event_id = w.event_id
    where e.occurred_at > ${since}
    order by "occurredAt" desc, "eventId" desc limit ${MOST_EVENTS}`.execute(db);
  return rows;
}

type MoveRow = ActivityMove & { readonly personId: string; readonly visitorId: string; readonly eventId: string };

/** Entries that events caused at their own time; those that time alone brought have happened without anybody. */
async function loadMoves(db: Database, siteId: string, people: readonly LatestPerson[]): Promise<readonly MoveRow[]> {
  const keys = people.map(({ part, personId }) => ({ part, person_id: personId }));
  const { rows } = await sql<MoveRow>`
    select s.person_id as "personId", s.evidence_visitor_id as "visitorId", s.evidence_event_id as "eventId",
      before.stage as "fromStage", s.stage, s.step, s.direction, s.milestone
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(part smallint, person_id text)
    join journey_stages s on s.part = k.part and s.site_id = ${siteId} and s.person_id = k.person_id and s.model = ${DEFAULT_MODEL}
    left join journey_stages before on before.part = s.part and before.site_id = s.site_id and before.person_id = s.person_id
      and before.model = s.model and before.sequence = s.sequence - 1
    where s.milestone not in ('cart_expired', 'lapsed')
    order by s.sequence`.execute(db);
  return rows;
}

async function countActive(db: Database, siteId: string): Promise<Pick<Activity, "at" | "people" | "bots" | "isMore">> {
  const { rows } = await sql<{ at: Date; people: number; bots: number }>`
    select now() as at, count(*) filter (where not is_bot)::int as people, count(*) filter (where is_bot)::int as bots
    from (select is_bot from journeys where site_id = ${siteId} and last_seen_at > now() - interval '30 minutes'
          limit ${MOST_COUNTED}) seen`.execute(db);
  const [{ at, people, bots } = { at: new Date(0), people: 0, bots: 0 }] = rows;
  return { at, people, bots, isMore: people + bots === MOST_COUNTED };
}

/** Whose each event is: a browser that is read is one person's, and a proof names its person. */
function ownersOf(people: readonly LatestPerson[]): (event: StoredEvent) => LatestPerson | undefined {
  const byVisitor = new Map(people.flatMap((person) => person.visitorIds.map((visitorId) => [visitorId, person] as const)));
  const byProof = new Map(
    people.flatMap((person) => person.proofs.map((proof) => [keyOf(proof.visitor_id, proof.event_id), person] as const)),
  );
  return ({ visitorId, eventId }) => byProof.get(keyOf(visitorId, eventId)) ?? byVisitor.get(visitorId);
}

/**
 * The latest events of the people of a site who were seen last, each with the stage it brought its person into: found by the
 * people's keys, never by a search through the events.
 * @param after only what happened later; everything when `null`
 */
export async function loadActivity(db: Database, siteId: string, after: Date | null): Promise<Activity> {
  return await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx) => {
      const people = await loadLatestPeople(trx, siteId, after);
      const events = await loadEvents(trx, siteId, people, after);
      const moves = new Map<string, ActivityMove>();
      for (const { personId, visitorId, eventId, ...move } of await loadMoves(trx, siteId, people)) {
        const key = `${personId}\n${keyOf(visitorId, eventId)}`;
        // One event may lead through several steps: told from the first to the last.
        const known = moves.get(key);
        moves.set(key, known === undefined ? move : { ...move, fromStage: known.fromStage });
      }
      const ownerOf = ownersOf(people);
      const told = events.flatMap((event): ActivityEvent[] => {
        const person = ownerOf(event);
        if (person === undefined) return [];
        const { personId, userId, stage, isBot } = person;
        const move = moves.get(`${personId}\n${keyOf(event.visitorId, event.eventId)}`) ?? null;
        return [{ ...event, personId, userId, personStage: stage, isBot, move }];
      });
      return { ...(await countActive(trx, siteId)), events: told };
    });
}
