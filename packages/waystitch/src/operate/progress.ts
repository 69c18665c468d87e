/** Says on stderr how far something is: on one line of a terminal, elsewhere on a new line every ten seconds. */
export interface Progress {
  /** So many still wait. */
  waiting(count: number): void;
  end(): void;
}

const BAR = 30;
const LINE_EVERY_MS = 10_000;

/** `3 min`, or `40 s`. */
const describeTime = (seconds: number): string => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`);

/** One line about `done` of `all` after so many seconds: how many, a bar, and how long the rest takes at this pace. */
export function formatProgress(what: string, done: number, all: number, pace: number): string {
  const part = all === 0 ? 1 : Math.min(1, done / all);
  const bar = "#".repeat(Math.round(part * BAR)).padEnd(BAR, ".");
  const left = pace > 0 && done < all ? `, about ${describeTime((all - done) / pace)} left` : "";
  return `[${bar}] ${Math.floor(part * 100)} %: ${done} of ${all} ${what}${left}`;
}

export function createProgress(what: string, all: number, now: () => number = Date.now, out = process.stderr): Progress {
  let first: { readonly at: number; readonly done: number } | undefined;
  let said = Number.NEGATIVE_INFINITY;
  let isOpen = false;
  return {
    waiting(count) {
      const done = Math.max(0, all - count);
      first ??= { at: now(), done };
      const pace = (1_000 * (done - first.done)) / (now() - first.at);
      if (!out.isTTY && now() - said < LINE_EVERY_MS) return;
      said = now();
      const line = formatProgress(what, done, all, pace);
      isOpen = out.isTTY;
      out.write(out.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
    },
    end() {
      if (isOpen) out.write("\r\u001b[2K");
    },
  };
}
