import type { ComponentChildren } from "preact";
import type { Site } from "../answers.js";
import { usePage } from "../context.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { CHECK } from "./check-words.js";
import { isOwnHost } from "./own-host.js";
import type { SetupAnswer } from "./tag.js";
import type { ArrivedPage, Check, CheckState } from "./use-check.js";

interface SeenProps {
  readonly site: Site;
  readonly setup: SetupAnswer;
  readonly check: Check;
  readonly state: CheckState;
  readonly seen: ArrivedPage;
}

const PROMPT_MS = 10_000;

const pathOf = (url: string | null): string => (url !== null && URL.canParse(url) ? new URL(url).pathname : "–");

/** What is known of the visit that was waited for, and what else came or was rejected meanwhile. */
export function Seen({ site, setup, check, state, seen }: SeenProps) {
  const { format } = usePage();
  const say = useWords(CHECK);
  const delay = Math.max(0, Date.parse(seen.receivedAt) - Date.parse(seen.occurredAt));
  const [onlyKey, ...otherKeys] = setup.writeKeys;
  const isForeign = site.domains.length > 0 && !isOwnHost(site.domains, check.page.hostname);
  const row = (name: string, value: ComponentChildren, isGood = true) => (
    <div>
      <dt>{name}</dt>
      <dd class={isGood ? "good" : "poor"}>{value}</dd>
    </div>
  );
  return (
    <>
      <p class="works">{fill(say.seen, { seconds: state.seconds })}</p>
      <dl class="findings">
        {row(
          say.page,
          <>
            {pathOf(seen.pageUrl)} · {seen.pageTitle ?? say.untitled}
          </>,
        )}
        {row(say.key, onlyKey !== undefined && otherKeys.length === 0 ? `${say.keyOk}: ${onlyKey.writeKey}` : say.keyOk)}
        {row(say.browser, seen.browser ?? say.unknown)}
        {row(say.consent, say.consentOk)}
        {delay <= PROMPT_MS
          ? row(say.clock, fill(say.clockOk, { seconds: format.count(delay / 1_000) }))
          : row(say.clock, fill(say.clockLate, { span: format.span(seen.occurredAt, seen.receivedAt) }), false)}
      </dl>
      {seen.botReason !== null && <p class="advice">{fill(say.robot, { reason: seen.botReason })}</p>}
      {!seen.isMarked && <p class="advice">{say.unmarked}</p>}
      {isForeign && <p class="advice">{fill(say.foreignDomain, { host: check.page.hostname })}</p>}
      <Rejected state={state} />
    </>
  );
}

/** What was rejected since the check began. */
export function Rejected({ state }: { readonly state: CheckState }) {
  const say = useWords(CHECK);
  if (state.rejected.length === 0) return null;
  return (
    <>
      <h3>{say.rejectedTitle}</h3>
      <ul class="reasons">
        {state.rejected.map(({ reason, detail, receivedAt }) => (
          <li key={receivedAt + detail}>
            <code>{reason}</code> {detail}
          </li>
        ))}
      </ul>
    </>
  );
}
