import type { QualityDay } from "@waystitch/store";
import { usePage } from "../context.js";
import { Change } from "../report/change.js";
import type { ReportAnswer } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { QUALITY } from "./words.js";

/** What arrived in a whole period. */
export interface Totals {
  readonly accepted: number;
  readonly rejected: number;
  readonly robots: number;
  readonly late: number;
  readonly duplicate: number;
  /** Numbered events of the days that are counted, and those of them that never came; `null` when no day is. */
  readonly expected: number | null;
  readonly missing: number | null;
}

const add = (a: number | null, b: number | null): number | null => (b === null ? a : (a ?? 0) + b);

type Days = ReportAnswer<QualityDay>["rows"];

/** Adds the days of a period up. */
export const totalsOf = (days: Days): Totals =>
  days.reduce<Totals>(
    (sum, day) => ({
      accepted: sum.accepted + day.accepted,
      rejected: sum.rejected + day.rejected,
      robots: sum.robots + day.from_robots,
      late: sum.late + day.late,
      duplicate: sum.duplicate + day.duplicate,
      expected: add(sum.expected, day.expected),
      missing: add(sum.missing, day.missing),
    }),
    { accepted: 0, rejected: 0, robots: 0, late: 0, duplicate: 0, expected: null, missing: null },
  );

/** The numbers of the period, each beside the period before. */
export function TotalsRow({ answer }: { readonly answer: ReportAnswer<QualityDay> }) {
  const { format } = usePage();
  const say = useWords(QUALITY);
  const now = totalsOf(answer.rows);
  // Too few to be told in tenths of a percent are still some.
  const partOf = (share: number): string => (share > 0 && share < 0.001 ? `< ${format.precise(0.001)}` : format.precise(share));
  const before = answer.previous === null ? null : totalsOf(answer.previous.rows);
  const figure = (name: Exclude<keyof Totals, "expected">, whole: number | null, template: string, isBad: boolean) => {
    const count = now[name];
    if (count === null) return null;
    const share = whole === null || whole === 0 ? null : partOf(count / whole);
    return (
      <div data-total={name}>
        <dt>{say[name]}</dt>
        <dd>
          <strong>{format.count(count)}</strong>{" "}
          <Change now={count} before={before === null ? null : before[name]} write={format.count} isBad={isBad} />
          {share !== null && <span class="part">{fill(template, { share })}</span>}
        </dd>
      </div>
    );
  };
  return (
    <dl class="sums">
      {figure("accepted", null, "", false)}
      {figure("rejected", now.accepted + now.rejected, say.ofAll, true)}
      {figure("robots", now.accepted, say.ofStored, true)}
      {figure("late", now.accepted, say.ofStored, true)}
      {figure("duplicate", now.accepted + now.rejected + now.duplicate, say.ofArrived, true)}
      {figure("missing", now.expected, say.ofNumbered, true)}
    </dl>
  );
}
