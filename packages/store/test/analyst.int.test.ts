import { loadAnalysts, recordAnalyst, removeAnalyst, replaceAnalystPassword, urlOfLogin } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { fillTables } from "./fill-tables.js";
import { createAnalyst, type TestAnalyst } from "./test-analyst.js";

let test: TestDatabase;
let ofOne: TestAnalyst;
let ofBoth: TestAnalyst;
let ofAll: TestAnalyst;
let client: pg.Client;
let notices: string[];
const clients: pg.Client[] = [];

async function connect(url: string): Promise<pg.Client> {
  const made = new pg.Client({ connectionString: url });
  // A role that is removed under its connection is a test's doing.
  made.on("error", () => {});
  made.on("notice", ({ message }) => void notices.push(message ?? ""));
  await made.connect();
  clients.push(made);
  return made;
}

/** Relations and the columns of them that the role that asks may read. */
const READABLE = `
  select c.relname as relation, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege(c.oid, a.attnum, 'select')
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and c.relname <> 'analyst_sites' group by 1 order by 1`;

const readable = async (reader: pg.Client): Promise<{ relation: string; columns: string }[]> => (await reader.query(READABLE)).rows;

/** The sites whose rows somebody sees, by relation. */
async function sitesSeen(reader: pg.Client): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  for (const { relation, columns } of await readable(reader)) {
    const { rows } = await reader.query<{ site_id: string }>(
      `select distinct site_id from (select ${columns} from ${relation}) as t order by 1`,
    );
    seen[relation] = rows.map((row) => row.site_id);
  }
  return seen;
}

const everywhere = (relations: Iterable<string>, sites: readonly string[]): Record<string, readonly string[]> =>
  Object.fromEntries([...relations].map((relation) => [relation, sites]));

beforeAll(async () => {
  test = await createTestDatabase();
  for (const siteId of ["one", "two", "three"]) await fillTables(test, siteId);
  for (const [name, source] of [["latest", "journeys"] as const, ["funnel", "journey_stages"] as const]) {
    await test.query(`create view ${name} with (security_invoker = true) as select site_id, person_id, stage from ${source}`);
    await test.query(`call set_access('${name}', collector => '', worker => '', dashboard => '', analyst => 'select')`);
  }
  await test.query("analyze");
  ofOne = await createAnalyst(test, ["one"]);
  ofBoth = await createAnalyst(test, ["one", "two"]);
  ofAll = await createAnalyst(test, ["*"]);
  notices = [];
  client = await connect(ofOne.url);
});
afterEach(async () => {
  await client.query("rollback");
  await client.query("discard all");
  notices = [];
});
afterAll(async () => {
  for (const one of clients) await one.end();
  for (const analyst of [ofOne, ofBoth, ofAll]) await analyst.remove();
  await test.drop();
});

/** The SQLSTATE with which a statement is refused, or what it returns. */
const outcome = async (text: string): Promise<unknown> =>
  await client.query(text).then(
    ({ rows }) => rows,
    (error: pg.DatabaseError) => error.code,
  );

describe("an analyst", () => {
  it("sees the rows of their sites in every relation and view, and no other row", async () => {
    const relations = (await readable(client)).map(({ relation }) => relation);
    expect(relations).toEqual(expect.arrayContaining(["events", "journeys", "rejected_events", "sites", "latest", "funnel"]));
    expect(await sitesSeen(client)).toEqual(everywhere(relations, ["one"]));
    expect(await sitesSeen(await connect(ofBoth.url))).toEqual(everywhere(relations, ["one", "two"]));
    expect(await sitesSeen(await connect(ofAll.url))).toEqual(everywhere(relations, ["one", "three", "two"]));
  });

  it("of all sites sees one that is added later, in every relation", async () => {
    await fillTables(test, "zero");
    const seen = Object.values(await sitesSeen(await connect(ofAll.url)));
    expect(seen.filter((sites) => !sites.includes("zero"))).toEqual([]);
    expect(await outcome("select from sites where site_id = 'zero'")).toEqual([]);
  });

  it("sees who sees what of nobody else", async () => {
    expect(await outcome("select role_name, site_id from analyst_sites")).toEqual([{ role_name: ofOne.name, site_id: "one" }]);
  });

  it("that no site was given sees nothing", async () => {
    const made = await createAnalyst(test, ["one"]);
    const reader = await connect(made.url);
    await test.query("delete from analyst_sites where role_name = $1", [made.name]);
    for (const sites of Object.values(await sitesSeen(reader))) expect(sites).toEqual([]);
    await test.query("insert into analyst_sites values ($1, 'one')", [made.name]);
    await made.remove();
  });

  it("changes nothing, makes nothing and lets nobody in", async () => {
    const refused = [
      `insert into analyst_sites values ('${ofOne.name}', '*')`,
      "update analyst_sites set site_id = '*'",
      "delete from journeys",
      "create table mine (x int)",
      "create role friend",
      `grant waystitch_collector to ${ofOne.name}`,
      `grant waystitch_analyst to ${ofBoth.name}`,
      "alter table journeys disable row level security",
      "drop policy analysts on journeys",
      "create policy mine on journeys using (true)",
      "alter role current_user bypassrls",
      "call set_access('journeys', 'select', 'select', 'select', 'select')",
      "create or replace function visible_sites() returns text[] language sql as $$ select '{one,two}'::text[] $$",
    ];
    for (const text of refused) expect([text, await outcome(text)]).toEqual([text, "42501"]);
  });
});

