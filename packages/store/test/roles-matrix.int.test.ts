import { SERVICES, type Service } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAnalyst, type TestAnalyst } from "./test-analyst.js";

const ROLES = [...SERVICES, "analyst"] as const;
type Role = Service | "analyst";
type Row = Partial<Record<Role, string>>;

/** What a worker does with a table whose rows of a person it replaces, and hands over. */
const REPLACES = "delete, insert, select";
/** Rollups: the worker adds to them, and adds them up. */
const COUNTED: Row = { worker: "delete, insert, select, update", dashboard: "select", analyst: "select" };
/** A view, which sees what its reader may see of the tables beneath. */
const VIEW: Row = { dashboard: "select", analyst: "select" };
const DERIVED: Row = { worker: REPLACES, dashboard: "select", analyst: "select" };

/** Every relation with what each role may do, in alphabetical order; a role that is not named may do nothing. */
const EXPECTED: Record<string, Row> = {
  abandoned_carts: VIEW,
  analyst_sites: { analyst: "select" },
  audit_log: {
    worker: "insert (site_id, actor, action, detail, address_prefix)",
    dashboard: "insert (site_id, actor, action, detail, address_prefix), select",
  },
  campaign_attribution: { dashboard: "select", analyst: "select" },
  cart_lives: VIEW,
  carts: DERIVED,
  channel_attribution: { dashboard: "select", analyst: "select" },
  channel_costs: { dashboard: "delete, insert, select", analyst: "select" },
  contacts: { collector: "insert", worker: "delete, select" },
  conversion_touches: DERIVED,
  daily_landings: COUNTED,
  daily_milestones: COUNTED,
  daily_stay_lengths: COUNTED,
  daily_stays: COUNTED,
  daily_touchpoints: COUNTED,
  daily_ways: COUNTED,
  data_quality_by_day: VIEW,
  deliveries_by_month: VIEW,
  delivery_performance: VIEW,
  dashboard_sessions: { dashboard: "delete, insert (token_hash, expires_at, user_id), select, update (used_at)" },
  events: {
    collector: "insert, select (part, site_id, visitor_id, event_id, occurred_at, received_at, trusted, bot_reason)",
    worker: "delete, select",
    dashboard:
      "select (part, site_id, visitor_id, event_id, type, name, occurred_at, received_at, trusted, user_id, page_url, page_title, browser, bot_reason)",
    analyst: "select",
  },
  erasures: { collector: "select", worker: "insert, select, update (erased_at)" },
  identity_edges: { worker: "delete, insert, select", dashboard: "select (part, site_id, node, neighbour)" },
  identity_nodes: { worker: "delete, insert, select, update (person_ids)", dashboard: "select (part, site_id, node, person_ids)" },
  ingest_days: { collector: "insert", ...COUNTED },
  ingest_gaps: { worker: "insert, select", dashboard: "select", analyst: "select" },
  journey_stages: DERIVED,
  journeys: DERIVED,
  keys: {
    collector: "select (key_hash, site_id, kind, revoked_at, origins, events_per_second, last_used_on), update (last_used_on)",
    dashboard:
      "insert (key_hash, site_id, kind, write_key, label, origins, events_per_second), select (key_hash, site_id, kind, write_key, label, created_at, revoked_at, origins, events_per_second, last_used_on), update (revoked_at)",
  },
  known_browsers: { dashboard: "delete, insert (token_hash, user_id), select, update (seen_at)" },
  lead_magnets: VIEW,
  milestones: DERIVED,
  model_stages: VIEW,
  moves_back: VIEW,
  order_paths: VIEW,
  orders: DERIVED,
  person_aliases: DERIVED,
  person_exports: { worker: "delete, insert, select (site_id, request_id)", dashboard: "select" },
  person_identifiers: DERIVED,
  person_requests: {
    worker: "select, update (person_id, state, problem, tries, tries_at, ended_at)",
    dashboard: "insert (site_id, kind, person_id, is_whole, asked_by), select",
  },
  person_visitors: DERIVED,
  persons: { worker: REPLACES, dashboard: "select (part, site_id, person_id, events)", analyst: "select" },
  rebuilds: { worker: "select, update (only_row)" },
  rejected_events: {
    collector: "insert, select (part, site_id, reason, received_at)",
    worker: "delete, select",
    dashboard: "select (site_id, rejected_id, reason, detail, message_id, payload, received_at)",
    analyst: "select (part, site_id, reason, trusted, received_at, is_cut)",
  },
  replay_requests: {
    collector: "select, update (problem, accepted, duplicate, rejected, after_id, carried_at, tries, tries_at)",
    dashboard: "insert (site_id, reason, is_trial, asked_by), select",
  },
  rfm_segments: VIEW,
  satisfaction_by_stage: VIEW,
  sessions: DERIVED,
  sign_in_links: {
    dashboard: "insert (token_hash, expires_at, user_id), select (token_hash, expires_at, used_at, user_id), update (used_at)",
  },
  sign_in_throttles: { dashboard: "delete, insert, select, update" },
  sites: {
    collector: "select (site_id, time_zone, keeps_contacts, last_erased_at, keeps_from)",
    worker: "select (site_id, currency, domains, time_zone, last_erased_at), update (last_erased_at)",
    dashboard: "select (site_id, name, time_zone, currency, domains, keeps_contacts, created_at)",
    analyst: "select",
  },
  stage_entries: VIEW,
  stage_funnel_by_cohort: VIEW,
  stage_funnel_by_period: VIEW,
  stage_models: {
    worker: "select (site_id, model_id, definition)",
    dashboard: "select (site_id, model_id, definition)",
    analyst: "select",
  },
  stage_now: VIEW,
  stage_stays: VIEW,
  standing_counts: COUNTED,
  stitch_hot: { worker: "delete, insert, select, update (events, rests_until)" },
  stitch_parked: { worker: "delete, insert, select (part, site_id, visitor_id), update (error)" },
  stitch_queue: {
    collector: "insert (part, site_id, visitor_id, queue_id)",
    worker: "delete, insert (part, site_id, visitor_id), select, update (queue_id)",
  },
  stitch_timers: { worker: "delete, insert, select, update (due_at)" },
  time_in_stage: VIEW,
  time_to_lead_and_order: VIEW,
  touchpoints: DERIVED,
  user_sites: { dashboard: "delete, insert, select, update (role)" },
  users: { dashboard: "delete, insert (user_id, email), select, update (password_hash, password_set_at)" },
  waystitch_migrations: {},
  waystitch_migrations_lock: {},
};

