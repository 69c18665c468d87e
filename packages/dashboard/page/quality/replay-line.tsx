import { AUDIT } from "../access/audit-words.js";
import { usePage } from "../context.js";
import { MomentAndAgo } from "../time.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { isStuck, type Replay } from "./use-replays.js";
import { QUALITY } from "./words.js";

type Say = (typeof QUALITY)["en"];

const stillIn = ({ rejected }: Replay): number => Object.values(rejected).reduce((sum, events) => sum + events, 0);

/** How it stands with a replay, in a sentence. */
function tell(replay: Replay, say: Say, count: (value: number) => string): string {
  const { state, problem, isTrial, accepted, duplicate } = replay;
  const rejected = stillIn(replay);
  if (state === "failed") return say.replayFailed;
  const numbers = { accepted: count(accepted), duplicate: count(duplicate), rejected: count(rejected) };
  if (state === "done") {
    if (accepted + duplicate + rejected === 0) return say.replayNone;
    return fill(isTrial ? say.replayWould : say.replayDid, numbers);
  }
  if (problem !== null) return problem === "busy" ? say.replayBusy : say.replayError;
  if (isStuck(replay)) return say.replayStuck;
  return accepted + duplicate + rejected === 0 ? say.replayWaits : fill(say.replayRuns, numbers);
}

/** One replay: what, who and when, and what came of it. */
export function ReplayItem({ replay }: { readonly replay: Replay }) {
  const { format } = usePage();
  const say = useWords(QUALITY);
  const { actors } = useWords(AUDIT);
  const still = Object.entries(replay.rejected).sort(([, a], [, b]) => b - a);
  return (
    <li data-replay={replay.state}>
      <p>
        <strong>{replay.isTrial ? say.replayTrial : say.replayReal}</strong>
        {" · "}
        {replay.reason === null ? say.replayAll : <code>{replay.reason}</code>}
        {" · "}
        <span class="quiet">
          <bdi>{nameIn(actors, replay.askedBy)}</bdi>, <MomentAndAgo at={replay.askedAt} />
        </span>
      </p>
      <p class={isStuck(replay) || replay.state === "failed" ? "advice" : undefined} role="status">
        {tell(replay, say, format.count)}
      </p>
      {still.length > 0 && (
        <p class="hint">
          {still.map(([reason, events], index) => (
            <span key={reason}>
              {index > 0 && " · "}
              <code>{reason}</code> {reason === "cut" && `(${say.replayCut}) `}
              {format.count(events)}
            </span>
          ))}
        </p>
      )}
    </li>
  );
}
