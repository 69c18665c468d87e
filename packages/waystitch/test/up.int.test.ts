import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { createTestDatabase, eventually, isAlive } from "@waystitch/testbed";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { pressCtrlC, runWaystitch, type StartedUp, startUp, stopAll, type UpLine } from "./started-up.js";

let parent: string;
let dataDir: string;

beforeAll(async () => {
  parent = await mkdtemp(`${tmpdir()}/waystitch-up-`);
  await chmod(parent, 0o755);
  dataDir = `${parent}/data`;
});

afterEach(stopAll);

afterAll(() => rm(parent, { recursive: true, force: true }));

async function start(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<StartedUp> {
  return await startUp(["--data-dir", dataDir, ...args], env);
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Who is signed in to the database: application, the group whose rights it has, and whether it is a superuser. */
const SIGNED_IN = `
  select distinct a.application_name as app, g.rolname as rights, r.rolsuper as super from pg_stat_activity a join pg_roles r on r.rolname = a.usename
  left join pg_auth_members m on m.member = r.oid left join pg_roles g on g.oid = m.roleid
  where a.datname = current_database() and a.application_name ~ '^waystitch.(collector|worker|dashboard)' order by 1`;

const ofServices = [
  { app: "waystitch collector", rights: "waystitch_collector", super: false },
  { app: "waystitch worker", rights: "waystitch_worker", super: false },
  { app: "waystitch-dashboard", rights: "waystitch_dashboard", super: false },
  { app: "waystitch-dashboard-live", rights: "waystitch_dashboard", super: false },
];

/** Every service has to ask the database for these answers. */
async function expectOwnLogins(line: UpLine): Promise<void> {
  await eventually(async () => {
    await Promise.all([statusOf(`${line.collectorUrl}/ready`), statusOf(`${line.dashboardUrl}/health`)]);
    expect(await query(line.databaseUrl, SIGNED_IN)).toEqual(ofServices);
  });
}

const living = (line: UpLine): string[] => Object.keys(line.pids).filter((name) => isAlive(line.pids[name] ?? 0));
const statusOf = async (url: string): Promise<number> => (await fetch(url, { redirect: "manual" })).status;

test("up prints one line of JSON, and everything on it works", async () => {
  const { line, stdout } = await start();
  expect(stdout().trimEnd().split("\n")).toHaveLength(1);
  expect(await statusOf(line.shopUrl)).toBe(200);
  expect(await statusOf(line.signInUrl)).toBe(200);
  expect(await statusOf(`${line.collectorUrl}/waystitch.js`)).toBe(200);
  const event = { type: "page", messageId: "m1", anonymousId: "a1", context: { page: { url: line.shopUrl } } };
  for (const key of [line.writeKey, line.secretKey]) {
    const body = JSON.stringify({ writeKey: key, batch: [event] });
    const answer = await fetch(`${line.collectorUrl}/v1/batch`, { method: "POST", body, headers: { "content-type": "application/json" } });
    expect(answer.status).toBe(200);
  }
  expect(await query(line.databaseUrl, "select site_id, name, currency, time_zone, domains from sites")).toEqual([
    { site_id: "demo", name: "Mắt Xinh", currency: "VND", time_zone: "Asia/Ho_Chi_Minh", domains: ["127.0.0.1"] },
  ]);
  await eventually(async () => expect(await query(line.databaseUrl, "select stage from journeys")).toEqual([{ stage: "Attract" }]));
  expect(Object.keys(line.pids).sort()).toEqual(["collector", "dashboard", "keeper", "postgres", "shop", "up", "worker"]);
  expect(living(line)).toHaveLength(7);
  await expectOwnLogins(line);
  for (const file of ["secrets.json", "state.json", "logins/collector/url", "logins/worker/url", "logins/dashboard/url"])
    expect((await stat(`${dataDir}/${file}`)).mode & 0o777).toBe(0o600);
});

test("Ctrl-C, even pressed twice, stops every process and keeps the data for the next start", async () => {
  const first = await start();
  const before = await query(first.line.databaseUrl, "select event_id from events");
  expect(before).not.toEqual([]);
  pressCtrlC(first.process);
  pressCtrlC(first.process);
  expect(await first.ended).toBe(0);
  expect(living(first.line)).toEqual([]);
  expect(existsSync(`${dataDir}/state.json`)).toBe(false);
  const second = await start();
  expect(await query(second.line.databaseUrl, "select event_id from events")).toEqual(before);
  expect([second.line.writeKey, second.line.secretKey]).toEqual([first.line.writeKey, first.line.secretKey]);
});

test("a second up on the same data says where the first one listens, and leaves it alone", async () => {
  const { line } = await start();
  const second = await runWaystitch(["up", "--json", "--data-dir", dataDir]);
  expect(second).toMatchObject({ code: 1, stdout: "" });
  for (const word of [String(line.pids["up"]), line.shopUrl, line.dashboardUrl]) expect(second.stderr).toContain(word);
  expect(living(line)).toHaveLength(7);
  expect(await runWaystitch(["sql", "--data-dir", dataDir, "--csv", "select site_id from sites"])).toMatchObject({
    code: 0,
    stdout: "site_id\r\ndemo\n",
  });
});

test("a collector that is killed comes back at its address", async () => {
  const { line } = await start();
  process.kill(line.pids["collector"] ?? 0, "SIGKILL");
  await eventually(async () => expect(await statusOf(`${line.collectorUrl}/waystitch.js`)).toBe(200));
});

test("nothing outlives an up that is killed, and the next one starts as if nothing had been", async () => {
  const { line, process: up } = await start();
  up.kill("SIGKILL");
  await eventually(() => expect(living(line)).toEqual([]));
  const next = await start();
  expect(living(next.line)).toHaveLength(7);
});

test("up ends with the program that started it", async () => {
  const { line, process: up, ended } = await start();
  up.disconnect();
  expect(await ended).toBe(0);
  expect(living(line)).toEqual([]);
});

test("a signal during the start stops what has been started", async () => {
  const up = startUp(["--data-dir", dataDir]).catch((error: unknown) => String(error));
  await eventually(() => readFile(`${dataDir}/postgres/keeper.json`), { everyMs: 5 });
  const { pid } = JSON.parse(await readFile(`${dataDir}/state.json`, "utf8")) as { pid: number };
  const { keeper } = JSON.parse(await readFile(`${dataDir}/postgres/keeper.json`, "utf8")) as { keeper: number };
  process.kill(pid, "SIGTERM");
  expect(await up).toContain("Stopped by SIGTERM before all was ready");
  expect([isAlive(pid), isAlive(keeper)]).toEqual([false, false]);
  expect(existsSync(`${dataDir}/state.json`)).toBe(false);
});

test("--fresh begins anew", async () => {
  const before = await start();
  pressCtrlC(before.process);
  await before.ended;
  const after = await start(["--fresh"]);
  expect(await query(after.line.databaseUrl, "select event_id from events")).toEqual([]);
  expect(after.line.writeKey).not.toBe(before.line.writeKey);
  await expectOwnLogins(after.line);
});

test("with DATABASE_URL no PostgreSQL is started, and --fresh does not touch that database", async () => {
  const database = await createTestDatabase();
  const own = { DATABASE_URL: database.url };
  const refused = await runWaystitch(["up", "--fresh", "--data-dir", `${parent}/other`], own);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain("--fresh deletes the built-in database only");
  const up = await startUp(["--data-dir", `${parent}/other`], own);
  expect(up.line.databaseUrl).toBe(database.url);
  expect(Object.keys(up.line.pids).sort()).toEqual(["collector", "dashboard", "shop", "up", "worker"]);
  expect(existsSync(`${parent}/other/postgres`)).toBe(false);
  expect(await database.query("select site_id from sites")).toEqual([{ site_id: "demo" }]);
  await expectOwnLogins(up.line);
  const logins = await database.query<{ name: string }>(
    "select distinct usename as name from pg_stat_activity where datname = current_database() and usename like 'waystitch\\_%'",
  );
  up.process.kill("SIGTERM");
  expect(await up.ended).toBe(0);
  for (const { name } of logins) await database.query(`drop role ${name}`);
  await database.drop();
});

test("with a DATABASE_URL whose role may not make others, up says what to run, and takes that role for all when that is allowed", async () => {
  const database = await createTestDatabase();
  const name = `owner_${Date.now()}`;
  await database.query(`create role ${name} login password 'pw'`);
  const [{ owner = "" } = {}] = await database.query<{ owner: string }>("select quote_ident(current_user) as owner");
  const tables = await database.query<{ relname: string }>(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  for (const { relname } of tables) await database.query(`alter table ${relname} owner to ${name}`);
  const url = Object.assign(new URL(database.url), { username: name, password: "pw" }).href;
  const refused = await runWaystitch(["up", "--json", "--data-dir", `${parent}/plain`], { DATABASE_URL: url });
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  for (const words of [`alter role ${name} createrole;`, "Or set ALLOW_SUPERUSER=1"]) expect(refused.stderr).toContain(words);
  const up = await startUp(["--data-dir", `${parent}/plain`], { DATABASE_URL: url, ALLOW_SUPERUSER: "1" });
  expect(up.stderr()).toContain("Every service works with the rights of DATABASE_URL");
  up.process.kill("SIGTERM");
  expect(await up.ended).toBe(0);
  for (const { relname } of tables) await database.query(`alter table ${relname} owner to ${owner}`);
  await database.drop();
  const other = await createTestDatabase();
  await other.query(`drop role ${name}`);
  await other.drop();
});
