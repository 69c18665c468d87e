/**
 * The process between Waystitch and PostgreSQL. It starts the server, starts it again when it dies, and stops it
 * when told to, or when the process that asked for it is gone, however that ended. Runs in its own process group,
 * so that Ctrl-C in a terminal reaches neither it nor the server.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { KeeperCommand, KeeperOrder, KeeperReport } from "./keeper-message.js";

/** A fast shutdown writes a checkpoint; a slow disk gets this long for it, then the server must go without. */
const FAST_MS = 20_000;
const IMMEDIATE_MS = 5_000;
const LAST_MS = 2_000;
const RETRY_MS = { first: 100, last: 5_000 };
/** A server that lived this long was well; the next start is not delayed. */
const WELL_MS = 30_000;
/** Log lines that may wait for a slow owner; further ones are dropped. */
const MAX_WAITING = 1_000;

// The owner is this package's `start.ts`.
const order = JSON.parse(process.argv[2] ?? "{}") as KeeperOrder;
let server: ChildProcess | undefined;
let isTrusted = false;
let isStopping = false;
let retryMs = RETRY_MS.first;
let waiting = 0;

function report(message: KeeperReport): void {
  if (!process.connected || waiting >= MAX_WAITING) return;
  waiting++;
  process.send?.(message, () => waiting--);
}

function end(): never {
  rmSync(order.recordFile, { force: true });
  process.exit(0);
}

function serverEnded(startedAt: number, outcome: string): void {
  server = undefined;
  if (isStopping) end();
  report({ type: "log", line: `PostgreSQL ended unexpectedly (${outcome})` });
  // The lines of a server that never worked must reach the owner before this process ends.
  if (!isTrusted) {
    setTimeout(end, 50);
    return;
  }
  if (Date.now() - startedAt > WELL_MS) retryMs = RETRY_MS.first;
  setTimeout(start, retryMs);
  retryMs = Math.min(retryMs * 2, RETRY_MS.last);
}

function start(): void {
  if (isStopping) end();
  const startedAt = Date.now();
  const child = spawn(order.postgres, ["-D", order.dataFolder, ...order.settings], {
    ...order.identity,
    cwd: order.dataFolder,
    env: { LC_ALL: "C", PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  server = child;
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", (line) => report({ type: "log", line }));
  child.on("error", (error) => report({ type: "log", line: error.message }));
  child.on("close", (code, signal) => serverEnded(startedAt, signal ?? `exit code ${code}`));
  if (child.pid !== undefined) report({ type: "started", pid: child.pid });
}

function stop(): void {
  if (isStopping) return;
  isStopping = true;
  if (!server) end();
  server.kill("SIGINT");
  setTimeout(() => server?.kill("SIGQUIT"), FAST_MS);
  setTimeout(() => server?.kill("SIGKILL"), FAST_MS + IMMEDIATE_MS);
  setTimeout(end, FAST_MS + IMMEDIATE_MS + LAST_MS);
}

process.on("disconnect", stop);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
process.on("message", (command: KeeperCommand) => {
  if (command === "stop") stop();
  else isTrusted = true;
});

// The owner may be gone already: then nobody would ever say stop.
if (!process.connected) process.exit(0);
writeFileSync(order.recordFile, JSON.stringify({ keeper: process.pid, owner: order.owner, port: order.port }));
start();
