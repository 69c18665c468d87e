import type { LeadMagnet, MagnetTrend } from "@waystitch/store";
import { useMemo } from "preact/hooks";
import { DayLines } from "../chart/day-lines.js";
import { COMMERCE } from "../commerce/words.js";
import { usePage } from "../context.js";
import { PageHead } from "../frame/page-head.js";
import type { PageProps } from "../pages.js";
import { ReportCard } from "../report/report-card.js";
import { type ReportAnswer, useReport } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { findBest, type Magnet, magnetsOf } from "./magnet.js";
import { magnetLines } from "./magnet-lines.js";
import { Ranking } from "./ranking.js";
import { MAGNETS } from "./words.js";

/** Which magnet brings buyers, in a sentence, beside the one that brings leads. */
function BestMagnet({ rows }: { readonly rows: readonly LeadMagnet[] }) {
  const { format } = usePage();
  const say = useWords(MAGNETS);
  const { unnamed } = useWords(COMMERCE);
  const magnets = magnetsOf(rows);
  if (magnets.length === 0) return null;
  const found = findBest(magnets);
  const numbersOf = ({ name, leads, customers, conversion }: Magnet) => ({
    magnet: name === null ? unnamed : `“${name}”`,
    leads: format.count(leads),
    customers: format.count(customers),
    share: format.precise(conversion),
  });
  const leads = magnets.reduce((sum, magnet) => sum + magnet.leads, 0);
  if (found === null) return <p class="diagnosis few">{fill(say.noBuyers, { leads: format.count(leads) })}</p>;
  const { best, largest } = found;
  return (
    <p class="diagnosis lead-text stage-convert">
      <strong>{fill(say.bestBuyers, numbersOf(best))}</strong>{" "}
      {largest !== best ? fill(say.mostLeads, numbersOf(largest)) : magnets.length > 1 && say.alsoLeads}
    </p>
  );
}

function Trend({ answer }: { readonly answer: ReportAnswer<MagnetTrend> }) {
  const say = useWords(MAGNETS);
  const { unnamed } = useWords(COMMERCE);
  const lines = useMemo(() => magnetLines(answer.rows, (magnet) => magnet ?? unnamed, say.rest), [answer, say, unnamed]);
  return <DayLines period={answer.period} lines={lines} label={say.trendLabel} />;
}

/** What people leave their contact for, and what comes of it. */
export function MagnetsPage({ site, version }: PageProps) {
  const say = useWords(MAGNETS);
  const { data } = useReport<LeadMagnet>(site, "lead-magnets", version);
  return (
    <>
      <PageHead site={site} text={say.text} />
      {data !== null && <BestMagnet rows={data.rows} />}
      <ReportCard<LeadMagnet> site={site} report="lead-magnets" version={version} title={say.title} hint={say.hint}>
        {(answer) => <Ranking answer={answer} />}
      </ReportCard>
      <ReportCard<MagnetTrend> site={site} report="magnet-trend" version={version} title={say.trendTitle} hint={say.trendHint}>
        {(answer) => <Trend answer={answer} />}
      </ReportCard>
      <ReportCard site={site} report="magnet-channels" version={version} title={say.channelsTitle} hint={say.channelsHint} />
    </>
  );
}
