import { useEffect, useState } from "preact/hooks";
import type { CheckBody } from "../../src/setup/answers.js";
import type { Wire } from "../answers.js";
import { send } from "../send.js";

export type CheckAnswer = Wire<CheckBody>;
export type ArrivedPage = CheckAnswer["pages"][number];

/** A check that is under way, or was. */
export interface Check {
  readonly page: URL;
  readonly marker: string;
}

export interface CheckState {
  /** Seconds since the check began. */
  readonly seconds: number;
  /** The visit that was waited for; one of the same host where the marker was lost on the way. */
  readonly seen: ArrivedPage | null;
  readonly others: readonly ArrivedPage[];
  readonly rejected: CheckAnswer["rejected"];
  readonly isOver: boolean;
}

const EVERY_MS = 1_000;
const LONGEST_S = 150;
/** A visit of the same host without the marker is taken for the one that is waited for only when that does not come. */
const PATIENCE_S = 6;

/** The page was opened before the first question was answered. */
const HEAD_START_MS = 3_000;

const NOTHING: CheckState = { seconds: 0, seen: null, others: [], rejected: [], isOver: false };

const hostOf = (url: string | null): string | null => (url !== null && URL.canParse(url) ? new URL(url).host : null);

/** What an answer says about the page that was opened. */
export function readArrivals({ pages, rejected }: CheckAnswer, { page }: Check, seconds: number): CheckState {
  const marked = pages.find(({ isMarked }) => isMarked);
  const unmarked = seconds < PATIENCE_S ? undefined : pages.find(({ pageUrl }) => hostOf(pageUrl) === page.host);
  const seen = marked ?? unmarked ?? null;
  return { seconds, seen, others: pages.filter((each) => each !== seen), rejected, isOver: seen !== null || seconds >= LONGEST_S };
}

/** Waits for the visit of a page: asks what has arrived since, second by second, until it has or patience ends. */
export function useCheck(site: string, check: Check | null): CheckState {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    setState(NOTHING);
    if (check === null) return;
    let isHere = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let since: string | undefined;
    const began = Date.now();
    const ask = async (): Promise<void> => {
      const query = new URLSearchParams({ marker: check.marker, ...(since === undefined ? {} : { since }) });
      const answer = await send<CheckAnswer>("GET", `/api/sites/${encodeURIComponent(site)}/check?${query}`);
      if (!isHere) return;
      const seconds = Math.round((Date.now() - began) / 1_000);
      if ("data" in answer) {
        since ??= new Date(Date.parse(answer.data.at) - HEAD_START_MS).toISOString();
        const next = readArrivals(answer.data, check, seconds);
        setState(next);
        if (next.isOver) return;
      } else setState((last) => ({ ...last, seconds, isOver: answer.refusal === "not_allowed" }));
      timer = setTimeout(() => void ask(), EVERY_MS);
    };
    void ask();
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [site, check]);
  return state;
}
