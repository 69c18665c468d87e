import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../eventually.js";
import type { RecordedRequest, RequestFate } from "../recording-proxy.js";
import type { VisitorTab } from "../visitor-browser.js";
import type { Visit } from "./visit.js";

/** A way to lose events, or the one that should lose none. Afterwards the visitor comes back to the site. */
export interface Scenario {
  readonly name: string;
  /** True: the page that made the calls, all in one task, could send them in one request. */
  readonly isOneTask: boolean;
  /** True: nothing can arrive before the visitor comes back. */
  readonly needsReturn?: true;
  /** True: whether what was sent arrives before that is the browser's doing, such as of one that ends and may not wait for its requests. */
  readonly mayNeedReturn?: true;
  /** Milliseconds that a script may need to find out that the trouble is over. */
  readonly recoveryMs?: number;
  /** The visit up to the point where everything has gone wrong that will; the browser runs at its end. */
  play(visit: Visit): Promise<void>;
}

/** The path of the page that makes the calls. */
export const LEAVING = "/leaving";
const TRACK_AND_GO = "trackAll(); location.assign('/next')";
const SLOW_COLLECTOR_MS = 150;
const SLOW_PAGE_MS = 1000;
const SLOW_SCRIPT_MS = 3000;
const LARGE_BYTES = 6000;
/** Chromium writes localStorage to the disk 5 s after the first change: kCommitDefaultDelaySecs in components/services/storage. */
const ON_DISK_MS = 10_000;
/** Retries back off: after an outage of 20 s one may be due in half a minute. */
const RECOVERY_MS = 120_000;

/** A browser that asks whether it may send is told the truth, however badly the receiver does. */
const toEvents = (visit: Visit, request: RecordedRequest): boolean => visit.product.eventsIn(request).length > 0;

const arriveAndRun = async (visit: Visit, script: string): Promise<VisitorTab> => {
  const tab = await visit.arrive(LEAVING);
  await tab.run(script);
  return tab;
};

async function navigateWhenSlow(visit: Visit): Promise<void> {
  visit.network.decide(({ method }) => (method === "POST" ? { delay: SLOW_COLLECTOR_MS } : "pass"));
  const tab = await visit.arrive(LEAVING);
  visit.site.slowDown(SLOW_PAGE_MS);
  await tab.run(TRACK_AND_GO);
}

/** In the task that made the calls: the tab has no time left. */
async function closeTab(visit: Visit): Promise<void> {
  const other = await visit.open("/other");
  await other.run(`opened = window.open("${LEAVING}"), 0`);
  await eventually(async () => {
    const isReady = await other.run(`opened.eval("!!(document.readyState === 'complete' && (${visit.product.ready}))")`);
    if (!isReady) throw new Error("the tab did not get ready");
  });
  await sleep(1000);
  await other.run("opened.setTimeout('trackAndClose()'), 0");
}

async function leaveBeforeTheScript(visit: Visit): Promise<void> {
  const isHeld = ({ path, headers }: RecordedRequest): boolean =>
    path.startsWith(visit.product.script) && (headers.referer ?? "").endsWith(LEAVING);
  visit.network.decide((request) => (isHeld(request) ? { delay: SLOW_SCRIPT_MS } : "pass"));
  const tab = await visit.open(LEAVING);
  await tab.run(TRACK_AND_GO);
}

async function failForAWhile(visit: Visit): Promise<void> {
  const tab = await visit.arrive(LEAVING);
  visit.network.decide(({ method }): RequestFate => (method === "OPTIONS" ? "pass" : { answer: 503 }));
  await tab.run("trackAll()");
  await sleep(visit.durations.failing);
  visit.network.decide(() => "pass");
}

async function loseTheAnswer(visit: Visit): Promise<void> {
  const tab = await visit.arrive(LEAVING);
  let lost = false;
  visit.network.decide((request) => {
    if (lost || !toEvents(visit, request)) return "pass";
    lost = true;
    return "lose";
  });
  await tab.run("trackAll()");
}

/** Pages hear that they are offline, and the port is closed, too, so that nothing gets through in another way. */
async function setOffline(visit: Visit, isOffline: boolean): Promise<void> {
  await visit.network.setReachable(!isOffline);
  await visit.browser.setOffline(isOffline);
}

async function goOffline(visit: Visit): Promise<void> {
  const tab = await visit.arrive(LEAVING);
  await setOffline(visit, true);
  await tab.run("trackAll()");
}

const crashAfter = (ms: number): Scenario => ({
  name: `crash ${ms} ms after, return`,
  isOneTask: false,
  async play(visit) {
    await arriveAndRun(visit, "trackAll()");
    if (ms > 0) await sleep(ms);
    await visit.browser.kill();
    await visit.restart();
  },
});

export const HARMLESS: Scenario = {
  name: "stays on the page",
  isOneTask: true,
  play: async (visit) => void (await arriveAndRun(visit, "trackAll()")),
};

/** In the order in which they are numbered. */
export const WAYS_TO_LOSE: readonly Scenario[] = [
  { name: "navigate at once", isOneTask: true, play: async (visit) => void (await arriveAndRun(visit, TRACK_AND_GO)) },
  { name: "navigate, slow collector and next page", isOneTask: true, play: navigateWhenSlow },
  { name: "link click", isOneTask: true, play: async (visit) => await (await visit.arrive(LEAVING)).click("#link") },
  { name: "form submit", isOneTask: true, play: async (visit) => await (await visit.arrive(LEAVING)).click("#send") },
  { name: "close tab", isOneTask: true, play: closeTab },
  {
    name: "close browser",
    isOneTask: true,
    mayNeedReturn: true,
    async play(visit) {
      await arriveAndRun(visit, "trackAll()");
      await visit.browser.quit();
      await visit.restart();
    },
  },
  crashAfter(500),
  { name: "script not yet loaded", isOneTask: false, play: leaveBeforeTheScript },
  { name: "503 for a while", isOneTask: false, recoveryMs: RECOVERY_MS, play: failForAWhile },
  { name: "connection reset after commit", isOneTask: false, recoveryMs: RECOVERY_MS, play: loseTheAnswer },
  {
    name: "offline, then online",
    isOneTask: false,
    recoveryMs: RECOVERY_MS,
    async play(visit) {
      await goOffline(visit);
      await sleep(visit.durations.offline);
      await setOffline(visit, false);
    },
  },
  {
    name: "offline, close, reopen online",
    isOneTask: false,
    needsReturn: true,
    async play(visit) {
      await goOffline(visit);
      await visit.browser.quit();
      await visit.network.setReachable(true);
      await visit.restart();
    },
  },
  {
    name: "20 events of 6 kB, then leave",
    isOneTask: false,
    play: async (visit) => void (await arriveAndRun(visit, TRACK_AND_GO.replace("()", `(${LARGE_BYTES})`))),
  },
];

/** What the storage is for, when the network cannot help: the browser crashes while the receiver cannot be reached. */
export const CRASH_IN_AN_OUTAGE: Scenario = {
  name: "outage, crash after 10 s, return",
  isOneTask: false,
  needsReturn: true,
  async play(visit) {
    const tab = await visit.arrive(LEAVING);
    await visit.network.setReachable(false);
    await tab.run("trackAll()");
    await sleep(ON_DISK_MS);
    await visit.browser.kill();
    await visit.network.setReachable(true);
    await visit.restart();
  },
};

/** Races with the death of the browser, in which the fastest script can only win more often. */
export const RACES: readonly Scenario[] = [crashAfter(0), crashAfter(50)];
