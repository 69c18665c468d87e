import type { CampaignCredit } from "@waystitch/store";
import { useState } from "preact/hooks";
import type { Site } from "../answers.js";
import { usePage } from "../context.js";
import { ReportCard } from "../report/report-card.js";
import { REPORT } from "../report/words.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { campaignsOf, creditOf } from "./campaign.js";
import { MeasureChoice } from "./matrix.js";
import { MatrixTable } from "./matrix-table.js";
import { type Measure, RULES } from "./measures.js";
import { CHANNELS } from "./words.js";

/** So many campaigns are shown at first: whoever has hundreds looks at the largest. */
const SHOWN = 30;

interface CampaignMatrixProps {
  readonly rows: readonly CampaignCredit[];
  readonly currency: string;
  readonly measure: Measure;
}

/** Campaigns down, rules across. */
function CampaignMatrix({ rows, currency, measure }: CampaignMatrixProps) {
  const { words, format } = usePage();
  const say = useWords(CHANNELS);
  const { showAllRows } = useWords(REPORT);
  const [isWhole, setWhole] = useState(false);
  const campaigns = campaignsOf(rows);
  if (campaigns.length === 0) return <p class="nobody quiet">{say.noCampaign}</p>;
  const lines = campaigns.slice(0, isWhole ? campaigns.length : SHOWN).map((campaign) => ({
    id: `${campaign.channel ?? ""} ${campaign.name ?? ""}`,
    name: campaign.name ?? say.withoutCampaign,
    below: campaign.channel === null ? null : nameIn(words.channels, campaign.channel),
    visits: campaign.visits,
    people: campaign.people,
    cost: campaign.cost,
    values: RULES.map((rule) => creditOf(campaign, measure, rule)),
  }));
  return (
    <>
      <MatrixTable
        title={say.campaignsTitle}
        subject={say.campaign}
        measure={measure}
        models={RULES}
        lines={lines}
        currency={currency}
        hasCost
      />
      {lines.length < campaigns.length && (
        <button type="button" class="button small" onClick={() => setWhole(true)}>
          {fill(showAllRows, { count: format.count(campaigns.length) })}
        </button>
      )}
    </>
  );
}

interface CampaignsCardProps {
  readonly site: Site;
  readonly version: number;
  readonly measure: Measure;
  choose(measure: Measure): void;
}

/** What campaigns brought by every rule, and what a lead and an order of each cost. */
export function CampaignsCard({ site, version, measure, choose }: CampaignsCardProps) {
  const say = useWords(CHANNELS);
  return (
    <ReportCard<CampaignCredit> site={site} report="campaign-credits" version={version} title={say.campaignsTitle} hint={say.campaignsHint}>
      {({ rows }) => (
        <>
          <MeasureChoice measure={measure} choose={choose} />
          <CampaignMatrix rows={rows} currency={site.currency} measure={measure} />
        </>
      )}
    </ReportCard>
  );
}
