import type { StageWay } from "@waystitch/store";
import { STAGES } from "../../src/stages.js";
import { PageHead } from "../frame/page-head.js";
import type { PageProps } from "../pages.js";
import { ReportCard } from "../report/report-card.js";
import { useWords } from "../words/define-words.js";
import { Sankey } from "./sankey.js";
import { FLOWS } from "./words.js";

const ORDER = STAGES.map(({ stage }) => stage);

/** Which way people go, and where they turn back. */
export function FlowsPage({ site, version }: PageProps) {
  const say = useWords(FLOWS);
  return (
    <>
      <PageHead site={site} text={say.text} hasComparison={false} />
      <ReportCard<StageWay> site={site} report="stage-ways" version={version} title={say.waysTitle} hint={say.waysHint}>
        {(answer) => <Sankey answer={answer} order={ORDER} />}
      </ReportCard>
      <ReportCard site={site} report="moves-back" version={version} title={say.backTitle} hint={say.backHint} />
      <ReportCard site={site} report="stage-moves" version={version} title={say.movesTitle} hint={say.movesHint} />
    </>
  );
}
