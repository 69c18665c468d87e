import type { TraceEvent } from "./bare-browser.js";

/**
 * What a page's main thread did in a part of a visit; milliseconds on the processor. Time by the clock would count the waits for
 * other processes, too, but also whatever else the machine does.
 */
export interface Work {
  /** All that it did. */
  readonly all: number;
  /** The one task that took longest. */
  readonly longest: number;
  /** Calls into a script, with all that they called and the layout they forced. */
  readonly script: number;
}

/** Name of the marks that begin a part of a visit: `performance.mark("bench:load")`. */
const MARK = "bench:";

/** Events with a duration, without those that lie inside others. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  let end = 0;
  return events.filter(({ ts, dur = 0 }) => {
    if (ts < end) return false;
    end = ts + dur;
    return true;
  });
}

const millisecondsOf = ({ tdur = 0 }: TraceEvent): number => tdur / 1000;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/**
 * @param script part of the address of the script whose calls are counted
 * @returns the work of each part of a visit, from its mark to the next one or to the end of the trace
 */
export function workOf(events: readonly TraceEvent[], script: string): Map<string, Work> {
  const marks = events.filter(({ name, ph }) => name.startsWith(MARK) && /[RIi]/.test(ph)).sort((a, b) => a.ts - b.ts);
  const [first] = marks;
  if (!first) throw new Error("the page made no marks");
  const ofThread = events.filter(({ pid, tid, ph }) => pid === first.pid && tid === first.tid && ph === "X").sort((a, b) => a.ts - b.ts);
  const tasks = outermost(ofThread.filter(({ name }) => name === "ThreadControllerImpl::RunTask"));
  const calls = outermost(
    ofThread.filter(({ name, args }) => /^(FunctionCall|EvaluateScript)$/.test(name) && args?.data?.url?.includes(script)),
  );
  return new Map(
    marks.map(({ name, ts }, index) => {
      const until = marks[index + 1]?.ts ?? Number.POSITIVE_INFINITY;
      const within = (list: readonly TraceEvent[]): number[] =>
        list.filter((event) => event.ts >= ts && event.ts < until).map(millisecondsOf);
      const done = within(tasks);
      return [name.slice(MARK.length), { all: sum(done), longest: Math.max(0, ...done), script: sum(within(calls)) }];
    }),
  );
}
