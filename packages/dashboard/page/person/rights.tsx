import { useState } from "preact/hooks";
import type { RightsBody } from "../../src/people/bodies.js";
import type { Site, Wire } from "../answers.js";
import { usePage } from "../context.js";
import { CardHead } from "../frame/card-head.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { EraseForm } from "./erase-form.js";
import { ExportButton } from "./export-button.js";
import { RIGHTS } from "./rights-words.js";
import type { RequestLine } from "./use-request.js";

/** Answer of `/api/sites/:site/journeys/:person/requests`. */
export type RightsAnswer = Wire<RightsBody>;

/** An erasure that was asked for, and what is in its way. */
function Waiting({ erasure }: { readonly erasure: RequestLine }) {
  const { format } = usePage();
  const say = useWords(RIGHTS);
  const time = format.dayAndTime(erasure.askedAt);
  return (
    <div class="right" role="status">
      <p class={erasure.state === "waiting" ? "about waits" : "about"}>
        <strong>{fill(say.erasureWaits, { time })}</strong> {erasure.problem === null ? say.erasureSoon : say.problems[erasure.problem]}
      </p>
    </div>
  );
}

interface RightsProps {
  readonly site: Site;
  readonly personId: string;
  /** What the page calls them. */
  readonly name: string;
  readonly rights: RightsAnswer;
  readonly erasure: RequestLine | null;
  onAsked(request: RequestLine): void;
}

/** What a person may ask of a site: all that is kept of them, and to be erased. */
export function Rights({ site, personId, name, rights, erasure, onAsked }: RightsProps) {
  const say = useWords(RIGHTS);
  const [isAsked, setAsked] = useState(false);
  if (!rights.mayExport) return null;
  const url = `/api/sites/${encodeURIComponent(site.siteId)}/journeys/${encodeURIComponent(personId)}`;
  return (
    <section class="rights card" aria-labelledby="rights-title">
      <CardHead id="rights-title" title={say.title} />
      <ExportButton siteId={site.siteId} personId={personId} url={url} isWhole={rights.mayErase} />
      {erasure !== null && <Waiting erasure={erasure} />}
      {erasure === null && rights.mayErase && (
        <div class="right">
          <p class="about">{say.eraseText}</p>
          <button type="button" class="button" aria-expanded={isAsked} onClick={() => setAsked(!isAsked)}>
            {say.eraseButton}
          </button>
          {isAsked && <EraseForm personId={personId} name={name} url={url} onAsked={onAsked} onCancel={() => setAsked(false)} />}
        </div>
      )}
    </section>
  );
}
