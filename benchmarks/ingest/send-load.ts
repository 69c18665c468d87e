import { randomBytes } from "node:crypto";
import autocannon from "autocannon";

/** What a server did under load. */
export interface LoadFigures {
  /** Events whose request was answered with 200. */
  readonly answered: number;
  readonly eventsPerSecond: number;
  /** Milliseconds from a request to its answer. */
  readonly p50: number;
  readonly p99: number;
}

export interface Load {
  readonly url: string;
  readonly writeKey: string;
  readonly batchSize: number;
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second; without it, each connection sends the next when the last is answered. */
  readonly requestsPerSecond?: number;
}

/** Five events in a row are one visitor's. */
const EVENTS_A_VISITOR = 5;

/** A page view as the browser script sends it, but for its two ids. */
function template(): string {
  const page = {
    url: "https://shop.example/gong-kinh/mai?utm_source=zalo&utm_medium=social",
    title: "Gọng kính Mai - Mắt Xinh",
    referrer: "",
  };
  const context = {
    page,
    locale: "vi-VN",
    timezone: "Asia/Ho_Chi_Minh",
    screen: { width: 390, height: 844 },
    library: { name: "waystitch" },
  };
  return JSON.stringify({ type: "page", messageId: "$m", anonymousId: "$v", properties: { path: "/gong-kinh/mai" }, context });
}

/** Makes bodies, no id of which comes twice. */
function createBodies({ writeKey, batchSize }: Load): () => string {
  const [before = "", between = "", after = ""] = template().split(/\$[mv]/);
  const run = randomBytes(4).toString("hex");
  let count = 0;
  const event = (): string => {
    const visitor = Math.floor(count / EVENTS_A_VISITOR);
    return `${before}${run}-event-${count++}${between}${run}-visitor-${visitor}${after}`;
  };
  return () => `{"writeKey":"${writeKey}","batch":[${Array.from({ length: batchSize }, event).join(",")}]}`;
}

const AGENT = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36";

/**
 * Sends batches for some seconds, each connection the next when the last is answered.
 * @throws when an answer is not 200
 */
export async function sendLoad(load: Load): Promise<LoadFigures> {
  const nextBody = createBodies(load);
  const result = await autocannon({
    url: `${load.url}/v1/batch`,
    method: "POST",
    headers: { "content-type": "text/plain", "user-agent": AGENT, "accept-language": "vi-VN,vi;q=0.9" },
    connections: load.connections,
    duration: load.seconds,
    ...(load.requestsPerSecond === undefined ? {} : { overallRate: load.requestsPerSecond }),
    requests: [{ setupRequest: (request) => ({ ...request, body: nextBody() }) }],
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests failed`);
  const { p50, p99 } = result.latency;
  const answered = result["2xx"] * load.batchSize;
  return { answered, eventsPerSecond: answered / result.duration, p50, p99 };
}
