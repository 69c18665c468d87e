import { usePage } from "../context.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { CHECK } from "./check-words.js";
import { Rejected } from "./seen.js";
import { explainSilence } from "./silence.js";
import type { SetupAnswer } from "./tag.js";
import type { Check, CheckState } from "./use-check.js";

interface WhyProps {
  readonly setup: SetupAnswer;
  readonly check: Check;
  readonly state: CheckState;
}

/** The latest day on which a key in use was used. */
const lastDay = (setup: SetupAnswer): string | null =>
  setup.writeKeys.reduce<string | null>(
    (latest, { lastUsedOn }) => (lastUsedOn !== null && lastUsedOn > (latest ?? "") ? lastUsedOn : latest),
    null,
  );

function debugAddress(page: URL): string {
  const address = new URL(page);
  address.searchParams.set("ws_debug", "");
  return address.href;
}

/** What may be wrong when nothing has come, the surest first. */
export function Why({ setup, check, state }: WhyProps) {
  const { format } = usePage();
  const say = useWords(CHECK);
  const others = state.others.flatMap(({ pageUrl }) => pageUrl ?? []);
  const day = lastDay(setup);
  const holes = {
    origin: check.page.origin,
    origins: [...new Set(setup.writeKeys.flatMap(({ origins }) => origins))].join(", "),
    day: day === null ? "–" : format.date(day),
  };
  return (
    <>
      <h3>{say.whyTitle}</h3>
      <ol class="reasons">
        {explainSilence({ page: check.page, setup, others }).map((reason) => (
          <li key={reason} data-reason={reason}>
            {fill(say.reasons[reason], holes)}
          </li>
        ))}
      </ol>
      {others.length > 0 && (
        <>
          <h3>{say.othersTitle}</h3>
          <ul class="reasons">
            {others.map((url) => (
              <li key={url}>
                <code>{url}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      <Rejected state={state} />
      <p class="hint">
        {say.debug}{" "}
        <a href={debugAddress(check.page)} target="_blank" rel="noopener noreferrer">
          {say.debugLink}
        </a>
      </p>
    </>
  );
}