let test: TestDatabase;
let analyst: TestAnalyst;
const clients: Partial<Record<Role, pg.Client>> = {};

beforeAll(async () => {
  test = await createTestDatabase();
  analyst = await createAnalyst(test, ["*"]);
  for (const role of ROLES) {
    const client = new pg.Client({ connectionString: role === "analyst" ? analyst.url : test.urlOf(role) });
    await client.connect();
    clients[role] = client;
  }
});
afterAll(async () => {
  for (const client of Object.values(clients)) await client.end();
  await analyst.remove();
  await test.drop();
});

const query = async <T extends object>(role: Role, text: string): Promise<T[]> => (await clients[role]?.query<T>(text))?.rows ?? [];

/** What the role that asks may do, in PostgreSQL's own judgement: granted to it, to its group, or to everybody. */
const RIGHTS = `
  select c.relname as relation, v.verb, has_table_privilege(c.oid, v.verb) as whole,
    case when v.verb in ('select', 'insert', 'update', 'references') then
      (select array_agg(a.attname order by a.attnum) from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege(c.oid, a.attnum, v.verb)) end as columns
  from pg_class c, unnest(array['delete', 'insert', 'references', 'select', 'trigger', 'truncate', 'update']) as v(verb)
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') order by 1, 2`;

interface Right {
  readonly relation: string;
  readonly verb: string;
  readonly whole: boolean;
  readonly columns: readonly string[] | null;
}

async function loadRights(role: Role): Promise<Map<string, string>> {
  const rights = new Map<string, string[]>();
  for (const { relation, verb, whole, columns } of await query<Right>(role, RIGHTS)) {
    const known = rights.get(relation) ?? [];
    rights.set(relation, known);
    if (whole) known.push(verb);
    // Columns come as PostgreSQL's own array text: their type is name.
    else if (columns !== null) known.push(`${verb} (${String(columns).replace(/[{}]/g, "").split(",").join(", ")})`);
  }
  return new Map([...rights].map(([relation, verbs]) => [relation, verbs.join(", ")]));
}