describe("the wall holds against", () => {
  it("a role that is taken on", async () => {
    const [owner] = await test.query<{ name: string }>("select quote_ident(current_user) as name");
    for (const role of ["waystitch_collector", "waystitch_worker", "waystitch_dashboard", owner?.name, ofBoth.name])
      expect([role, await outcome(`set role ${role}`)]).toEqual([role, "42501"]);
    expect(await outcome(`set session authorization ${ofBoth.name}`)).toBe("42501");
    await client.query("set role waystitch_analyst");
    for (const sites of Object.values(await sitesSeen(client))) expect(sites).toEqual([]);
  });

  it("a setting that switches it off", async () => {
    await client.query("set row_security = off");
    for (const { relation, columns } of await readable(client))
      expect([relation, await outcome(`select ${columns} from ${relation}`)]).toEqual([relation, "42501"]);
  });

  it("functions that tell what they are shown", async () => {
    await client.query(`create function pg_temp.tell(text) returns boolean language plpgsql cost 0.0000001 as
      $$ begin raise notice '%', $1; return true; end $$`);
    for (const { relation } of await readable(client)) {
      await client.query(`select site_id from ${relation} where pg_temp.tell(site_id)`);
      await client.query(`select e.site_id from ${relation} e join sites s on pg_temp.tell(s.site_id || e.site_id)`);
    }
    expect(notices.length).toBeGreaterThan(10);
    expect(notices.filter((notice) => /two|three/.test(notice))).toEqual([]);
  });

  it("errors that tell what they are about", async () => {
    for (const { relation } of await readable(client)) {
      expect(await outcome(`select distinct 1 / (site_id <> 'two')::int as x from ${relation}`)).toEqual([{ x: 1 }]);
      expect(await outcome(`select site_id::int from ${relation} where site_id > 'onf'`)).toEqual([]);
    }
  });

  it("copy", async () => {
    for (const { relation, columns } of await readable(client)) {
      const own = (await client.query(`select from (select ${columns} from ${relation}) as t`)).rowCount;
      expect((await client.query(`copy (select ${columns} from ${relation}) to stdout`)).rowCount).toBe(own);
      const whole = client.query(`copy ${relation} (${columns}) to stdout`).then(
        ({ rowCount }) => rowCount,
        () => "a view",
      );
      expect([own, "a view"]).toContain(await whole);
    }
    expect((await client.query("copy events to stdout")).rowCount).toBe(1);
  });

  it("tables of the same names in front of those that it reads", async () => {
    await client.query("create temp table analyst_sites (role_name text, site_id text)");
    await client.query(`insert into pg_temp.analyst_sites values ('${ofOne.name}', '*')`);
    await client.query("create temp table sites as select unnest(array['one', 'two', 'three']) as site_id");
    await client.query("create function pg_temp.visible_sites() returns text[] language sql as $$ select '{one,two}'::text[] $$");
    await client.query("set search_path = pg_temp, public");
    expect(await outcome("select site_id from public.events")).toEqual([{ site_id: "one" }]);
    expect(await outcome("select site_id from public.sites")).toEqual([{ site_id: "one" }]);
  });

  it("plans that were made before, cursors, locks and what the planner has counted", async () => {
    await client.query("prepare all_sites as select site_id from events");
    expect(await outcome("execute all_sites")).toEqual([{ site_id: "one" }]);
    await client.query("begin");
    await client.query("declare every scroll cursor for select site_id from events");
    expect(await outcome("fetch all from every")).toEqual([{ site_id: "one" }]);
    await client.query("rollback");
    expect(await outcome("select site_id from events for update")).toBe("42501");
    expect(await outcome("select * from pg_stats where schemaname = 'public'")).toEqual([]);
    expect(await test.query("select from pg_stats where schemaname = 'public' limit 1")).toHaveLength(1);
    expect(await outcome("select from pg_statistic")).toBe("42501");
  });

  it("subqueries, unions and recursion", async () => {
    const texts = [
      "with t as materialized (select * from events) select site_id from t",
      "select (select max(site_id) from events) as site_id",
      "select e.site_id from sites s left join lateral (select * from events e where e.site_id = s.site_id) e on true",
      "with recursive r as (select site_id from events union select e.site_id from events e, r) select site_id from r",
      "select site_id from events tablesample system (100)",
      "table sites except select * from sites where site_id = 'one'",
    ];
    const seen: unknown[] = [];
    for (const text of texts) seen.push(await outcome(text));
    expect(seen).toEqual([...texts.slice(0, -1).map(() => [{ site_id: "one" }]), []]);
  });
});

