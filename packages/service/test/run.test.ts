import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { eventually, isAlive, startProcess } from "@waystitch/testbed";
import { expect, test, vi } from "vitest";

// Processes are started here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SERVICE = fileURLToPath(new URL("./fixtures/service.ts", import.meta.url));

const messagesOf = (log: string): string[] =>
  log
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { msg: string }).msg);

test("a service tells its parent where it listens, and works by then", async () => {
  const service = await startProcess(SERVICE, {});
  expect(await (await fetch(service.url)).text()).toBe("here");
  await service.stop();
});

test.each(["SIGTERM", "SIGINT"] as const)("%s closes a service in good order", async (signal) => {
  const service = await startProcess(SERVICE, {});
  await service.kill(signal);
  expect(await service.ended).toBe(0);
  expect(messagesOf(service.output())).toEqual(["closing", "closed"]);
});

test("a second signal does not cut the closing short", async () => {
  const service = await startProcess(SERVICE, { HANG: "1" });
  process.kill(service.pid, "SIGTERM");
  await eventually(() => expect(service.output()).toContain("closing"));
  process.kill(service.pid, "SIGINT");
  process.kill(service.pid, "SIGTERM");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(isAlive(service.pid)).toBe(true);
  await service.kill("SIGKILL");
});

test("a service stops when its parent is gone, and with it whoever read its log", async () => {
  const parent = fileURLToPath(new URL("./fixtures/parent.ts", import.meta.url));
  const child = fork(parent, [SERVICE], {
    execArgv: ["--import", import.meta.resolve("tsx")],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [pid] = (await once(child, "message")) as [number];
  expect(isAlive(pid)).toBe(true);
  child.kill("SIGKILL");
  await eventually(() => expect(isAlive(pid)).toBe(false));
});

test("a start that fails says why and ends with 1", async () => {
  await expect(startProcess(SERVICE, { FAIL: "DATABASE_URL is not set" })).rejects.toThrow(
    /ended before it was ready \(1\)[\s\S]*fixture could not start: DATABASE_URL is not set/,
  );
});
