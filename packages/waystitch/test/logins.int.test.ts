import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { createDatabase, loadObjection, SERVICES } from "@waystitch/store";
import { createTestDatabase, startProcess, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runWaystitch } from "./started-up.js";

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(`${tmpdir()}/waystitch-logins-`);
});
afterAll(async () => {
  const made = await urls();
  for (const { username } of Object.values(made).map((url) => new URL(url))) await database.query(`drop role if exists ${username}`);
  await database.drop();
  await rm(folder, { recursive: true });
});

const makeLogins = (url = database.url) => runWaystitch(["migrate", "--logins", folder], { DATABASE_URL: url });

async function urls(): Promise<Record<string, string>> {
  const entries = SERVICES.map(async (service) => [service, (await readFile(`${folder}/${service}/url`, "utf8")).trim()]);
  return Object.fromEntries(await Promise.all(entries));
}

async function objections(): Promise<(string | null)[]> {
  const made = await urls();
  return await Promise.all(
    SERVICES.map(async (service) => {
      const db = createDatabase({ url: made[service] ?? "", applicationName: "test" });
      return await loadObjection(db, service).finally(() => db.destroy());
    }),
  );
}

test("every service gets a login that it may work with, in a file that nobody else reads", async () => {
  expect(await makeLogins()).toMatchObject({ code: 0, stdout: expect.stringContaining("The tables are up to date.\n") });
  expect(await objections()).toEqual([null, null, null]);
  for (const service of SERVICES) expect((await stat(`${folder}/${service}/url`)).mode & 0o777).toBe(0o600);
});

test("a login that is there stays, and one that was damaged is mended", async () => {
  const before = await urls();
  await makeLogins();
  expect(await urls()).toEqual(before);
  await database.query(`alter role ${new URL(before["worker"] ?? "").username} password 'another'`);
  await database.query(`revoke waystitch_dashboard from ${new URL(before["dashboard"] ?? "").username}`);
  await database.query(`drop role ${new URL(before["collector"] ?? "").username}`);
  await makeLogins();
  expect(await urls()).toEqual(before);
  expect(await objections()).toEqual([null, null, null]);
});

test("a login moves along with the database's address", async () => {
  await makeLogins(database.url.replace("127.0.0.1", "localhost"));
  for (const url of Object.values(await urls())) expect(new URL(url).hostname).toBe("localhost");
});

test("a service finds its address in the file, and so does a command", async () => {
  const env = { DATABASE_URL_FILE: `${folder}/worker/url` };
  const worker = await startProcess(import.meta.resolve("@waystitch/worker/main"), env);
  await worker.stop();
  expect(await runWaystitch(["lag"], env)).toMatchObject({ code: 0, stdout: "Nothing waits to be stitched.\n" });
});

test("a role that may not make roles is told what an administrator has to run", async () => {
  const name = `plain_${Date.now()}`;
  await database.query(`create role ${name} login password 'pw'`);
  await database.query(`grant select on all tables in schema public to ${name}`);
  const url = Object.assign(new URL(database.url), { username: name, password: "pw" }).href;
  const { code, stderr } = await runWaystitch(["migrate", "--logins", `${folder}/other`], { DATABASE_URL: url });
  expect(code).toBe(1);
  expect(stderr).toContain(`alter role ${name} createrole;`);
  await database.query(`drop owned by ${name}`);
  await database.query(`drop role ${name}`);
});
