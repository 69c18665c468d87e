import type {
  DeliveryCarrier,
  DeliveryEffect,
  DeliveryLateness,
  DeliveryMonth,
  DeliveryOutcome,
  OrderTotals,
  OrderTrend,
} from "@waystitch/store";
import { PageHead } from "../frame/page-head.js";
import type { PageProps } from "../pages.js";
import { ReportCard } from "../report/report-card.js";
import { useReport } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { LatenessBars, MonthBars, RevenueBars } from "./delivery-charts.js";
import { Effect } from "./effect.js";
import { OrderFigures } from "./order-figures.js";
import { Outcomes } from "./outcomes.js";
import { ORDERS } from "./words.js";

/** Whether orders arrived when they were promised, and what it costs when they did not. */
function Delivery({ site, version }: Pick<PageProps, "site" | "version">) {
  const say = useWords(ORDERS);
  // Many shops send no carrier: then there is nothing to show.
  const carriers = useReport<DeliveryCarrier>(site, "delivery-carriers", version).data?.rows.length ?? 0;
  return (
    <>
      <ReportCard<DeliveryOutcome>
        site={site}
        report="delivery-outcomes"
        version={version}
        title={say.outcomesTitle}
        hint={say.outcomesHint}
      >
        {(answer) => <Outcomes answer={answer} />}
      </ReportCard>
      <ReportCard site={site} report="overdue-orders" version={version} title={say.overdueTitle} hint={say.overdueHint} />
      <div class="card-pair">
        <ReportCard<DeliveryMonth> site={site} report="delivery-months" version={version} title={say.monthsTitle} hint={say.monthsHint}>
          {(answer) => <MonthBars answer={answer} />}
        </ReportCard>
        <ReportCard<DeliveryLateness>
          site={site}
          report="delivery-lateness"
          version={version}
          title={say.latenessTitle}
          hint={say.latenessHint}
        >
          {(answer) => <LatenessBars answer={answer} />}
        </ReportCard>
      </div>
      {carriers > 0 && (
        <ReportCard site={site} report="delivery-carriers" version={version} title={say.carriersTitle} hint={say.carriersHint} />
      )}
      <ReportCard<DeliveryEffect> site={site} report="delivery-effect" version={version} title={say.effectTitle} hint={say.effectHint}>
        {(answer) => <Effect answer={answer} />}
      </ReportCard>
    </>
  );
}

/** Orders, what they brought, and how they were delivered. */
export function OrdersPage({ site, version }: PageProps) {
  const say = useWords(ORDERS);
  const trendHint = fill(say.trendHint, { currency: site.currency });
  return (
    <>
      <PageHead site={site} text={say.text} />
      <ReportCard<OrderTotals> site={site} report="order-totals" version={version} title={say.totalsTitle} hint={say.totalsHint}>
        {(answer) => <OrderFigures site={site} answer={answer} />}
      </ReportCard>
      <ReportCard<OrderTrend> site={site} report="order-trend" version={version} title={say.trendTitle} hint={trendHint}>
        {(answer) => <RevenueBars site={site} answer={answer} />}
      </ReportCard>
      <Delivery site={site} version={version} />
    </>
  );
}
