import type { Site } from "../answers.js";
import { usePage } from "../context.js";
import { FRAME } from "../frame/words.js";
import { useWords } from "../words/define-words.js";
import { type Days, NAMED_RANGES, type Range, resolveRange, todayIn } from "./range.js";

const OWN = "own";

interface OwnDaysProps {
  readonly days: Days;
  readonly today: string;
  choose(days: Days): void;
}

/** Two days of one's own choice. */
function OwnDays({ days, today, choose }: OwnDaysProps) {
  const words = useWords(FRAME);
  const field = (end: keyof Days, label: string, least: string | undefined, most: string) => (
    <label>
      <span class="unseen">{label}</span>
      <input
        type="date"
        value={days[end]}
        min={least}
        max={most}
        onChange={(event) => {
          const day = event.currentTarget.value;
          if (day !== "") choose({ ...days, [end]: day });
        }}
      />
    </label>
  );
  return (
    <span class="own-days">
      {field("from", words.from, undefined, days.to)}
      <span aria-hidden="true">–</span>
      {field("to", words.to, days.from, today)}
    </span>
  );
}

interface PeriodBarProps {
  readonly site: Site;
  /** False where nothing is compared. */
  readonly hasComparison?: boolean;
}

/** Which days the page is about, and whether they are compared. */
export function PeriodBar({ site, hasComparison = true }: PeriodBarProps) {
  const { route, go, format } = usePage();
  const words = useWords(FRAME);
  const today = todayIn(site.timeZone, Date.now());
  const days = resolveRange(route.range, today);
  const isOwn = typeof route.range === "object";
  const choose = (value: string): void => {
    const named = NAMED_RANGES.find((name) => name === value);
    const range: Range = named ?? days;
    go({ ...route, range });
  };
  return (
    <div class="period-bar">
      <label>
        <span class="unseen">{words.period}</span>
        <select value={isOwn ? OWN : String(route.range)} onChange={(event) => choose(event.currentTarget.value)}>
          {[...NAMED_RANGES, OWN].map((name) => (
            <option key={name} value={name}>
              {words.ranges[name as keyof typeof words.ranges]}
            </option>
          ))}
        </select>
      </label>
      {isOwn ? (
        <OwnDays days={days} today={today} choose={(range) => go({ ...route, range })} />
      ) : (
        <span class="period-days">
          {format.date(days.from)} – {format.date(days.to)}
        </span>
      )}
      {hasComparison && (
        <label class="tick">
          <input type="checkbox" checked={route.compare} onChange={(event) => go({ ...route, compare: event.currentTarget.checked })} />
          {words.compare}
        </label>
      )}
    </div>
  );
}
