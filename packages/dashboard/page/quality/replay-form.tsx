import { REJECT_REASONS } from "@waystitch/protocol";
import { useId, useState } from "preact/hooks";
import type { Site } from "../answers.js";
import { usePage } from "../context.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { ReplayItem } from "./replay-line.js";
import { useReplays } from "./use-replays.js";
import { QUALITY } from "./words.js";

/** Nothing of these is kept. */
const NOT_KEPT: readonly string[] = ["erased", "past_retention"];
const REASONS_KEPT = Object.keys(REJECT_REASONS).filter((reason) => !NOT_KEPT.includes(reason));

export interface ReplayFormProps {
  readonly site: Site;
  /** `null` for all reasons. */
  readonly reason: string | null;
  onChoose(reason: string | null): void;
}

/** Tries, and then replays, what was rejected; and lists what was asked for lately. */
export function ReplayForm({ site, reason, onChoose }: ReplayFormProps) {
  const { format } = usePage();
  const say = useWords(QUALITY);
  const selectId = useId();
  const { replays, refused, ask } = useReplays(site.siteId);
  const [isBusy, setBusy] = useState(false);
  const isWaiting = replays === null || isBusy || replays.some(({ state }) => state === "waiting");
  // What the last trial promised; after a replay it holds no more.
  const last = replays?.find((replay) => replay.reason === reason && replay.state !== "failed");
  const promised = last?.isTrial && last.state === "done" ? last.accepted : 0;
  const start = async (isTrial: boolean): Promise<void> => {
    setBusy(true);
    await ask(reason, isTrial);
    setBusy(false);
  };
  return (
    <>
      <div class="replay-form">
        <label class="field-label" for={selectId}>
          {say.replayWhich}
          <select
            id={selectId}
            class="field"
            value={reason ?? ""}
            onChange={(event) => onChoose(event.currentTarget.value === "" ? null : event.currentTarget.value)}
          >
            <option value="">{say.replayAll}</option>
            {REASONS_KEPT.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="button" disabled={isWaiting} onClick={() => void start(true)}>
          {say.replayTry}
        </button>
        {promised > 0 && (
          <button type="button" class="button strong" disabled={isWaiting} onClick={() => void start(false)}>
            {fill(say.replayGo, { events: promised === 1 ? say.once : fill(say.times, { count: format.count(promised) }) })}
          </button>
        )}
      </div>
      {promised === 0 && !isWaiting && <p class="hint after">{say.replayFirst}</p>}
      {refused !== null && (
        <p class="trouble" role="alert">
          {refused.reason === "conflict" ? say.replayConflict : say.replayRefused}
        </p>
      )}
      {replays !== null && replays.length > 0 && (
        <>
          <h3 class="replays-title">{say.replayRecent}</h3>
          <ol class="replays">
            {replays.map((replay) => (
              <ReplayItem key={replay.requestId} replay={replay} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}
