import type { Deed, Site } from "../answers.js";
import { usePage } from "../context.js";
import { CardHead } from "../frame/card-head.js";
import { FRAME } from "../frame/words.js";
import { useRefusal } from "../refusal-words.js";
import { Moment } from "../time.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { AUDIT } from "./audit-words.js";
import { tellDetails } from "./deed.js";
import { useAudit } from "./use-audit.js";

function DeedLine({ deed }: { readonly deed: Deed }) {
  const say = useWords(AUDIT);
  const { roles } = useWords(FRAME);
  return (
    <li class="deed" data-action={deed.action}>
      <span class="deed-time">
        <Moment at={deed.at} />
      </span>
      <span class="deed-actor">
        <bdi>{nameIn(say.actors, deed.actor)}</bdi>
      </span>
      <span class="deed-what">
        {nameIn(say.actions, deed.action)}
        {tellDetails(deed.detail, say, roles).map((part, index) => (
          <span class="deed-detail" key={index}>
            <bdi>{part}</bdi>
          </span>
        ))}
        {deed.siteId === "*" && <span class="user-tag">{say.installation}</span>}
      </span>
      <span class="deed-network quiet">
        {deed.addressPrefix !== null && (
          <>
            <span class="unseen">{say.from} </span>
            {deed.addressPrefix}
          </>
        )}
      </span>
    </li>
  );
}

interface AuditCardProps {
  readonly site: Site;
  /** Goes up when something was done on this page. */
  readonly version: number;
}

/** What was done, the latest first. */
export function AuditCard({ site, version }: AuditCardProps) {
  const { words, me } = usePage();
  const say = useWords(AUDIT);
  const tell = useRefusal({}, say.failed);
  const [log, readOn] = useAudit(site.siteId, version);
  return (
    <section class="card" aria-labelledby="audit-title">
      <CardHead id="audit-title" title={say.title} hint={fill(me?.isInstallationOwner ? say.hintAll : say.hint, { site: site.name })} />
      {log === null && <p class="quiet card-wait">{words.loading}…</p>}
      {log !== null && (
        <>
          {log.entries.length === 0 && log.refused === null && <p class="quiet">{say.nothing}</p>}
          <ol class="deeds">
            {log.entries.map((deed) => (
              <DeedLine key={deed.auditId} deed={deed} />
            ))}
          </ol>
          {log.refused !== null && (
            <p class="trouble" role="alert">
              {tell(log.refused)}
            </p>
          )}
          {(log.next !== null || log.refused !== null) && (
            <button type="button" class="button small" disabled={log.isBusy} onClick={readOn}>
              {log.refused === null ? say.older : say.tryAgain}
            </button>
          )}
        </>
      )}
    </section>
  );
}
