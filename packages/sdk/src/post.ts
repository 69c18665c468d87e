/** How long the collector may take to answer before the request counts as failed. */
const ANSWER_MS = 15_000;

/** The status as a text, 0 when none came; the body; and the header `Retry-After`. */
export type Answer = readonly [status: string, text: string, retryAfter?: string | null];

/**
 * Posts a text, which the browser does without asking the other origin first:
 * https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 *
 * Never rejects. A beacon, whose answer nobody hears, counts as failed.
 *
 * @param leaving the page may be gone before the answer
 */
export const post = async (url: string, body: string, leaving: boolean | undefined): Promise<Answer> => {
  try {
    // Firefox before 133 lets a fetch die with its page: https://bugzilla.mozilla.org/show_bug.cgi?id=1342484
    if (leaving && !("keepalive" in Request.prototype)) throw navigator.sendBeacon(url, body);
    // Browsers before 2022 wait as long as they like.
    // biome-ignore lint/complexity/useOptionalChain: in browsers of 2018 it is 40 bytes longer.
    const signal = AbortSignal.timeout && AbortSignal.timeout(ANSWER_MS);
    const response = await fetch(url, { method: "POST", body, keepalive: true, signal });
    return [`${response.status}`, await response.text(), response.headers.get("retry-after")];
  } catch {
    // A page that is being unloaded hears that its requests failed, although they go on. It will have no next task.
    await new Promise((done) => setTimeout(done));
    // Nobody asks for the text of an answer that did not come.
    return ["0"] as unknown as Answer;
  }
};
