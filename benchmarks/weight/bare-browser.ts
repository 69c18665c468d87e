import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { BROWSER_FLAGS, findChromium } from "@waystitch/testbed";

/** An event of a trace: https://chromium.googlesource.com/catapult/+/HEAD/docs/trace-event-format.md */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds, as the two below. */
  readonly ts: number;
  readonly dur?: number;
  /** Time on the processor. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly value?: readonly TraceEvent[] };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/**
 * Chromium with nothing listening to its pages: test drivers switch on domains of the DevTools protocol that make pages collect
 * stack traces, which is charged to the scripts (1.6 ms of 9 for ours).
 */
export interface BareBrowser {
  /** Calls a method of https://chromedevtools.github.io/devtools-protocol/. */
  send<Result>(method: string, params?: object, sessionId?: string): Promise<Result>;
  /** The main threads' tasks, the calls into scripts and the pages' marks while something runs. */
  trace(run: () => Promise<void>): Promise<readonly TraceEvent[]>;
  close(): Promise<void>;
}

/** Texts between NUL bytes, which is how the protocol is spoken over a pipe. */
function readMessages(stream: Readable, hear: (message: Message) => void): void {
  let rest = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\0");
    rest = parts.pop() ?? "";
    for (const part of parts) hear(JSON.parse(part));
  });
}

function launch(profile: string): { browser: ChildProcess; into: Writable; out: Readable } {
  // Some scripts do nothing in a browser that says it is automated.
  const own = ["--headless", "--disable-blink-features=AutomationControlled", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
  const browser = spawn(findChromium(), [...BROWSER_FLAGS, ...own], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  // The two that were asked for as pipes.
  const [, , , into, out] = browser.stdio as unknown as [null, null, null, Writable, Readable];
  return { browser, into, out };
}

export function startBareBrowser(): BareBrowser {
  const profile = mkdtempSync(join(tmpdir(), "waystitch-bench-"));
  const { browser, into, out } = launch(profile);
  const exit = once(browser, "exit");
  const waiting = new Map<number, (message: Message) => void>();
  let traced: TraceEvent[] = [];
  let traceEnded = (): void => {};
  let calls = 0;
  readMessages(out, (message) => {
    if (message.id) waiting.get(message.id)?.(message);
    if (message.method === "Tracing.dataCollected") traced.push(...(message.params?.value ?? []));
    if (message.method === "Tracing.tracingComplete") traceEnded();
  });
  const send = async <Result>(method: string, params: object = {}, sessionId?: string): Promise<Result> => {
    const id = ++calls;
    const answered = new Promise<Message>((resolve) => waiting.set(id, resolve));
    into.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await answered;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    // What the method answers, by the protocol's description.
    return result as Result;
  };
  return {
    send,
    async trace(run) {
      traced = [];
      const ended = new Promise<void>((resolve) => {
        traceEnded = resolve;
      });
      const includedCategories = ["toplevel", "blink.user_timing", "devtools.timeline"];
      await send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories } });
      await run();
      await send("Tracing.end");
      await ended;
      return traced;
    },
    async close() {
      await send("Browser.close");
      await exit;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
