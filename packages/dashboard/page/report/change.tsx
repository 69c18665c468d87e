import { usePage } from "../context.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { REPORT } from "./words.js";

interface ChangeProps {
  readonly now: number;
  /** `null` where nothing is compared. */
  readonly before: number | null;
  /** How a value is written. */
  readonly write: (value: number) => string;
  /** True for shares: their difference is told in percentage points. */
  readonly isShare?: boolean;
  /** True where less is better. */
  readonly isBad?: boolean;
}

const SMALL = 0.005;

/** How much a number changed since the period before. */
export function Change({ now, before, write, isShare = false, isBad = false }: ChangeProps) {
  const { format } = usePage();
  const words = useWords(REPORT);
  if (before === null || (before === 0 && !isShare)) return null;
  const difference = isShare ? now - before : (now - before) / before;
  const text = fill(words.before, { value: write(before) });
  if (Math.abs(difference) < SMALL)
    return (
      <span class="change" title={text}>
        {words.unchanged}
      </span>
    );
  const isGood = difference > 0 !== isBad;
  const size = format.change(Math.abs(difference), isShare);
  return (
    <span class={isGood ? "change good" : "change poor"} title={text}>
      <span aria-hidden="true">{difference > 0 ? "▲" : "▼"}</span> <span class="unseen">{difference > 0 ? "+" : "−"}</span>
      {size}
      <span class="unseen"> ({text})</span>
    </span>
  );
}
