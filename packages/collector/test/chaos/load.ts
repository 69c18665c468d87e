import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** One answer, as its client saw it. */
export interface Answered {
  readonly client: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** A status, or `none`. */
  readonly status: string;
  readonly tookMs: number;
}

/** Clients that send at the same time, each one batch after the other. */
export interface LoadClients {
  /** In the order in which they came. */
  readonly answers: readonly Answered[];
  stop(): Promise<void>;
}

export interface LoadOptions {
  readonly url: string;
  /** The clients use them in turn. */
  readonly writeKeys: readonly string[];
  readonly clients: number;
}

const EVENTS = 20;
/** Between an answer and the next request: together less than a small machine can take. Who was refused comes again soon, as Retry-After may ask for. */
const PAUSE_MS = { taken: 2_000, refused: 1_000 };

/** A batch of page views with what a browser says of each, some 15 KB. */
function bodyOf(writeKey: string): string {
  const page = { url: "https://shop.example/gong-kinh/mai?utm_source=zalo", title: "Gọng kính Mai", referrer: "https://zalo.me/" };
  const context = { page, locale: "vi-VN", timezone: "Asia/Ho_Chi_Minh", screen: { width: 390, height: 844 } };
  const event = () => ({
    type: "page",
    messageId: randomUUID(),
    anonymousId: randomUUID(),
    properties: { note: "x".repeat(300) },
    context,
  });
  return JSON.stringify({ writeKey, batch: Array.from({ length: EVENTS }, event) });
}

async function post(url: string, body: string, agent: Agent): Promise<string> {
  return await new Promise((resolve) => {
    const sent = request(`${url}/v1/batch`, { method: "POST", agent }, (response) => {
      response
        .resume()
        .on("end", () => resolve(String(response.statusCode)))
        .on("error", () => resolve("none"));
    });
    sent.on("error", () => resolve("none")).end(body);
  });
}

/** Starts clients that go on whatever they are answered. */
export function startLoad({ url, writeKeys, clients }: LoadOptions): LoadClients {
  const agent = new Agent({ keepAlive: true });
  const answers: Answered[] = [];
  const stopped = new AbortController();
  const run = async (client: number): Promise<void> => {
    const body = () => bodyOf(writeKeys[client % writeKeys.length] ?? "");
    await sleep(PAUSE_MS.taken * Math.random());
    while (!stopped.signal.aborted) {
      const text = body();
      const since = performance.now();
      const status = await post(url, text, agent);
      answers.push({ client, at: Date.now(), status, tookMs: performance.now() - since });
      await sleep((status === "200" ? PAUSE_MS.taken : PAUSE_MS.refused) * (0.5 + Math.random()));
    }
  };
  const running = Promise.all(Array.from({ length: clients }, (_, client) => run(client)));
  return {
    answers,
    async stop() {
      stopped.abort();
      await running;
      agent.destroy();
    },
  };
}