describe("an analyst's login", () => {
  it("is refused with a name that is taken, or that is none", async () => {
    await expect(recordAnalyst(test.db, ofOne.name, ["one"])).rejects.toThrow("already");
    for (const name of ["waystitch", "waystitch_x", "pg_x", "Ana", "a b", 'a"b', "", "1a"])
      await expect(recordAnalyst(test.db, name, ["one"])).rejects.toThrow("no name for an analyst");
  });

  it("opens with the newest password only, and with none once it is removed", async () => {
    const made = await createAnalyst(test, ["one"]);
    const login = await replaceAnalystPassword(test.db, made.name);
    if (login === null) throw new Error("There is no such analyst.");
    await expect(connect(made.url)).rejects.toThrow("password authentication failed");
    const reader = await connect(urlOfLogin(test.url, login));
    expect((await reader.query("select site_id from sites")).rows).toEqual([{ site_id: "one" }]);
    expect(await removeAnalyst(test.db, made.name)).toBe(true);
    expect(await test.query("select from analyst_sites where role_name = $1", [made.name])).toEqual([]);
    const after = await reader.query("select site_id from sites").catch((error: Error) => error);
    expect(after instanceof Error || after.rows.length === 0).toBe(true);
    await expect(connect(urlOfLogin(test.url, login))).rejects.toThrow("password authentication failed");
  });

  it("is made anew when its role is gone, as in a database that was restored on another server", async () => {
    const made = await createAnalyst(test, ["one"]);
    const canSignIn = async () => (await loadAnalysts(test.db)).find(({ name }) => name === made.name)?.canSignIn;
    expect(await canSignIn()).toBe(true);
    await test.query(`drop role ${made.name}`);
    expect(await canSignIn()).toBe(false);
    const login = await replaceAnalystPassword(test.db, made.name);
    if (login === null) throw new Error("There is no such analyst.");
    expect((await (await connect(urlOfLogin(test.url, login))).query("select site_id from sites")).rows).toEqual([{ site_id: "one" }]);
    await made.remove();
  });

  it("of a role that is no analyst is neither given a password nor removed", async () => {
    const name = `other_${ofOne.name}`;
    await test.query(`create role ${name} login`);
    expect(await replaceAnalystPassword(test.db, name)).toBeNull();
    expect(await removeAnalyst(test.db, name)).toBe(false);
    // As in a database that was restored on a server where somebody else has the name.
    await test.query("insert into analyst_sites values ($1, 'one')", [name]);
    await expect(replaceAnalystPassword(test.db, name)).rejects.toThrow("somebody else's");
    expect(await removeAnalyst(test.db, name)).toBe(true);
    expect(await test.query("select from pg_roles where rolname = $1", [name])).toHaveLength(1);
    await test.query(`drop role ${name}`);
  });
});
