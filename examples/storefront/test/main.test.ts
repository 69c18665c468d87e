import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { newDataFile } from "./shopper.js";

const TIMEOUT = 30_000;
const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const children: ChildProcess[] = [];

/** Starts the shop as its own process, the way a process manager does. */
function start(env: Record<string, string>): ChildProcess {
  const child = fork(MAIN, {
    execArgv: ["-C", "source", "--import", "tsx"],
    env: { PATH: process.env["PATH"], LOG_LEVEL: "silent", ...env },
    silent: true,
  });
  children.push(child);
  return child;
}

const settings = () => ({ COLLECTOR_URL: "http://127.0.0.1:9/", WRITE_KEY: "w", SECRET_KEY: "s", DATA_FILE: newDataFile(), PORT: "0" });

async function failureOf(child: ChildProcess): Promise<{ code: number; said: string }> {
  let said = "";
  child.stderr?.on("data", (text: Buffer) => {
    said += text.toString();
  });
  const [code] = await once(child, "close");
  return { code: Number(code), said };
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

test("the shop says where it is once it works, and ends well on SIGTERM", { timeout: TIMEOUT }, async () => {
  const child = start(settings());
  const [message] = await once(child, "message");
  expect(message).toMatchObject({ type: "ready", url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  expect((await fetch(`${message.url}/kinh`)).status).toBe(200);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("the shop ends when its parent is gone", { timeout: TIMEOUT }, async () => {
  const child = start(settings());
  await once(child, "message");
  child.disconnect();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a busy port is stepped over", { timeout: TIMEOUT }, async () => {
  const neighbour = createServer().listen(0, "127.0.0.1");
  await once(neighbour, "listening");
  const { port } = neighbour.address() as AddressInfo;
  const [message] = await once(start({ ...settings(), PORT: String(port) }), "message");
  expect(Number(new URL(message.url).port)).toBeGreaterThan(port);
  neighbour.close();
});

test("everything that is missing is said at once", { timeout: TIMEOUT }, async () => {
  const { code, said } = await failureOf(start({ WRITE_KEY: "w", PORT: "many" }));
  expect(code).toBe(1);
  for (const name of ["COLLECTOR_URL", "SECRET_KEY", "DATA_FILE", "PORT"]) expect(said).toContain(name);
  expect(said).not.toContain("WRITE_KEY");
});

test("orders that cannot be read are not thrown away", { timeout: TIMEOUT }, async () => {
  const env = settings();
  writeFileSync(env.DATA_FILE, "{ broken");
  const { code, said } = await failureOf(start(env));
  expect(code).toBe(1);
  expect(said).toContain(env.DATA_FILE);
});
