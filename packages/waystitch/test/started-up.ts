import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What `waystitch up --json` says on its one line. */
export interface UpLine {
  readonly shopUrl: string;
  readonly dashboardUrl: string;
  readonly signInUrl: string;
  readonly collectorUrl: string;
  readonly databaseUrl: string;
  readonly siteId: string;
  readonly writeKey: string;
  readonly secretKey: string;
  readonly ports: Record<string, number>;
  readonly pids: Record<string, number>;
  readonly dataDir: string;
}

export interface StartedUp {
  readonly line: UpLine;
  readonly process: ChildProcess;
  /** All that was printed on stdout so far. */
  stdout(): string;
  stderr(): string;
  readonly ended: Promise<number | null>;
}

/** The built command: `npm run build` makes it, and `npm test` begins with that. */
export const BIN = fileURLToPath(new URL("../bin/waystitch.js", import.meta.url));

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Every command that has not ended, also one that a test did not wait for. */
const running = new Map<ChildProcess, Promise<unknown>>();

/** Presses Ctrl-C on all that runs, and waits for the end. */
export async function stopAll(): Promise<void> {
  await Promise.all(
    [...running].map(async ([child, ended]) => {
      pressCtrlC(child);
      await ended;
    }),
  );
}

function start(args: readonly string[], env: Readonly<Record<string, string>>) {
  const { DATABASE_URL: _url, ...own } = process.env;
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...own, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
  });
  const text = { stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    text.stdout += chunk;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text.stderr += chunk;
  });
  // Not "close": that does not come once the channel to the child was closed from here.
  const streams = [child.stdout, child.stderr].flatMap((stream) => (stream ? [once(stream, "close")] : []));
  const ended = Promise.all([once(child, "exit"), ...streams]).then(() => child.exitCode);
  running.set(child, ended);
  void ended.then(() => running.delete(child));
  return { child, text, ended };
}

/** Runs a command to its end. */
export async function runWaystitch(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandResult> {
  const { text, ended } = start(args, env);
  return { code: await ended, ...text };
}

/** Starts `waystitch up --json` and waits for its line. */
export async function startUp(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<StartedUp> {
  const { child, text, ended } = start(["up", "--json", ...args], env);
  const line = new Promise<void>((resolve) => child.stdout?.on("data", () => text.stdout.includes("\n") && resolve()));
  await Promise.race([line, ended]);
  if (!text.stdout.includes("\n")) throw new Error(`waystitch up ended without a line:\n${text.stderr}`);
  return { line: JSON.parse(text.stdout) as UpLine, process: child, stdout: () => text.stdout, stderr: () => text.stderr, ended };
}

/** What a terminal does on Ctrl-C: it tells the whole process group. */
export function pressCtrlC(child: ChildProcess): void {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGINT");
}
