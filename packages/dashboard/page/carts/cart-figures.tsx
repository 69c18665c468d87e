import type { CartTotals } from "@waystitch/store";
import type { Site } from "../answers.js";
import { byCurrency, sameCurrency } from "../commerce/by-currency.js";
import { usePage } from "../context.js";
import { Figure, Figures } from "../figure/figure.js";
import { Change } from "../report/change.js";
import type { ReportAnswer } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { CARTS } from "./words.js";

const NONE: Omit<CartTotals, "currency"> = {
  open_now: 0,
  open_value: "0",
  abandoned_now: 0,
  abandoned_now_value: "0",
  opened: 0,
  abandoned: 0,
  abandoned_value: "0",
  came_back: 0,
  recovered: 0,
  recovered_value: "0",
  recovery_rate: null,
};

type Amount = "open_value" | "abandoned_now_value" | "abandoned_value" | "recovered_value";
type Count = "open_now" | "abandoned_now" | "abandoned" | "came_back" | "recovered";

interface CartFiguresProps {
  readonly site: Site;
  readonly answer: ReportAnswer<CartTotals>;
}

/** How many carts there are of each kind, and what is in them, by currency. */
export function CartFigures({ site, answer }: CartFiguresProps) {
  const { format } = usePage();
  const say = useWords(CARTS);
  const { main, others } = byCurrency(answer.rows, site.currency);
  const now = main ?? { currency: site.currency, ...NONE };
  const all = [now, ...others];
  const previous = answer.previous?.rows;
  // What was open then is not known now.
  const before = (name: Count): number | null => (previous === undefined ? null : previous.reduce((sum, row) => sum + row[name], 0));
  const count = (name: Count): number => all.reduce((sum, row) => sum + row[name], 0);
  const money = (count: Count, amount: Amount) =>
    all
      .filter((row) => row === now || row[count] > 0)
      .map((row) => (
        <span key={row.currency} class="amount">
          {format.money(row[amount], row.currency)}
        </span>
      ));
  const rate = now.recovery_rate;
  return (
    <Figures>
      <Figure name="open" label={say.openNow} value={format.count(count("open_now"))}>
        {money("open_now", "open_value")}
      </Figure>
      <Figure name="abandoned-now" label={say.abandonedNow} value={format.count(count("abandoned_now"))}>
        {money("abandoned_now", "abandoned_now_value")}
      </Figure>
      <Figure name="abandoned" label={say.abandoned} value={format.count(count("abandoned"))}>
        <Change now={count("abandoned")} before={before("abandoned")} write={format.count} isBad />
        {money("abandoned", "abandoned_value")}
        {count("abandoned") > 0 && <span class="below">{fill(say.cameBack, { count: format.count(count("came_back")) })}</span>}
      </Figure>
      <Figure name="recovered" label={say.recovered} value={format.count(count("recovered"))}>
        <Change now={count("recovered")} before={before("recovered")} write={format.count} />
        {money("recovered", "recovered_value")}
        {rate !== null && (
          <span class="below">
            {fill(say.rate, { share: format.precise(rate) })}{" "}
            <Change now={rate} before={sameCurrency(previous, now)?.recovery_rate ?? null} write={format.precise} isShare />
          </span>
        )}
      </Figure>
    </Figures>
  );
}
