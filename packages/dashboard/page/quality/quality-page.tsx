import type { QualityDay, QualityReason } from "@waystitch/store";
import { useState } from "preact/hooks";
import { PageHead } from "../frame/page-head.js";
import type { PageProps } from "../pages.js";
import { ReportCard } from "../report/report-card.js";
import { useWords } from "../words/define-words.js";
import { DaysChart } from "./days-chart.js";
import { Reasons } from "./reasons.js";
import { ReplayCard } from "./replay-card.js";
import { TotalsRow } from "./totals.js";
import { QUALITY } from "./words.js";

/** How good the data is that arrives. */
export function QualityPage({ site, version }: PageProps) {
  const say = useWords(QUALITY);
  const [reason, choose] = useState<string | null>(null);
  const chooseAndShow = (chosen: string): void => {
    choose(chosen);
    document.getElementById("replay-title")?.scrollIntoView({ block: "start" });
  };
  return (
    <>
      <PageHead site={site} text={say.text} />
      <ReportCard<QualityDay> site={site} report="quality-days" version={version} title={say.daysTitle} hint={say.daysHint}>
        {(answer) => (
          <>
            <TotalsRow answer={answer} />
            <DaysChart answer={answer} />
            <p class="hint after">{say.duplicateMeans}</p>
            <p class="hint after">{say.missingMeans}</p>
          </>
        )}
      </ReportCard>
      <ReportCard<QualityReason> site={site} report="quality-reasons" version={version} title={say.reasonsTitle} hint={say.reasonsHint}>
        {(answer) => <Reasons site={site} answer={answer} onReplay={site.role === "owner" ? chooseAndShow : null} />}
      </ReportCard>
      <ReplayCard site={site} reason={reason} onChoose={choose} />
    </>
  );
}
