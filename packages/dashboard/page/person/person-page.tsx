import { useEffect, useRef } from "preact/hooks";
import type { Site, StoryAnswer } from "../answers.js";
import { usePage } from "../context.js";
import { nameOf } from "../journeys/journey-row.js";
import { rememberOpened } from "../journeys/last-opened.js";
import { Link } from "../link.js";
import { Notice } from "../notice.js";
import { Patch } from "../patch.js";
import { useResource } from "../resource.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { ExplanationView } from "./explanation.js";
import { Rights, type RightsAnswer } from "./rights.js";
import { RIGHTS } from "./rights-words.js";
import { Side } from "./side.js";
import { Standing, Way } from "./standing.js";
import { TimelineView } from "./timeline-view.js";
import { type RequestLine, useRequest } from "./use-request.js";

/** The journey's numbers in a row; those that say nothing yet are left out. */
function Figures({ story }: { readonly story: StoryAnswer }) {
  const { words, format } = usePage();
  const { journey } = story;
  const figures: readonly (readonly [string, string | null])[] = [
    [words.firstSeen, format.dayAndTime(journey.firstSeenAt)],
    [words.sessions, format.count(journey.sessions)],
    [words.pageViews, format.count(journey.pageViews)],
    [words.devices, format.count(journey.devices)],
    [words.daysToLead, journey.daysToLead === null ? null : format.decimal(journey.daysToLead)],
    [words.daysToOrder, journey.daysToFirstOrder === null ? null : format.decimal(journey.daysToFirstOrder)],
    [words.revenue, journey.orders > 0 ? `${format.count(journey.orders)} · ${format.money(journey.revenue, journey.currency)}` : null],
    [words.satisfaction, journey.satisfaction === null ? null : `${format.decimal(journey.satisfaction)} / 100`],
    [words.movesBack, journey.movesBack > 0 ? format.count(journey.movesBack) : null],
  ];
  return (
    <dl class="figures">
      {figures.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Whether the person is being erased, and what whoever looks may ask for. */
interface Erasure {
  readonly rights: RightsAnswer | null;
  readonly request: RequestLine | null;
  follow(request: RequestLine): void;
}

/** Follows an erasure from its asking, here or elsewhere, to its end, when there is no story any more. */
function useErasure(siteId: string, url: string, version: number): Erasure {
  const { data: rights } = useResource<RightsAnswer>(`${url}/requests`, version);
  const [request, follow] = useRequest(siteId);
  useEffect(() => {
    if (request === null && rights?.erasure) follow(rights.erasure);
  }, [request, rights]);
  return { rights, request, follow };
}

interface StoryViewProps {
  readonly story: StoryAnswer;
  readonly site: Site;
  readonly version: number;
  readonly erasure: Erasure;
}

function StoryView({ story, site, version, erasure }: StoryViewProps) {
  const { words, format } = usePage();
  const { journey } = story;
  const name = nameOf(words, journey);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${name} · ${site.name} · Waystitch`;
  }, [name, site.name]);
  // Whoever reads with a screen reader or the keyboard begins where the new content begins.
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    rememberOpened(journey.personId);
  }, [journey.personId]);
  return (
    <article class="person">
      <header class="person-head">
        <Patch id={journey.personId} size={56} />
        <div>
          <h1 ref={title} tabIndex={-1}>
            {name}
          </h1>
          <p class="person-id">
            <span class="code">{journey.personId}</span>
            {journey.isBot && <span class="robot">{words.robot}</span>}
            {journey.status === "lapsed" && <span class="robot">{fill(words.lapsed, { count: "" }).trim()}</span>}
          </p>
        </div>
      </header>
      <Standing story={story} />
      <Way story={story} />
      <Figures story={story} />
      <ExplanationView site={site} personId={journey.personId} version={version} />
      <div class="person-body">
        <TimelineView story={story} />
        <Side story={story} />
      </div>
      {erasure.rights !== null && (
        <Rights
          site={site}
          personId={journey.personId}
          name={name}
          rights={erasure.rights}
          erasure={erasure.request}
          onAsked={erasure.follow}
        />
      )}
      <p class="unseen">{format.dayAndTime(journey.lastSeenAt)}</p>
    </article>
  );
}

interface PersonPageProps {
  readonly site: Site;
  readonly personId: string;
  readonly version: number;
}

/** One person's journey. An old id leads to the journey it became part of, under its present address. */
export function PersonPage({ site, personId, version }: PersonPageProps) {
  const { words, route, replace } = usePage();
  const url = `/api/sites/${encodeURIComponent(site.siteId)}/journeys/${encodeURIComponent(personId)}`;
  const { data, trouble } = useResource<StoryAnswer>(url, version);
  const presentId = data?.journey.personId;
  const say = useWords(RIGHTS);
  const erasure = useErasure(site.siteId, url, version);
  const isErased = erasure.request?.state === "done";
  // Of whom an erasure waits, the story may be gone a moment before it is told that it is done.
  const isGone = trouble === "not_found" && !isErased && erasure.request?.state !== "waiting";
  useEffect(() => {
    if (presentId !== undefined && presentId !== personId) replace({ ...route, person: presentId });
  }, [presentId, personId, route, replace]);
  return (
    <>
      <p class="back">
        <Link to={{ view: "overview", person: null }}>
          <span aria-hidden="true">←</span> {words.back}
        </Link>
      </p>
      {isErased && <Notice title={say.erasedTitle} text={say.erasedText} />}
      {isGone && <Notice title={words.goneTitle} text={words.goneText} />}
      {!isErased && !isGone && data === null && <p class="loading">{words.loading}…</p>}
      {!isErased && !isGone && data !== null && <StoryView story={data} site={site} version={version} erasure={erasure} />}
    </>
  );
}
