import type { StageFlow, StageTime, StageTrend } from "@waystitch/store";
import { useEffect } from "preact/hooks";
import type { OverviewAnswer, Site } from "../answers.js";
import { useChanged } from "../changed.js";
import { usePage } from "../context.js";
import { JourneyTable } from "../journeys/journey-table.js";
import { PeriodBar } from "../period/period-bar.js";
import { ReportCard } from "../report/report-card.js";
import { useReport } from "../report/use-report.js";
import { useResource } from "../resource.js";
import { Seam } from "../seam/seam.js";
import { StageColumn } from "../seam/stage-column.js";
import { Ago } from "../time.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { DiagnosisLine, StagePeriod } from "./stage-period.js";
import { Trend } from "./trend.js";
import { OVERVIEW } from "./words.js";

/** How many people there are, in a sentence, and how fresh that is. */
function Summary({ overview }: { readonly overview: OverviewAnswer }) {
  const { words, format } = usePage();
  const { people, lapsed, active, bots, newestActivity } = overview;
  const count = format.count(people);
  return (
    <div class="summary">
      <h1>{people === 1 ? words.person : fill(words.people, { count })}</h1>
      <p class="facts">
        <span>{fill(words.active, { count: format.count(active) })}</span>
        {lapsed > 0 && <span>{fill(words.lapsed, { count: format.count(lapsed) })}</span>}
        {newestActivity !== null && (
          <span>
            {words.newest.split("{ago}")[0]}
            <Ago at={newestActivity} />
          </span>
        )}
        {bots > 0 && <span>{fill(words.bots, { count: format.count(bots) })}</span>}
      </p>
    </div>
  );
}

/** What to do while nobody was seen. */
function FirstSteps({ site, shopUrl }: { readonly site: Site; readonly shopUrl: string | null }) {
  const { words } = usePage();
  return (
    <section class="first-steps">
      <h1>{words.emptyTitle}</h1>
      <p>{fill(shopUrl === null ? words.emptyTag : words.emptyText, { site: site.name })}</p>
      {shopUrl !== null && (
        <a class="button strong" href={shopUrl} target="_blank" rel="noreferrer">
          {words.openShop}
        </a>
      )}
    </section>
  );
}

function Stages({ overview, scope }: { readonly overview: OverviewAnswer; readonly scope: string }) {
  const { words } = usePage();
  const changed = useChanged(scope, new Map(overview.stages.map(({ stage, people }) => [stage, String(people)])));
  return (
    <section class="hero" aria-labelledby="stages-title">
      <h2 id="stages-title" class="unseen">
        {words.stagesTitle}
      </h2>
      <Seam overview={overview}>
        {overview.stages.map((stage, index) => (
          <StageColumn
            key={stage.stage}
            stage={stage}
            overview={overview}
            reachedNext={overview.stages[index + 1]?.reached ?? null}
            isChanged={changed.has(stage.stage)}
          />
        ))}
      </Seam>
    </section>
  );
}

/** What happened in the days asked for. */
function InPeriod({ site, version }: { readonly site: Site; readonly version: number }) {
  const say = useWords(OVERVIEW);
  const { data } = useReport<StageFlow>(site, "stage-flow", version);
  const times = useReport<StageTime>(site, "stage-times", version).data;
  return (
    <>
      <div class="period-head">
        {data === null ? <p class="diagnosis few" /> : <DiagnosisLine answer={data} />}
        <PeriodBar site={site} />
      </div>
      <ReportCard<StageFlow> site={site} report="stage-flow" version={version} title={say.periodTitle} hint={say.periodHint}>
        {(answer) => <StagePeriod answer={answer} times={times?.rows ?? []} />}
      </ReportCard>
      <ReportCard<StageTrend> site={site} report="stage-trend" version={version} title={say.trendTitle} hint={say.trendHint}>
        {(answer) => <Trend answer={answer} />}
      </ReportCard>
    </>
  );
}

interface OverviewPageProps {
  readonly site: Site;
  readonly shopUrl: string | null;
  readonly version: number;
}

/** Everybody: the four stages, and who was seen last. */
export function OverviewPage({ site, shopUrl, version }: OverviewPageProps) {
  const { words } = usePage();
  const { data } = useResource<OverviewAnswer>(`/api/sites/${encodeURIComponent(site.siteId)}/overview`, version);
  useEffect(() => {
    document.title = `${site.name} · Waystitch`;
  }, [site.name]);
  if (data === null) return <p class="loading">{words.loading}…</p>;
  return (
    <>
      {data.people === 0 ? <FirstSteps site={site} shopUrl={shopUrl} /> : <Summary overview={data} />}
      <Stages overview={data} scope={site.siteId} />
      {data.people > 0 && <InPeriod site={site} version={version} />}
      {data.people > 0 && <JourneyTable site={site.siteId} version={version} />}
    </>
  );
}