/** The same lists, whatever order columns are written in. */
const inOrder = (verbs: string): string =>
  verbs.replace(/\(([^)]*)\)/g, (_, columns: string) => `(${columns.split(", ").sort().join(", ")})`);

/** A statement that does nothing, but needs the right to. */
const ATTEMPTS: Record<string, (relation: string, column: string) => string> = {
  select: (relation) => `select * from ${relation} limit 0`,
  insert: (relation) => `insert into ${relation} select * from ${relation} limit 0`,
  update: (relation, column) => `update ${relation} set ${column} = ${column} where false`,
  delete: (relation) => `delete from ${relation} where false`,
  truncate: (relation) => `truncate ${relation}`,
};

describe("every relation has a decision for every role", () => {
  it.each(ROLES)("%s", async (role) => {
    const expected = Object.entries(EXPECTED).map(([relation, row]) => [relation, inOrder(row[role] ?? "")]);
    const actual = [...(await loadRights(role))].map(([relation, verbs]) => [relation, inOrder(verbs)]);
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
  });
});

/** Without the right to; or because nothing can be written to a view that adds up, and nothing be truncated but a table. */
const REFUSED = ["42501", "55000", "42809"];

describe("what is not granted is refused when it is tried", () => {
  it.each(ROLES)("%s", async (role) => {
    for (const [relation, row] of Object.entries(EXPECTED)) {
      const verbs = (row[role] ?? "").replace(/ \([^)]*\)/g, "").split(", ");
      const [first] = await test.query<{ attname: string; is_view: boolean }>(
        `select attname, relkind = 'v' as is_view from pg_attribute a join pg_class c on c.oid = a.attrelid
         where attrelid = $1::regclass and attnum > 0 order by attnum limit 1`,
        [relation],
      );
      for (const [verb, attempt] of Object.entries(ATTEMPTS)) {
        if (verbs.includes(verb)) continue;
        const refusal = query(role, attempt(relation, first?.attname ?? "")).catch((error: pg.DatabaseError) => error.code);
        expect(REFUSED, `${role} tries to ${verb} ${relation}`).toContain(await refusal);
      }
    }
  });
});

/** Relations and functions through which somebody could see more than is said above. */
const HOLES: Record<string, string> = {
  "a table with site_id and no wall": `
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'site_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity`,
  "a table whose wall has not one door for services and one for analysts": `
    select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relrowsecurity
      and (select array_agg(polname::text order by polname) from pg_policy where polrelid = c.oid) is distinct from '{analysts,services}'`,
  "a view that sees what its owner sees": `
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
      and not coalesce(reloptions::text[] && '{security_invoker=true,security_invoker=on}', false)`,
  "a materialised view, which has no wall, that analysts read": `
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'm' and has_table_privilege('waystitch_analyst', oid, 'select')`,
  "a function with its owner's rights, but those by which a collector replays what somebody asked for, for it alone": `
    select proname from pg_proc p where pronamespace = 'public'::regnamespace and prosecdef and not (
      proname in ('rejected_to_replay', 'remove_replayed', 'end_replay') and proacl is not null and not exists (
        select from aclexplode(proacl) as acl where acl.grantee not in (p.proowner, 'waystitch_collector'::regrole)))`,
  "a relation that everybody may use": `
    select relname from pg_class, aclexplode(relacl) as acl where relnamespace = 'public'::regnamespace and acl.grantee = 0`,
  "a schema where everybody may make things": `
    select nspname from pg_namespace, aclexplode(nspacl) as acl where nspname = 'public' and acl.grantee = 0 and acl.privilege_type = 'CREATE'`,
};

describe("the tables have no hole such as", () => {
  it.each(Object.keys(HOLES))("%s", async (hole) => {
    expect(await test.query(HOLES[hole] ?? "")).toEqual([]);
  });

  it("and holes that are made are found", async () => {
    const made = [
      "create table hole_table (site_id text)",
      "create view hole_view as select * from journeys",
      "create materialized view hole_copy as select * from journeys",
      "grant select on hole_copy to waystitch_analyst",
      "create function hole_function() returns int security definer language sql as 'select 1'",
      "grant select on journeys to public",
      "grant create on schema public to public",
      "drop policy analysts on journeys",
    ];
    for (const statement of made) await test.query(statement);
    const found = await Promise.all(Object.values(HOLES).map(async (text) => (await test.query(text)).length));
    expect(found).toEqual(Object.values(HOLES).map(() => 1));
  });
});
