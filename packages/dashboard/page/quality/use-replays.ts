import type { ReplayLine } from "@waystitch/store";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { ReplaysBody } from "../../src/setup/answers.js";
import type { Wire } from "../answers.js";
import { type Refused, send } from "../send.js";

/** What was asked for, and what has come of it so far. */
export type Replay = Wire<ReplayLine>;

const ASKS_EVERY_MS = 1_000;
/** As long as nobody has taken it up, there is no hurry. */
const ASKS_SELDOM_MS = 5_000;
/** A collector looks every two seconds: after so many, none is there that would. */
export const STUCK_SECONDS = 30;

export const isStuck = ({ state, problem, idleSeconds }: Replay): boolean =>
  state === "waiting" && problem === null && idleSeconds >= STUCK_SECONDS;

interface Replays {
  /** The newest first; `null` until they are known. */
  readonly replays: readonly Replay[] | null;
  readonly refused: Refused | null;
  ask(reason: string | null, isTrial: boolean): Promise<void>;
}

/** A site's replays, asked about again and again as long as one waits; and how to ask for one. */
export function useReplays(siteId: string): Replays {
  const url = `/api/sites/${encodeURIComponent(siteId)}/replays`;
  const [replays, setReplays] = useState<readonly Replay[] | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const load = useCallback(async (): Promise<readonly Replay[] | null> => {
    const sent = await send<Wire<ReplaysBody>>("GET", url);
    return "data" in sent ? sent.data.replays : null;
  }, [url]);
  useEffect(() => {
    let isHere = true;
    const waiting = replays?.find(({ state }) => state === "waiting");
    if (replays !== null && waiting === undefined) return;
    const wait = waiting === undefined ? 0 : isStuck(waiting) ? ASKS_SELDOM_MS : ASKS_EVERY_MS;
    const timer = setTimeout(
      () =>
        void load().then((loaded) => {
          // What could not be asked is asked again.
          if (isHere) setReplays((known) => loaded ?? [...(known ?? [])]);
        }),
      wait,
    );
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [load, replays]);
  const ask = async (reason: string | null, isTrial: boolean): Promise<void> => {
    const sent = await send<Replay>("POST", url, { reason, isTrial });
    setRefused("data" in sent ? null : sent);
    const loaded = await load();
    if (loaded !== null) setReplays(loaded);
  };
  return { replays, refused, ask };
}
