import { useState } from "preact/hooks";
import type { ChannelReport } from "../../src/channels/channel-report.js";
import type { Wire } from "../answers.js";
import { usePage } from "../context.js";
import { PageHead } from "../frame/page-head.js";
import type { PageProps } from "../pages.js";
import { ReportCard } from "../report/report-card.js";
import { questionOf, useCalm } from "../report/use-report.js";
import { useResource } from "../resource.js";
import { useWords } from "../words/define-words.js";
import { wordsOf } from "../words/words.js";
import { CostsCard } from "./costs-card.js";
import { Matrix, MeasureChoice } from "./matrix.js";
import { isMeasure } from "./measures.js";
import { CHANNELS } from "./words.js";

/** Every channel there is; English calls them by these names. */
const CHANNEL_NAMES = Object.keys(wordsOf("vi").channels);

/** What channels brought, by every attribution model, and what they cost. */
export function ChannelsPage({ site, version }: PageProps) {
  const { words, route, go } = usePage();
  const say = useWords(CHANNELS);
  const [entered, setEntered] = useState(0);
  const question = questionOf(route, site.timeZone, Date.now());
  const url = `/api/sites/${encodeURIComponent(site.siteId)}/channels?${question}`;
  const { data, trouble } = useResource<Wire<ChannelReport>>(url, useCalm(version) + entered);
  const asked = route.filters.kind ?? "";
  const measure = isMeasure(asked) ? asked : "orders";
  return (
    <>
      <PageHead site={site} text={say.text} hasComparison={false} />
      <section class="card" aria-labelledby="matrix-title">
        <div class="card-head">
          <div>
            <h2 id="matrix-title">{say.matrixTitle}</h2>
            <p class="hint">{say.matrixHint}</p>
          </div>
          <MeasureChoice measure={measure} choose={(kind) => go({ ...route, filters: { ...route.filters, kind } })} />
        </div>
        {data === null ? (
          <p class="quiet card-wait">{trouble === null ? `${words.loading}…` : words.failedText}</p>
        ) : (
          <Matrix site={site} report={data} measure={measure} />
        )}
      </section>
      <ReportCard site={site} report="channel-credits" version={version} title={say.sqlTitle} hint={say.sqlHint} />
      <CostsCard site={site} channels={CHANNEL_NAMES} onChange={() => setEntered(entered + 1)} />
    </>
  );
}
