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
}

type Days = ReportAnswer<QualityDay>["rows"];

/** Adds the days of a period up. */
export const totalsOf = (days: Days): Totals =>
  days.reduce<Totals>(
    (sum, day) => ({
      accepted: sum.accepted + day.accepted,
      rejected: sum.rejected + day.rejected,
      robots: sum.robots + day.from_robots,
      late: sum.late + day.late,
    }),
    { accepted: 0, rejected: 0, robots: 0, late: 0 },
  );

/** Four numbers of the period, each beside the period before. */
export function TotalsRow({ answer }: { readonly answer: ReportAnswer<QualityDay> }) {
  const { format } = usePage();
  const say = useWords(QUALITY);
  const now = totalsOf(answer.rows);
  // Too few to be told in tenths of a percent are still some.
  const partOf = (share: number): string => (share > 0 && share < 0.001 ? `< ${format.precise(0.001)}` : format.precise(share));
  const before = answer.previous === null ? null : totalsOf(answer.previous.rows);
  const figure = (name: keyof Totals, whole: number | null, template: string, isBad: boolean) => {
    const share = whole === null || whole === 0 ? null : partOf(now[name] / whole);
    return (
      <div data-total={name}>
        <dt>{say[name]}</dt>
        <dd>
          <strong>{format.count(now[name])}</strong>{" "}
          <Change now={now[name]} before={before === null ? null : before[name]} write={format.count} isBad={isBad} />
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
    </dl>
  );
}
