import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { eventually, isAlive } from "@waystitch/testbed";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadBinaries } from "../src/binaries.js";
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from "../src/index.js";

interface Pids {
  readonly server: number;
  readonly keeper: number;
  readonly port: number;
}

const OWNER = fileURLToPath(new URL("./fixtures/owner.ts", import.meta.url));
let parent: string;
let folder: string;
const started: EmbeddedPostgres[] = [];
const owners: ChildProcess[] = [];

beforeEach(async () => {
  parent = await mkdtemp(`${tmpdir()}/embedded-postgres-`);
  await chmod(parent, 0o755);
  folder = `${parent}/kính mắt`;
});

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  for (const owner of owners.splice(0)) owner.kill("SIGKILL");
  await eventually(() => removeEmbeddedPostgres(folder));
  await rm(parent, { recursive: true, force: true });
});

async function start(port = 55_100): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ folder, port, isDisposable: true });
  started.push(server);
  return server;
}

async function startOwner(): Promise<Pids> {
  const owner = fork(OWNER, [folder], { execArgv: ["--conditions", "source", "--import", import.meta.resolve("tsx")] });
  owners.push(owner);
  const [pids] = (await once(owner, "message")) as [Pids];
  return pids;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test("a second start finds the data and the password of the first", async () => {
  const first = await start();
  await query(first.url, "create table kept as select 'kính râm' as word");
  await first.stop();
  const second = await start();
  expect(await query(second.url, "select word from kept")).toEqual([{ word: "kính râm" }]);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
});

test("the database is UTF-8 with checksums, asks for a password and answers to this machine only", async () => {
  const server = await start();
  const [settings] = await query(
    server.url,
    `select current_database() as database, current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
            current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
            lower('MẮT KÍNH') as lower, current_setting('server_version_num')::int / 10000 as version`,
  );
  expect(settings).toEqual({
    database: "waystitch",
    encoding: "UTF8",
    checksums: "on",
    addresses: "127.0.0.1",
    sockets: "",
    lower: "mắt kính",
    version: 18,
  });
  const wrong = Object.assign(new URL(server.url), { password: "guess" }).href;
  await expect(query(wrong, "select 1")).rejects.toThrow(/password authentication failed/);
  expect((await stat(`${server.folder}/password`)).mode & 0o777).toBe(0o600);
});

test("stopping leaves no process behind, and twice does no harm", async () => {
  const server = await start();
  const [pid, keeper] = [server.pid() ?? 0, server.keeperPid()];
  expect([isAlive(pid), isAlive(keeper)]).toEqual([true, true]);
  await Promise.all([server.stop(), server.stop()]);
  expect([isAlive(pid), isAlive(keeper)]).toEqual([false, false]);
});

test("a busy port is stepped over", async () => {
  const busy = createServer().listen(0, "127.0.0.1");
  await once(busy, "listening");
  const { port } = busy.address() as AddressInfo;
  const server = await start(port);
  expect(server.port).not.toBe(port);
  expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
  busy.close();
});

test("no server outlives the process that asked for it, not even one killed with SIGKILL", async () => {
  const { server, keeper } = await startOwner();
  owners[0]?.kill("SIGKILL");
  await eventually(() => expect([isAlive(server), isAlive(keeper)]).toEqual([false, false]));
  expect(existsSync(`${folder}/data/postmaster.pid`)).toBe(false);
});

test("a second start in a folder that is in use says who uses it", async () => {
  const { port } = await startOwner();
  await expect(start()).rejects.toThrow(`is in use: process ${owners[0]?.pid} runs it on port ${port}`);
});

test("a server whose keeper and owner were killed is stopped by the next start, with its data", async () => {
  const { server, keeper } = await startOwner();
  // Both at once, so that neither can see the other's end and act on it.
  owners[0]?.kill("SIGSTOP");
  process.kill(keeper, "SIGKILL");
  owners[0]?.kill("SIGKILL");
  await eventually(() => expect(isAlive(keeper)).toBe(false));
  expect(isAlive(server)).toBe(true);
  const next = await start();
  expect(isAlive(server)).toBe(false);
  expect(await query(next.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a server that dies is started again on its port, as is one whose keeper dies", async () => {
  const server = await start();
  const first = server.pid() ?? 0;
  process.kill(first, "SIGKILL");
  await eventually(() => query(server.url, "select 1"));
  expect(server.pid()).not.toBe(first);
  const keeper = server.keeperPid();
  process.kill(keeper, "SIGKILL");
  await eventually(() => expect(server.keeperPid()).not.toBe(keeper));
  await eventually(() => query(server.url, "select 1"));
});

test("a draft that a killed first start left behind is cleared away", async () => {
  await mkdir(`${folder}/data.draft-1/base`, { recursive: true });
  await writeFile(`${folder}/data.draft-1/PG_VERSION`, "18\n");
  await start();
  expect((await readdir(folder)).filter((name) => name.includes("draft"))).toEqual([]);
});

test("a folder that holds something else is left alone", async () => {
  await mkdir(`${folder}/data`, { recursive: true });
  await writeFile(`${folder}/data/thesis.txt`, "years of work");
  await expect(start()).rejects.toThrow("is not a PostgreSQL data folder");
  expect(await readFile(`${folder}/data/thesis.txt`, "utf8")).toBe("years of work");
});

test.runIf(process.getuid?.() === 0)(
  "as root, a folder that PostgreSQL's user may not enter is served from /var/lib/waystitch",
  async () => {
    await chmod(parent, 0o700);
    const first = await start();
    expect(first.folder).toMatch(/^\/var\/lib\/waystitch\/[0-9a-f]{16}$/);
    expect((await readFile(`${folder}/MOVED`, "utf8")).trim()).toBe(first.folder);
    await query(first.url, "create table kept as select 1 as one");
    await first.stop();
    // The data stays where it is, also when the folder can be entered later.
    await chmod(parent, 0o755);
    const second = await start();
    expect(await query(second.url, "select one from kept")).toEqual([{ one: 1 }]);
    await second.stop();
    await removeEmbeddedPostgres(folder);
    expect(existsSync(first.folder)).toBe(false);
  },
);

test("a platform without binaries is told to set DATABASE_URL", async () => {
  await expect(loadBinaries("plan9", "mips")).rejects.toThrow(/no PostgreSQL in this installation for plan9-mips[\s\S]*Set DATABASE_URL/);
});
