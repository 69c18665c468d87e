import { observeCalls } from "../observe-calls.js";
import { listen } from "../signals.js";

/** Hears of a request that succeeded: its address and body, when it was made, and its answer, as a text or as the page gets it. */
export type Answered = (url: string, body: unknown, since: number, answer: unknown) => void;

/** Observes requests to some addresses. Nothing is read of others, and of an answer only a copy. */
export const watchRequests = (wanted: RegExp, answered: Answered): void => {
  observeCalls(window, "fetch", (_, [input, init], result) => {
    const since = Date.now();
    const url = `${(input as Request).url || input}`;
    if (!wanted.test(url)) return;
    result
      .then(
        (response): unknown =>
          response.ok &&
          response
            .clone()
            .text()
            .then((text) => answered(url, Object(init).body, since, text)),
      )
      // The page hears of a failure by its own promise.
      .catch(() => {});
  });
  observeCalls(XMLHttpRequest.prototype, "send", (request, [body]) => {
    const since = Date.now();
    const end = (): void => {
      const { responseURL, status, response } = request;
      if (wanted.test(responseURL) && status < 300) answered(responseURL, body, since, response);
    };
    // A synchronous one has ended already.
    if (request.readyState > 3) end();
    else listen(request, "loadend", end);
  });
};
