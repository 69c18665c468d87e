import type { FastifyBaseLogger } from "fastify";
import type { Config } from "./config.js";
import type { ShopFile } from "./shop-file.js";

/** Sends what waits in the outbox to Waystitch until nothing waits. */
export interface Sender {
  /** There is something to send. Returns at once: a customer never waits for Waystitch. */
  wake(): void;
  close(): void;
}

const BATCH = 100;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 60_000;

/** The part of the collector's answer that matters here. */
interface Answer {
  readonly rejected: readonly { readonly messageId: string; readonly reason: string }[];
}

/**
 * Creates the shop's server-side connection to Waystitch: deliveries, cancellations and refunds go from here, with the
 * secret key, because no browser can be trusted to report them. An event leaves the outbox only when the collector has
 * answered 200; a collector that is down or busy is asked again with the same `messageId`, which it stores once.
 */
export function createSender({ collectorUrl, secretKey }: Config, file: ShopFile, log: FastifyBaseLogger): Sender {
  const closing = new AbortController();
  let failures = 0;
  let isSending = false;
  let timer: NodeJS.Timeout | undefined;

  async function post(): Promise<void> {
    const batch = file.read().outbox.slice(0, BATCH);
    const response = await fetch(`${collectorUrl}/v1/batch`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}` },
      body: JSON.stringify({ batch, sentAt: new Date().toISOString() }),
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(10_000)]),
    });
    if (!response.ok) throw new Error(`answered ${response.status}`, { cause: response.headers.get("retry-after") });
    // The collector's contract; see its documentation of POST /v1/batch.
    const { rejected } = (await response.json()) as Answer;
    for (const { messageId, reason } of rejected) log.error({ messageId, reason }, "waystitch rejected an event");
    file.drop(new Set(batch.map(({ messageId }) => messageId)));
  }

  function retry(error: unknown): void {
    if (closing.signal.aborted) return;
    const asked = Number(error instanceof Error ? error.cause : 0) * 1000 || 0;
    const backOff = Math.min(FIRST_RETRY_MS * 2 ** failures++, LAST_RETRY_MS) * (0.5 + Math.random() / 2);
    log.warn({ err: error, waiting: file.read().outbox.length }, "waystitch could not be reached, the events wait");
    timer = setTimeout(wake, Math.max(Math.min(asked, LAST_RETRY_MS), backOff));
  }

  async function sendAll(): Promise<void> {
    isSending = true;
    try {
      while (file.read().outbox.length > 0) await post();
      failures = 0;
    } catch (error) {
      retry(error);
    } finally {
      isSending = false;
    }
  }

  function wake(): void {
    if (isSending || closing.signal.aborted) return;
    clearTimeout(timer);
    void sendAll();
  }

  return {
    wake,
    close() {
      closing.abort();
      clearTimeout(timer);
    },
  };
}
