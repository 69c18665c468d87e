import type { QualityReason } from "@waystitch/store";
import type { Site } from "../answers.js";
import { usePage } from "../context.js";
import type { ReportAnswer } from "../report/use-report.js";
import { Ago } from "../time.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { Example } from "./example.js";
import { REASONS } from "./reason-words.js";
import { QUALITY } from "./words.js";

interface ReasonsProps {
  readonly site: Site;
  readonly answer: ReportAnswer<QualityReason>;
  /** Chooses a reason to be replayed; `null` where whoever looks may not. */
  readonly onReplay: ((reason: string) => void) | null;
}

/** Each reason with how often, what it means, what to do, and an example. */
export function Reasons({ site, answer, onReplay }: ReasonsProps) {
  const { format } = usePage();
  const say = useWords(QUALITY);
  const words = useWords(REASONS);
  const most = Math.max(1, ...answer.rows.map(({ rejected }) => rejected));
  if (answer.rows.length === 0) return <p class="quiet">{say.noneRejected}</p>;
  return (
    <ul class="rejects">
      {answer.rows.map(({ reason, rejected, latest_at }) => (
        <li key={reason}>
          <details data-reason={reason}>
            <summary>
              <code>{reason}</code>
              <span class="amount">
                <strong>{rejected === 1 ? say.once : fill(say.times, { count: format.count(rejected) })}</strong>{" "}
                <span class="quiet">
                  {say.latest.split("{ago}")[0]}
                  <Ago at={latest_at} />
                </span>
              </span>
              <span class="bar" aria-hidden="true">
                <span style={{ width: `${(100 * rejected) / most}%` }} />
              </span>
              <span class="meaning">{nameIn(words.meanings, reason)}</span>
            </summary>
            <p>
              <strong>{say.remedy}</strong> {nameIn(words.remedies, reason)}
            </p>
            <Example site={site.siteId} reason={reason} />
            {onReplay !== null && (
              <p>
                <button type="button" class="button small" onClick={() => onReplay(reason)}>
                  {say.replayThese}
                </button>
              </p>
            )}
          </details>
        </li>
      ))}
    </ul>
  );
}
