import type { OrderTotals } from "@waystitch/store";
import type { Site } from "../answers.js";
import { byCurrency, sameCurrency } from "../commerce/by-currency.js";
import { usePage } from "../context.js";
import { Figure, Figures } from "../figure/figure.js";
import { Change } from "../report/change.js";
import type { ReportAnswer } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { ORDERS } from "./words.js";

const NONE: Omit<OrderTotals, "currency"> = {
  orders: 0,
  people: 0,
  revenue: "0",
  average: null,
  repeat_share: null,
  cancelled: 0,
  cancelled_value: "0",
  refunded: 0,
  refunded_value: "0",
};

interface FiguresOfProps {
  readonly now: OrderTotals;
  /** `null` where nothing is compared. */
  readonly before: OrderTotals | null;
}

/** What was ordered in one currency. */
function FiguresOf({ now, before }: FiguresOfProps) {
  const { format } = usePage();
  const say = useWords(ORDERS);
  const money = (value: number | string): string => format.money(String(value), now.currency);
  const number = (text: string | null | undefined): number | null => (text === null || text === undefined ? null : Number(text));
  return (
    <Figures>
      <Figure name="orders" label={say.orders} value={format.count(now.orders)}>
        <Change now={now.orders} before={before?.orders ?? null} write={format.count} />
      </Figure>
      <Figure name="revenue" label={say.revenue} value={money(now.revenue)}>
        <Change now={Number(now.revenue)} before={number(before?.revenue)} write={money} />
      </Figure>
      <Figure name="average" label={say.average} value={now.average === null ? "–" : money(now.average)}>
        {now.average !== null && <Change now={Number(now.average)} before={number(before?.average)} write={money} />}
      </Figure>
      <Figure name="repeat" label={say.repeat} value={now.repeat_share === null ? "–" : format.precise(now.repeat_share)}>
        {now.repeat_share !== null && (
          <Change now={now.repeat_share} before={before?.repeat_share ?? null} write={format.precise} isShare />
        )}
      </Figure>
      <Figure name="cancelled" label={say.lost} value={format.count(now.cancelled)}>
        <Change now={now.cancelled} before={before?.cancelled ?? null} write={format.count} isBad />
        <span class="amount">{money(now.cancelled_value)}</span>
      </Figure>
      <Figure name="refunded" label={say.refunded} value={format.count(now.refunded)}>
        <Change now={now.refunded} before={before?.refunded ?? null} write={format.count} isBad />
        <span class="amount">{money(now.refunded_value)}</span>
      </Figure>
    </Figures>
  );
}

interface OrderFiguresProps {
  readonly site: Site;
  readonly answer: ReportAnswer<OrderTotals>;
}

/** What was ordered, each currency by itself, beside the period before. */
export function OrderFigures({ site, answer }: OrderFiguresProps) {
  const { main, others } = byCurrency(answer.rows, site.currency);
  const all = [main ?? { currency: site.currency, ...NONE }, ...others];
  return (
    <>
      {all.map((now) => (
        <FiguresOf key={now.currency} now={now} before={sameCurrency(answer.previous?.rows, now)} />
      ))}
    </>
  );
}
