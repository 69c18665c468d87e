import { useEffect } from "preact/hooks";
import type { Site } from "../answers.js";
import { usePage } from "../context.js";
import { PeriodBar } from "../period/period-bar.js";
import { useWords } from "../words/define-words.js";
import { FRAME } from "./words.js";

interface PageHeadProps {
  readonly site: Site;
  /** What the page tells, in a sentence. */
  readonly text?: string;
  readonly hasPeriod?: boolean;
  readonly hasComparison?: boolean;
}

/** Title of a page, what it tells, and the days it is about. */
export function PageHead({ site, text, hasPeriod = true, hasComparison = true }: PageHeadProps) {
  const { route } = usePage();
  const title = useWords(FRAME).views[route.view];
  useEffect(() => {
    document.title = `${title} · ${site.name} · Waystitch`;
  }, [title, site.name]);
  return (
    <div class="page-head">
      <div>
        <h1>{title}</h1>
        {text !== undefined && <p class="hint">{text}</p>}
      </div>
      {hasPeriod && <PeriodBar site={site} hasComparison={hasComparison} />}
    </div>
  );
}
