import { setTimeout as sleep } from "node:timers/promises";
import type { BatchAnswer } from "@waystitch/protocol";
import type { Body } from "./bodies.js";

/** A collector, and the key to send with. */
export interface Target {
  readonly url: string;
  readonly secretKey: string;
}

/** What one request came to: an answer, or when to ask again, because of what. */
type Outcome = { readonly answer: BatchAnswer } | { readonly waitMs: number; readonly why: string };

const TIMEOUT_MS = 60_000;
const LONGEST_PAUSE_MS = 15_000;
/** A collector that has not been there for so long will not be. */
const GIVE_UP_MS = 120_000;

const backOff = (attempt: number): number => Math.min(250 * 2 ** attempt, LONGEST_PAUSE_MS);

/** Seconds, as the collector says it; the header's date form is not in use here. */
function askedPause(response: Response, attempt: number): number {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : backOff(attempt);
}

async function tryOnce({ url, secretKey }: Target, text: string, attempt: number): Promise<Outcome> {
  let response: Response;
  try {
    response = await fetch(`${url.replace(/\/+$/, "")}/v1/batch`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}` },
      body: text,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // The collector's contract; see docs/collector.md.
    if (response.ok) return { answer: (await response.json()) as BatchAnswer };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { waitMs: backOff(attempt), why: cause instanceof Error ? cause.message : String(cause) };
  }
  const said = await response.text().catch(() => "");
  const why = `${response.status} ${said.slice(0, 300)}`;
  if (response.status === 429 || response.status >= 500) return { waitMs: askedPause(response, attempt), why };
  throw new Error(`The collector at ${url} refuses what is sent: ${why}`);
}

/**
 * Sends a body until the collector has it. What is asked to wait holds up the other requests, too, through `pause`.
 * @param pause of all requests: until when nobody sends, epoch milliseconds
 * @throws when the collector refuses it for good, or does not answer for two minutes
 */
export async function post(target: Target, { text }: Body, pause: { until: number }): Promise<BatchAnswer> {
  let silentSince: number | undefined;
  for (let attempt = 0; ; attempt++) {
    for (let left = pause.until - Date.now(); left > 0; left = pause.until - Date.now()) await sleep(left);
    const outcome = await tryOnce(target, text, attempt);
    if ("answer" in outcome) return outcome.answer;
    silentSince ??= Date.now();
    if (Date.now() - silentSince > GIVE_UP_MS) throw new Error(`The collector at ${target.url} takes nothing: ${outcome.why}`);
    pause.until = Math.max(pause.until, Date.now() + outcome.waitMs);
  }
}
