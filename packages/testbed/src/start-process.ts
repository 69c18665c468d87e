import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A service that runs as a process of its own. */
export interface StartedProcess {
  readonly pid: number;
  /** Where it listens; empty for one that does not. */
  readonly url: string;
  /** What it has printed so far, both streams; the last 1 MB. */
  output(): string;
  /** Sends a signal and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** SIGTERM, and SIGKILL when that takes more than 10 s. Twice does no harm. */
  stop(): Promise<void>;
  /** The exit code once it has ended; `null` when a signal ended it. */
  readonly ended: Promise<number | null>;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;
const MAX_OUTPUT = 1_000_000;

/** A source file needs its TypeScript taken off, and other packages' sources instead of their builds. */
const optionsFor = (file: string): string[] =>
  file.endsWith(".ts") ? ["--conditions", "source", "--import", import.meta.resolve("tsx")] : [];

const isReady = (message: unknown): message is { type: "ready"; url?: string } =>
  typeof message === "object" && message !== null && "type" in message && message.type === "ready";

async function waitUntilReady(child: ChildProcess, file: string, output: () => string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const fail = (what: string): void => reject(new Error(`${file} ${what}. It printed:\n${output()}`));
    const timer = setTimeout(() => fail(`was not ready within ${READY_MS} ms`), READY_MS);
    child.on("message", (message: unknown) => {
      if (!isReady(message)) return;
      clearTimeout(timer);
      resolve(message.url ?? "");
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      fail(`ended before it was ready (${signal ?? code})`);
    });
  });
}

/**
 * Starts a service's main file and waits until it says that it is ready.
 * @param file a path, or what `import.meta.resolve("@waystitch/collector/main")` returns: a source within vitest, a build elsewhere
 * @param env added to this process's environment, without its own `DATABASE_URL`, `PORT` and `HOST`; `PORT` 0 takes any free port
 * @throws with its output when it ends, or is not ready within a minute
 */
export async function startProcess(
  file: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<StartedProcess> {
  const path = file.startsWith("file:") ? fileURLToPath(file) : file;
  const { DATABASE_URL: _url, DATABASE_URL_FILE: _file, PORT: _port, HOST: _host, ...own } = process.env;
  const child = fork(path, args, { env: { ...own, ...env }, execArgv: optionsFor(path), stdio: ["ignore", "pipe", "pipe", "ipc"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text = (text + chunk).slice(-MAX_OUTPUT);
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  const stop = async (): Promise<void> => {
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await kill("SIGTERM");
    clearTimeout(timer);
  };
  try {
    const url = await waitUntilReady(child, path, () => text);
    return { pid: child.pid ?? 0, url, output: () => text, kill, stop, ended };
  } catch (error) {
    await kill("SIGKILL");
    throw error;
  }
}
