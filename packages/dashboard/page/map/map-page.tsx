import type { MapAction, MapPage as MapPageRow, MapTouchpoint, StageTime } from "@waystitch/store";
import { usePage } from "../context.js";
import { PageHead } from "../frame/page-head.js";
import { ModelChoice } from "../models/model-choice.js";
import { useModel } from "../models/use-models.js";
import type { PageProps } from "../pages.js";
import { ReportCard } from "../report/report-card.js";
import { useReport } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { MapTable } from "./map-table.js";
import { MAP } from "./words.js";

/** The journey map: what each stage is like, in any model, drawn from data. */
export function MapPage({ site, version }: PageProps) {
  const { words } = usePage();
  const say = useWords(MAP);
  const chosen = useModel(site);
  const touchpoints = useReport<MapTouchpoint>(site, "map-touchpoints", version).data;
  const pages = useReport<MapPageRow>(site, "map-pages", version).data;
  const actions = useReport<MapAction>(site, "map-actions", version).data;
  const times = useReport<StageTime>(site, "stage-times", version).data;
  const isReady = touchpoints && pages && actions && times && chosen.model;
  return (
    <>
      <PageHead site={site} text={say.text} hasComparison={false} />
      <div class="page-tools">
        <ModelChoice chosen={chosen} />
        <button type="button" class="button small" onClick={() => print()}>
          {say.print}
        </button>
      </div>
      {isReady ? (
        <MapTable chosen={chosen} rows={{ touchpoints: touchpoints.rows, pages: pages.rows, actions: actions.rows, times: times.rows }} />
      ) : (
        <p class="loading">{words.loading}…</p>
      )}
      <details class="sources">
        <summary>{say.sources}</summary>
        <ReportCard site={site} report="map-touchpoints" version={version} title={say.touchpointsTitle} />
        <ReportCard site={site} report="map-pages" version={version} title={say.pagesTitle} />
        <ReportCard site={site} report="map-actions" version={version} title={say.actionsTitle} />
        <ReportCard site={site} report="stage-times" version={version} title={say.timesTitle} />
      </details>
    </>
  );
}
