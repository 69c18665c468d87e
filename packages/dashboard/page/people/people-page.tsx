import { useEffect, useState } from "preact/hooks";
import { useChanged } from "../changed.js";
import { usePage } from "../context.js";
import { PageHead } from "../frame/page-head.js";
import { JourneyRow } from "../journeys/journey-row.js";
import { Head, marksOf } from "../journeys/journey-table.js";
import { returnFocus } from "../journeys/last-opened.js";
import { useJourneys } from "../journeys/use-journeys.js";
import type { PageProps } from "../pages.js";
import { useCalm } from "../report/use-report.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { ListFilters } from "./list-filters.js";
import { listUrls, orderOf } from "./list-query.js";
import { SearchBox, type SearchOutcome } from "./search-box.js";
import { PEOPLE } from "./words.js";

/** Whom a search found, and by what. */
function Found({ outcome }: { readonly outcome: SearchOutcome }) {
  const { format } = usePage();
  const say = useWords(PEOPLE);
  if (outcome === "not_allowed") return <p class="nobody">{say.notAllowed}</p>;
  if (outcome === "failed") return <p class="nobody">{say.failed}</p>;
  const { people, needsSecret } = outcome;
  const count = people.length === 1 ? say.foundOne : fill(say.found, { count: format.count(people.length) });
  const kinds = [...new Set(people.flatMap((person) => person.as))].map((kind) => nameIn(say.kinds, kind)).join(", ");
  return (
    <section class="journeys found">
      {needsSecret && (
        <div class="nobody" role="note">
          <p>
            <strong>{say.needsSecret}</strong>
          </p>
          <p>{say.setSecret}</p>
        </div>
      )}
      {people.length === 0 && !needsSecret && <p class="nobody">{say.foundNone}</p>}
      {people.length > 0 && (
        <>
          <h2>
            {count} <span class="quiet">({fill(say.foundAs, { kinds })})</span>
          </h2>
          <table>
            <Head />
            <tbody>
              {people.map(({ line }) => (
                <JourneyRow key={line.personId} line={line} isChanged={false} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** The people that the address asks for, page by page. */
function List({ site, version }: PageProps) {
  const { words, route } = usePage();
  const say = useWords(PEOPLE);
  const { json: url } = listUrls(site.siteId, route);
  const { lines, trouble, more, isLoadingMore } = useJourneys(url, useCalm(version), orderOf(route.filters));
  const changed = useChanged(url, lines === null ? null : marksOf(lines));
  useEffect(() => {
    if (lines !== null) returnFocus();
  }, [lines]);
  return (
    <section class="journeys" aria-label={say.listTitle}>
      {lines === null && <p class="nobody quiet">{trouble === null ? `${words.loading}…` : words.failedText}</p>}
      {lines?.length === 0 && <p class="nobody">{say.nobody}</p>}
      {lines !== null && lines.length > 0 && (
        <table>
          <Head />
          <tbody>
            {lines.map((line) => (
              <JourneyRow key={line.personId} line={line} isChanged={changed.has(line.personId)} />
            ))}
          </tbody>
        </table>
      )}
      {more !== null && (
        <button type="button" class="button more" onClick={more} disabled={isLoadingMore}>
          {words.more}
        </button>
      )}
    </section>
  );
}

/** Everybody: to be searched, narrowed and put in order. */
export function PeoplePage(props: PageProps) {
  const say = useWords(PEOPLE);
  const [outcome, setOutcome] = useState<SearchOutcome | null>(null);
  return (
    <>
      <PageHead site={props.site} text={say.text} hasPeriod={false} />
      <SearchBox site={props.site} outcome={outcome} show={setOutcome} />
      <div aria-live="polite">{outcome !== null && <Found outcome={outcome} />}</div>
      {outcome === null && (
        <>
          <ListFilters site={props.site} />
          <List {...props} />
        </>
      )}
    </>
  );
}
