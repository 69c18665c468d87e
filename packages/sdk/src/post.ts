import { encode } from "./encode.js";
import type { Report } from "./errors.js";
import type { Entry } from "./outbox.js";

/** How long the collector may take to answer before the request counts as failed. */
const ANSWER_MS = 15_000;

export interface Answer {
  /** 0 when none came. */
  readonly status: number;
  readonly retryAfter: string | null;
  /** The beginning of the body. */
  readonly text: string;
}

const NO_ANSWER: Answer = { status: 0, retryAfter: null, text: "" };

/** Tells the reasons of events that the collector keeps as rejected. */
function reportRejected(body: string, report: Report): void {
  try {
    for (const { messageId, reason, detail } of JSON.parse(body).rejected) report("rejected", `${messageId} ${reason}: ${detail}`);
  } catch {
    // Some other server's answer.
  }
}

/**
 * Sends events as one `POST /v1/batch`. The body is a plain text to the browser, so that no preflight goes before it:
 * https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 *
 * Never rejects. Resolves with nothing when a page that is being left could only use a beacon, whose answer nobody hears.
 *
 * @param leaving the page may be gone before the answer
 */
export function postBatch(
  collector: string,
  writeKey: string,
  entries: readonly Entry[],
  leaving: boolean,
  report: Report,
): Promise<Answer | undefined> {
  const url = `${collector}/v1/batch`;
  const batch = entries.map(({ json }) => json).join(",");
  const body = `{"batch":[${batch}],"sentAt":"${new Date().toISOString()}","writeKey":${encode(writeKey, () => {})}}`;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ANSWER_MS);
  const request = async (): Promise<Answer | undefined> => {
    // Firefox before 133 lets a fetch die with its page: https://bugzilla.mozilla.org/show_bug.cgi?id=1342484
    if (leaving && !("keepalive" in Request.prototype)) {
      navigator.sendBeacon(url, body);
      return undefined;
    }
    const response = await fetch(url, { method: "POST", body, keepalive: true, signal: abort.signal });
    const { status } = response;
    const retryAfter = response.headers.get("retry-after");
    const text = await response.text().catch(() => "");
    if (status === 200) reportRejected(text, report);
    return { status, retryAfter, text: text.slice(0, 200) };
  };
  return request()
    .catch((): Answer | undefined => NO_ANSWER)
    .then((answer) => {
      clearTimeout(timer);
      return answer;
    });
}
