import { useEffect, useRef } from "preact/hooks";
import type { JourneyLine } from "../answers.js";
import { useChanged } from "../changed.js";
import { usePage } from "../context.js";
import { Link } from "../link.js";
import { fill, nameIn } from "../words/words.js";
import { JourneyRow } from "./journey-row.js";
import { returnFocus } from "./last-opened.js";
import { useJourneys } from "./use-journeys.js";

/** What of each line must differ for it to have changed. */
export const marksOf = (lines: readonly JourneyLine[]): ReadonlyMap<string, string> =>
  new Map(lines.map((line) => [line.personId, `${line.stage} ${line.step} ${line.lastSeenAt} ${line.openCartValue} ${line.orders}`]));

/** The titles of the columns. */
export function Head() {
  const { words } = usePage();
  return (
    <thead>
      <tr>
        {[words.who, words.standsAt, words.since, words.cameFrom, words.leadMagnet, words.value, words.lastSeen].map((title, index) => (
          <th key={title} scope="col" class={index === 5 ? "right" : undefined}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Nobody() {
  const { words, route } = usePage();
  if (route.stage === null) return <p class="nobody">{words.nobody}</p>;
  return (
    <div class="nobody">
      <p>{fill(words.emptyStage, { stage: nameIn(words.stages, route.stage) })}</p>
      <Link to={{ stage: null }} class="button">
        {words.showAll}
      </Link>
    </div>
  );
}

/** Where the stages stand one below the other; the same as in the style sheet. */
const NARROW = "(max-width: 860px)";

/** More are a click away. */
const SHOWN = 12;

interface JourneyTableProps {
  readonly site: string;
  readonly version: number;
}

/** The people who were seen last, of one stage or of all. */
export function JourneyTable({ site, version }: JourneyTableProps) {
  const { words, route } = usePage();
  const filter = route.stage === null ? "" : `&stage=${route.stage}`;
  const url = `/api/sites/${encodeURIComponent(site)}/journeys?limit=${SHOWN}${filter}`;
  const { lines, more, isLoadingMore } = useJourneys(url, version);
  const changed = useChanged(url, lines === null ? null : marksOf(lines));
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(route.stage);
  // On a narrow screen the list is far below the stage that was chosen.
  useEffect(() => {
    if (shown.current === route.stage) return;
    shown.current = route.stage;
    if (route.stage !== null && matchMedia(NARROW).matches) heading.current?.scrollIntoView({ behavior: "smooth" });
  }, [route.stage]);
  useEffect(() => {
    if (lines !== null) returnFocus();
  }, [lines]);
  const title = route.stage === null ? words.latest : fill(words.latestIn, { stage: nameIn(words.stages, route.stage) });
  return (
    <section class="journeys" aria-labelledby="journeys-title">
      <div class="section-head">
        <h2 id="journeys-title" ref={heading}>
          {title}
        </h2>
        {route.stage !== null && (
          <Link to={{ stage: null }} class="button small">
            {words.showAll}
          </Link>
        )}
      </div>
      {lines === null && <p class="nobody quiet">{words.loading}…</p>}
      {lines?.length === 0 && <Nobody />}
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
