import { type ChildProcess, fork } from "node:child_process";
import type { LogFile } from "./log-file.js";

/** What is to run as a process of its own. */
export interface ChildOrder {
  readonly name: string;
  /** Path of its main file. */
  readonly file: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The first port to try; none for a process that does not listen. */
  readonly port?: number;
  readonly log: LogFile;
  /** It ended unasked, and is being started again. */
  readonly onRestart: (reason: string) => void;
}

/** A process that is started again when it ends unasked. */
export interface Child {
  /** Where it listens; the same after every start. Empty for one that does not. */
  readonly url: string;
  pid(): number;
  /** Asks it to end, and after a time makes it. */
  stop(): Promise<void>;
}

const STOP_MS = 12_000;
const RETRY_MS = { first: 250, last: 10_000 };
/** A process that lived this long was well; its next start is not delayed. */
const WELL_MS = 30_000;

const isReady = (message: unknown): message is { type: "ready"; url?: string } =>
  typeof message === "object" && message !== null && "type" in message && message.type === "ready";

function forkChild({ file, env, log }: ChildOrder, port: number | undefined): ChildProcess {
  const { PORT: _port, ...rest } = env;
  const child = fork(file, [], {
    env: port === undefined ? rest : { ...rest, PORT: String(port) },
    execArgv: [],
    // In a process group of its own, so that a terminal's Ctrl-C reaches only the process that stops all in good order.
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => log.write(text));
  return child;
}

/** Resolves with the child's address once it is ready, or rejects with what it printed when it ends before. */
async function waitUntilReady(child: ChildProcess, { name, log }: ChildOrder): Promise<string> {
  return await new Promise((resolve, reject) => {
    child.on("message", (message: unknown) => {
      if (isReady(message)) resolve(message.url ?? "");
    });
    child.on("error", reject);
    child.on("close", () => reject(new Error(`${name} did not start. The end of ${log.path}:\n${log.tail().trim()}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = new Promise((resolve) => child.once("exit", resolve));
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  child.kill("SIGTERM");
  await closed;
  clearTimeout(timer);
}

/**
 * Starts a process and waits until it is ready.
 * @param signal ends the waiting, and the process with it
 * @throws when it ends before it is ready
 */
export async function startChild(order: ChildOrder, signal: AbortSignal): Promise<Child> {
  signal.throwIfAborted();
  let child = forkChild(order, order.port);
  let startedAt = Date.now();
  let retryMs = RETRY_MS.first;
  let retry: NodeJS.Timeout | undefined;
  let isStopping = false;
  const giveUp = (): void => void end(child);
  signal.addEventListener("abort", giveUp);
  const url = await waitUntilReady(child, order).finally(() => signal.removeEventListener("abort", giveUp));
  const port = url === "" ? undefined : Number(new URL(url).port);

  const watch = (): void => {
    child.once("exit", (code, killed) => {
      if (isStopping) return;
      order.onRestart(killed ?? `exit code ${code}`);
      if (Date.now() - startedAt > WELL_MS) retryMs = RETRY_MS.first;
      retry = setTimeout(startAgain, retryMs);
      retryMs = Math.min(retryMs * 2, RETRY_MS.last);
    });
  };
  const startAgain = (): void => {
    child = forkChild(order, port);
    child.on("error", (error) => order.log.write(`${error.message}\n`));
    startedAt = Date.now();
    watch();
  };
  watch();
  return {
    url,
    pid: () => child.pid ?? 0,
    async stop() {
      isStopping = true;
      clearTimeout(retry);
      await end(child);
    },
  };
}
