import { setTimeout as sleep } from "node:timers/promises";
import { CALLS, type Product } from "./product.js";
import { LEAVING, type Scenario } from "./scenarios.js";
import { type Surroundings, startVisit, type Visit } from "./visit.js";

/** What came of the calls of a scenario. */
export interface Outcome {
  /** Different events that were stored before the visitor came back, and after. */
  readonly storedBefore: number;
  readonly stored: number;
  /** Events stored more than once. */
  readonly duplicates: number;
  /** Requests with these events by the page that made the calls, and by all pages. */
  readonly requestsOfPage: number;
  readonly requests: number;
  /** Times the browser had to ask first whether that page may send. */
  readonly preflightsOfPage: number;
}

/** For an event to arrive after the page was left, and after the visitor has come back. */
const LEFT_MS = 4000;
const BACK_MS = 12_000;
/** For an event to arrive again. */
const AGAIN_MS = 1500;

/** Waits until all events were stored, or the time is up. @returns how many different ones were */
async function waitForAll({ receiver }: Visit, withinMs: number): Promise<number> {
  for (const deadline = Date.now() + withinMs; ; await sleep(100)) {
    const count = new Set(await receiver.stored()).size;
    if (count >= CALLS || Date.now() >= deadline) return count;
  }
}

/** @param back how many requests there were when the visitor came back */
function countRequests({ network, product }: Visit, back: number): Pick<Outcome, "requests" | "requestsOfPage" | "preflightsOfPage"> {
  const pathOf = (url = ""): string => new URL(url, "http://site").pathname;
  const ofPage = network.requests.filter(({ headers }, index) => {
    const page = pathOf(headers.referer);
    // A script may ask that its requests do not tell which page they are from.
    return page === "/" ? index < back : page === LEAVING;
  });
  const withEvents = ofPage.filter((request) => product.eventsIn(request).length > 0);
  return {
    requests: network.requests.filter((request) => product.eventsIn(request).length > 0).length,
    requestsOfPage: withEvents.length,
    // A preflight goes before the request it is for, to the same path.
    preflightsOfPage: ofPage.filter(({ method, path }) => method === "OPTIONS" && pathOf(path) === pathOf(withEvents[0]?.path)).length,
  };
}

/** Plays a scenario with a visitor, a site and a receiver of its own, lets the visitor come back, and counts. */
export async function runScenario(scenario: Scenario, product: Product, surroundings: Surroundings): Promise<Outcome> {
  const visit = await startVisit(product, surroundings);
  try {
    await scenario.play(visit);
    const storedBefore = await waitForAll(visit, scenario.recoveryMs ?? LEFT_MS);
    const { length } = visit.network.requests;
    await visit.arrive("/back");
    const stored = await waitForAll(visit, BACK_MS);
    await sleep(AGAIN_MS);
    const duplicates = (await visit.receiver.stored()).length - stored;
    return { storedBefore, stored, duplicates, ...countRequests(visit, length) };
  } finally {
    await visit.end();
  }
}
