import type { CartFunnel } from "@waystitch/store";
import { COMMERCE } from "../commerce/words.js";
import { usePage } from "../context.js";
import { Change } from "../report/change.js";
import type { ReportAnswer } from "../report/use-report.js";
import { REPORT } from "../report/words.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { CARTS } from "./words.js";

/** How many carts came to each step, as bars that grow shorter. */
export function Funnel({ answer }: { readonly answer: ReportAnswer<CartFunnel> }) {
  const { format } = usePage();
  const say = useWords(CARTS);
  const names = useWords(COMMERCE).cartSteps;
  const words = useWords(REPORT);
  const before = (step: string): CartFunnel | null => answer.previous?.rows.find(({ cart_step }) => cart_step === step) ?? null;
  if (answer.rows.length === 0) return <p class="nobody quiet">{words.nothingHere}</p>;
  return (
    <ol class="funnel stage-close">
      {answer.rows.map(({ cart_step, carts, of_opened, of_previous }) => (
        <li key={cart_step} data-step={cart_step}>
          <span class="funnel-name">{nameIn(names, cart_step)}</span>
          <span class="funnel-track">
            <span class="funnel-bar" style={{ width: `${100 * (of_opened ?? 0)}%` }} />
          </span>
          <span class="funnel-count">
            <strong>{format.count(carts)}</strong>{" "}
            {of_previous !== null && (
              <>
                <span class="quiet">{fill(say.stepShare, { share: format.precise(of_opened ?? 0) })}</span>{" "}
                <Change now={of_opened ?? 0} before={before(cart_step)?.of_opened ?? null} write={format.precise} isShare />
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
