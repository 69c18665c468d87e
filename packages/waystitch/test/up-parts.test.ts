import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimState, type RunningState, readRunning } from "../src/state.js";
import { createCleanUp } from "../src/up/clean-up.js";
import { createLogFile } from "../src/up/log-file.js";
import { formatPanel } from "../src/up/panel.js";
import { readSecrets } from "../src/up/secrets.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(`${tmpdir()}/waystitch-parts-`);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const running: RunningState = {
  shopUrl: "http://127.0.0.1:4102",
  dashboardUrl: "http://127.0.0.1:4101",
  signInUrl: "http://127.0.0.1:4101/sign-in?token=abc",
  collectorUrl: "http://127.0.0.1:4100",
  databaseUrl: "postgres://waystitch:pw@127.0.0.1:54329/waystitch",
  siteId: "demo",
  writeKey: "wk_1",
  secretKey: "sk_1",
  ports: {},
  pids: {},
  dataDir: "/data",
};

test("secrets are made once, and only their owner can read them", async () => {
  const file = `${folder}/secrets.json`;
  const made = await readSecrets(file);
  expect(await readSecrets(file)).toEqual(made);
  expect(made.hashSecret.length).toBeGreaterThanOrEqual(32);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test.each(["", "{}", '{"hashSecret":1,"writeKey":"w","secretKey":"s"}'])(
  "damaged secrets (%s) are not replaced behind one's back",
  async (text) => {
    await writeFile(`${folder}/secrets.json`, text);
    await expect(readSecrets(`${folder}/secrets.json`)).rejects.toThrow(/is damaged/);
    expect(await readFile(`${folder}/secrets.json`, "utf8")).toBe(text);
  },
);

test("data is claimed by one process at a time", async () => {
  const file = `${folder}/state.json`;
  const claims = await Promise.allSettled([claimState(file), claimState(file), claimState(file)]);
  const won = claims.flatMap((claim) => (claim.status === "fulfilled" ? [claim.value] : []));
  expect(won).toHaveLength(1);
  expect(await readRunning(file)).toBeUndefined();
  await won[0]?.publish(running);
  expect(await readRunning(file)).toEqual(running);
  await expect(claimState(file)).rejects.toThrow(/http:\/\/127\.0\.0\.1:4102/);
  await won[0]?.release();
  await (await claimState(file)).release();
});

test("a claim of a process that is gone is taken over, also when its id is used again", async () => {
  const file = `${folder}/state.json`;
  const other = spawn("sleep", ["60"]);
  await once(other, "spawn");
  await writeFile(file, JSON.stringify({ pid: other.pid, identity: "an earlier boot 1", running }));
  expect(await readRunning(file)).toBeUndefined();
  await (await claimState(file)).release();
  await writeFile(file, '{"pid":');
  const claims = await Promise.allSettled(Array.from({ length: 20 }, () => claimState(file)));
  expect(claims.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await readdir(folder)).toEqual(["state.json"]);
  other.kill();
});

test("a log never grows past its bound, and the one before it is kept", async () => {
  const log = createLogFile(`${folder}/x.log`, 1_000);
  for (let line = 0; line < 500; line++) log.write(`line ${line} ${"x".repeat(20)}\n`);
  log.close();
  expect(log.tail().endsWith(`line 499 ${"x".repeat(20)}\n`)).toBe(true);
  const sizes = await Promise.all((await readdir(folder)).sort().map(async (name) => [name, (await stat(`${folder}/${name}`)).size]));
  expect(sizes.map(([name]) => name)).toEqual(["x.log", "x.log.1"]);
  for (const [, size] of sizes) expect(size).toBeLessThanOrEqual(1_100);
});

test("what was started last is stopped first, also when a stop fails", async () => {
  const cleanUp = createCleanUp();
  const order: string[] = [];
  cleanUp.add(async () => void order.push("database"));
  cleanUp.add(() => Promise.reject(new Error("stuck")));
  cleanUp.add(async () => void order.push("shop"));
  const errors: unknown[] = [];
  await cleanUp.run((error) => errors.push(error));
  expect(order).toEqual(["shop", "database"]);
  expect(errors).toEqual([new Error("stuck")]);
});

test("the panel says where everything is, without a colour code where there is no terminal", () => {
  const plain = formatPanel(running, false);
  for (const part of [running.shopUrl, running.signInUrl, `psql "${running.databaseUrl}"`, "npm run sql", "Ctrl-C"])
    expect(plain).toContain(part);
  expect(plain).not.toContain("\u001b");
  expect(plain).not.toContain("Database in");
  expect(formatPanel({ ...running, databaseDir: "/data/postgres" }, false)).not.toContain("Database in");
  expect(formatPanel({ ...running, databaseDir: "/var/lib/x" }, false)).toContain("Database in /var/lib/x");
  expect(formatPanel(running, true)).toContain("\u001b[1m");
});
