import { readFileSync } from "node:fs";
import { createDatabase, migrate, SERVICES } from "@waystitch/store";
import { startTestCluster, type TestCluster } from "@waystitch/testbed";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";

// A server of its own, since roles belong to all databases of one.
let cluster: TestCluster;
let admin: pg.Client;

const GROUPS = [...SERVICES, "analyst"].map((name) => `waystitch_${name}`);
const urlOf = (database: string, user?: string): string => {
  const url = Object.assign(new URL(cluster.adminUrl), { pathname: `/${database}` });
  return (user === undefined ? url : Object.assign(url, { username: user, password: "pw" })).href;
};
const createDatabases = async (names: readonly string[], owner = "waystitch"): Promise<void> => {
  for (const name of names) await admin.query(`create database ${name} owner ${owner}`);
};
const migrateAt = async (url: string): Promise<readonly string[]> => {
  const db = createDatabase({ url, applicationName: "test" });
  return await migrate(db).finally(() => db.destroy());
};
const groupsThere = async (): Promise<string[]> =>
  (await admin.query<{ rolname: string }>("select rolname from pg_roles where rolname = any($1)", [GROUPS])).rows.map((row) => row.rolname);

beforeAll(async () => {
  cluster = await startTestCluster();
  admin = new pg.Client({ connectionString: cluster.adminUrl });
  await admin.connect();
  await admin.query(`drop database ${cluster.template} with (force)`);
  for (const name of [...Object.values(cluster.logins).map((login) => login.name), ...GROUPS]) await admin.query(`drop role ${name}`);
  await admin.query("create role plain login password 'pw'");
  await admin.query("create role maker login createrole password 'pw'");
});
afterAll(async () => {
  await admin.end();
  await cluster.stop();
});

it("a role that may not make roles is told what an administrator has to run, and goes on once that was run", async () => {
  await createDatabases(["a_plain"], "plain");
  const refusal = await migrateAt(urlOf("a_plain", "plain")).catch((error: Error) => error.message);
  expect(refusal).toContain("plain may not create roles");
  expect(await groupsThere()).toEqual([]);
  const statements = String(refusal).split("\n").slice(1).join("\n");
  await admin.query(statements);
  expect((await groupsThere()).sort()).toEqual([...GROUPS].sort());
  expect(await migrateAt(urlOf("a_plain", "plain"))).toContain("0006_roles");
  await admin.query("drop database a_plain");
  for (const name of GROUPS) await admin.query(`drop role ${name}`);
});

it("the statements that docs/operate.md has for another server make them, too", async () => {
  const docs = readFileSync(new URL("../../../docs/operate.md", import.meta.url), "utf8");
  await admin.query(/```sql\n([\s\S]*?)```/.exec(docs)?.[1] ?? "");
  expect((await groupsThere()).sort()).toEqual([...GROUPS].sort());
  for (const name of GROUPS) await admin.query(`drop role ${name}`);
});

it("six databases of a server that make the roles at the same moment all have them", async () => {
  const names = Array.from({ length: 6 }, (_, index) => `at_once_${index}`);
  await createDatabases(names);
  const applied = await Promise.all(names.map((name) => migrateAt(urlOf(name))));
  for (const one of applied) expect(one).toContain("0006_roles");
  expect(await groupsThere()).toHaveLength(GROUPS.length);
});

it("a role that may make roles needs no more than that", async () => {
  for (const name of (await admin.query("select datname from pg_database where datname like 'at_once%'")).rows)
    await admin.query(`drop database ${name.datname}`);
  for (const name of GROUPS) await admin.query(`drop role ${name}`);
  await createDatabases(["a_maker"], "maker");
  expect(await migrateAt(urlOf("a_maker", "maker"))).toContain("0006_roles");
  // Not even the database, as long as it may make tables there.
  await createDatabases(["not_its_own"]);
  const owner = new pg.Client({ connectionString: urlOf("not_its_own") });
  await owner.connect();
  await owner.query("grant create on schema public to maker").finally(() => owner.end());
  expect(await migrateAt(urlOf("not_its_own", "maker"))).toContain("0006_roles");
});
