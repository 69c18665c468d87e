import type { LeadMagnet } from "@waystitch/store";
import { COMMERCE } from "../commerce/words.js";
import { usePage } from "../context.js";
import { Change } from "../report/change.js";
import { COLUMNS } from "../report/column-words.js";
import { ScrollFrame } from "../report/scroll-frame.js";
import type { ReportAnswer } from "../report/use-report.js";
import { REPORT } from "../report/words.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { type Magnet, magnetsOf } from "./magnet.js";
import { MAGNETS } from "./words.js";

/** A magnet's share of all leads, and in it the share that bought. */
function ShareBar({ magnet, most }: { readonly magnet: Magnet; readonly most: number }) {
  const percent = (part: number): string => `${(100 * part) / most}%`;
  return (
    <span class="share-bar" aria-hidden="true">
      <span class="share-leads" style={{ width: percent(magnet.leads) }} />
      <span class="share-buyers" style={{ width: percent(magnet.customers) }} />
    </span>
  );
}

interface RowProps {
  readonly magnet: Magnet;
  /** `null` where nothing is compared. */
  readonly before: Magnet | null;
  readonly most: number;
}

function MagnetRow({ magnet, before, most }: RowProps) {
  const { format } = usePage();
  const say = useWords(MAGNETS);
  const { unnamed } = useWords(COMMERCE);
  const { days } = magnet;
  return (
    <tr data-magnet={magnet.name ?? ""}>
      <th scope="row" class="magnet">
        {magnet.name ?? <span class="quiet">{unnamed}</span>}
        <ShareBar magnet={magnet} most={most} />
      </th>
      <td class="right">
        {format.count(magnet.leads)} <Change now={magnet.leads} before={before?.leads ?? null} write={format.count} />
      </td>
      <td class="right">{format.precise(magnet.share)}</td>
      <td class="right">
        <strong>{format.count(magnet.customers)}</strong>{" "}
        <Change now={magnet.customers} before={before?.customers ?? null} write={format.count} />
      </td>
      <td class="right">
        {format.precise(magnet.conversion)}{" "}
        <Change now={magnet.conversion} before={before?.conversion ?? null} write={format.precise} isShare />
      </td>
      <td class="right">{format.count(magnet.orders)}</td>
      <td class="right">
        {magnet.paid.map(({ revenue, currency }) => (
          <span key={currency} class="amount">
            {format.money(revenue, currency)}
          </span>
        ))}
      </td>
      <td class="right">{days === null ? "–" : fill(say.days, { count: format.decimal(String(days)) })}</td>
    </tr>
  );
}

/** Lead magnets by the buyers they brought, beside the period before. */
export function Ranking({ answer }: { readonly answer: ReportAnswer<LeadMagnet> }) {
  const names = useWords(COLUMNS);
  const words = useWords(REPORT);
  const title = useWords(MAGNETS).title;
  const magnets = magnetsOf(answer.rows);
  const previous = answer.previous === null ? null : magnetsOf(answer.previous.rows);
  const most = Math.max(1, ...magnets.map(({ leads }) => leads));
  if (magnets.length === 0) return <p class="nobody quiet">{words.nothingHere}</p>;
  const heads = [names.leads, names.share, names.customers, names.conversion, names.orders, names.revenue, names.median_days_to_order];
  return (
    <ScrollFrame class="table-frame" label={title}>
      <table class="report-table ranking">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{names.lead_magnet}</th>
            {heads.map((head) => (
              <th key={head} scope="col" class="right">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {magnets.map((magnet) => (
            <MagnetRow key={magnet.name} magnet={magnet} before={previous?.find(({ name }) => name === magnet.name) ?? null} most={most} />
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
