import type { DeliveryEffect } from "@waystitch/store";
import { usePage } from "../context.js";
import type { ReportAnswer } from "../report/use-report.js";
import { REPORT } from "../report/words.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { ORDERS } from "./words.js";

const MEASURES = [
  ["satisfied", "satisfied_share"],
  ["repeats", "repeat_share"],
  ["support", "support_share"],
] as const;

interface ShareLineProps {
  readonly outcome: string;
  readonly label: string;
  readonly share: number | null;
}

function ShareLine({ outcome, label, share }: ShareLineProps) {
  const { format } = usePage();
  return (
    <li class={`outcome-${outcome}`} data-outcome={outcome}>
      <span class="effect-track">
        <span class="effect-bar" style={{ width: `${100 * (share ?? 0)}%` }} />
      </span>
      <span class="effect-share">{share === null ? "–" : format.precise(share)}</span>
      <span class="quiet">{label}</span>
    </li>
  );
}

/** Customers whose order came on time beside those whose order came late: what they said and did afterwards. */
export function Effect({ answer }: { readonly answer: ReportAnswer<DeliveryEffect> }) {
  const { format } = usePage();
  const say = useWords(ORDERS);
  const words = useWords(REPORT);
  if (answer.rows.length === 0) return <p class="nobody quiet">{words.nothingHere}</p>;
  const labelOf = ({ outcome }: DeliveryEffect, count: number): string =>
    fill(outcome === "late" ? say.lateOrders : say.onTimeOrders, { count: format.count(count) });
  return (
    <ul class="effect">
      {MEASURES.map(([name, column]) => (
        <li key={name}>
          <h3>{say[name]}</h3>
          <ul>
            {answer.rows.map((row) => (
              <ShareLine
                key={row.outcome}
                outcome={row.outcome}
                label={labelOf(row, name === "satisfied" ? row.answered : row.orders)}
                share={row[column]}
              />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
