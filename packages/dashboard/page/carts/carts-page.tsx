import type { CartFunnel, CartTotals, CartTrend } from "@waystitch/store";
import { useMemo } from "preact/hooks";
import { type DayLine, DayLines } from "../chart/day-lines.js";
import { PageHead } from "../frame/page-head.js";
import type { PageProps } from "../pages.js";
import { ReportCard } from "../report/report-card.js";
import type { ReportAnswer } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { CartFigures } from "./cart-figures.js";
import { Funnel } from "./funnel.js";
import { CARTS } from "./words.js";

const LINES = [
  ["opened", "opened", 0],
  ["abandoned", "abandonedLine", 5],
  ["recovered", "recoveredLine", 3],
] as const;

function Trend({ answer }: { readonly answer: ReportAnswer<CartTrend> }) {
  const say = useWords(CARTS);
  const lines = useMemo(
    () =>
      LINES.map(([column, name, series]): DayLine => {
        const counts = new Map(answer.rows.map((row) => [row.day, row[column]]));
        return { name: say[name], counts, series };
      }),
    [answer, say],
  );
  return <DayLines period={answer.period} lines={lines} label={say.trendLabel} />;
}

/** Carts that are open, that were left, and that were won back. */
export function CartsPage({ site, version }: PageProps) {
  const say = useWords(CARTS);
  return (
    <>
      <PageHead site={site} text={say.text} />
      <ReportCard<CartTotals> site={site} report="cart-totals" version={version} title={say.totalsTitle} hint={say.totalsHint}>
        {(answer) => <CartFigures site={site} answer={answer} />}
      </ReportCard>
      <ReportCard<CartFunnel> site={site} report="cart-funnel" version={version} title={say.funnelTitle} hint={say.funnelHint}>
        {(answer) => <Funnel answer={answer} />}
      </ReportCard>
      <ReportCard<CartTrend> site={site} report="cart-trend" version={version} title={say.trendTitle} hint={say.trendHint}>
        {(answer) => <Trend answer={answer} />}
      </ReportCard>
      <ReportCard site={site} report="carts-left" version={version} title={say.leftTitle} hint={say.leftHint} />
      <ReportCard site={site} report="products-left" version={version} title={say.productsTitle} hint={say.productsHint} />
    </>
  );
}
