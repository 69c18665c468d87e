import type { DeliveryOutcome } from "@waystitch/store";
import { COMMERCE } from "../commerce/words.js";
import { usePage } from "../context.js";
import { Change } from "../report/change.js";
import type { ReportAnswer } from "../report/use-report.js";
import { REPORT } from "../report/words.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { keptOf } from "./kept.js";
import { ORDERS } from "./words.js";

/** What became of promised dates: a sentence, and a bar in parts. */
export function Outcomes({ answer }: { readonly answer: ReportAnswer<DeliveryOutcome> }) {
  const { format } = usePage();
  const say = useWords(ORDERS);
  const names = useWords(COMMERCE).outcomes;
  const words = useWords(REPORT);
  const { rows, previous } = answer;
  if (rows.length === 0) return <p class="nobody quiet">{words.nothingHere}</p>;
  const { due, share } = keptOf(rows);
  return (
    <>
      <p class="kept">
        {share === null ? (
          say.noPromises
        ) : (
          <>
            {fill(say.kept, { share: format.precise(share), count: format.count(due) })}{" "}
            <Change now={share} before={previous === null ? null : keptOf(previous.rows).share} write={format.precise} isShare />
          </>
        )}
      </p>
      <div class="parts" aria-hidden="true">
        {rows.map(({ outcome, orders }) => (
          <span key={outcome} class={`part outcome-${outcome}`} style={{ flexGrow: orders }} />
        ))}
      </div>
      <ul class="legend parts-legend">
        {rows.map(({ outcome, orders, share: part }) => (
          <li key={outcome} class={`outcome-${outcome}`} data-outcome={outcome}>
            {nameIn(names, outcome)} <strong>{format.count(orders)}</strong> <span class="quiet">{format.precise(part)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
