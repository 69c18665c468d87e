import { useState } from "preact/hooks";
import type { ChannelReport } from "../../src/channels/channel-report.js";
import type { Site, Wire } from "../answers.js";
import { usePage } from "../context.js";
import { CardHead } from "../frame/card-head.js";
import { PageHead } from "../frame/page-head.js";
import type { PageProps } from "../pages.js";
import { ReportCard } from "../report/report-card.js";
import { questionOf, useCalm } from "../report/use-report.js";
import { useResource } from "../resource.js";
import { useWords } from "../words/define-words.js";
import { wordsOf } from "../words/words.js";
import { CampaignsCard } from "./campaigns.js";
import { CostsCard } from "./costs-card.js";
import { Matrix, MeasureChoice } from "./matrix.js";
import { isMeasure, type Measure, SUBJECTS, type Subject } from "./measures.js";
import { CHANNELS } from "./words.js";

/** Every channel there is; English calls them by these names. */
const CHANNEL_NAMES = Object.keys(wordsOf("vi").channels);

interface CardProps {
  readonly site: Site;
  readonly version: number;
  readonly measure: Measure;
  choose(measure: Measure): void;
}

/** What channels brought, by every attribution model. */
function ChannelsCard({ site, version, measure, choose }: CardProps) {
  const { words, route } = usePage();
  const say = useWords(CHANNELS);
  const question = questionOf(route, site.timeZone, Date.now());
  const url = `/api/sites/${encodeURIComponent(site.siteId)}/channels?${question}`;
  const { data, trouble } = useResource<Wire<ChannelReport>>(url, version);
  return (
    <section class="card" aria-labelledby="matrix-title">
      <CardHead id="matrix-title" title={say.matrixTitle} hint={say.matrixHint}>
        <MeasureChoice measure={measure} choose={choose} />
      </CardHead>
      {data === null ? (
        <p class="quiet card-wait">{trouble === null ? `${words.loading}…` : words.failedText}</p>
      ) : (
        <Matrix site={site} report={data} measure={measure} />
      )}
    </section>
  );
}

interface SubjectChoiceProps {
  readonly subject: Subject;
  choose(subject: Subject): void;
}

/** Channels, or campaigns. */
function SubjectChoice({ subject, choose }: SubjectChoiceProps) {
  const say = useWords(CHANNELS);
  return (
    <fieldset class="choice subject">
      <legend class="unseen">{say.compare}</legend>
      {SUBJECTS.map((each) => (
        <button key={each} type="button" aria-pressed={each === subject} onClick={() => choose(each)}>
          {say.by[each]}
        </button>
      ))}
    </fieldset>
  );
}

/** What channels and the campaigns on them brought, by every attribution model, and what they cost. */
export function ChannelsPage({ site, version }: PageProps) {
  const { route, go } = usePage();
  const say = useWords(CHANNELS);
  const [entered, setEntered] = useState(0);
  const calm = useCalm(version) + entered;
  const { kind = "", by, ...others } = route.filters;
  const measure = isMeasure(kind) ? kind : "orders";
  const subject = by === "campaign" ? "campaign" : "channel";
  const choose = (next: Measure): void => go({ ...route, filters: { ...route.filters, kind: next } });
  const turn = (to: Subject): void =>
    go({ ...route, filters: { ...others, ...(kind === "" ? {} : { kind }), ...(to === "campaign" ? { by: to } : {}) } });
  return (
    <>
      <PageHead site={site} text={subject === "campaign" ? say.campaignsText : say.text} hasComparison={false} />
      <SubjectChoice subject={subject} choose={turn} />
      {subject === "campaign" ? (
        // Anew with every cost, which a report would otherwise be slow to take notice of.
        <CampaignsCard key={entered} site={site} version={version} measure={measure} choose={choose} />
      ) : (
        <>
          <ChannelsCard site={site} version={calm} measure={measure} choose={choose} />
          <ReportCard site={site} report="channel-credits" version={version} title={say.sqlTitle} hint={say.sqlHint} />
        </>
      )}
      <CostsCard site={site} channels={CHANNEL_NAMES} onChange={() => setEntered(entered + 1)} />
    </>
  );
}
