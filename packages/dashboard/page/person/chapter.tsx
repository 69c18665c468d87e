import type { SessionStory } from "../answers.js";
import { usePage } from "../context.js";
import { stageClass } from "../stage-name.js";
import { Moment } from "../time.js";
import { fill, nameIn } from "../words/words.js";
import { pathOf } from "./evidence.js";
import { HappeningItem } from "./happening.js";
import type { Chapter } from "./timeline.js";

const SHOWN_PAGES = 4;

function PageItem({ page }: { readonly page: SessionStory["pages"][number] }) {
  const { format } = usePage();
  return (
    <li>
      <time dateTime={page.occurredAt}>{format.time(page.occurredAt)}</time>
      <span class="page-path">{page.url === null ? "–" : pathOf(page.url)}</span>
      {page.title !== null && <span class="page-title">{page.title}</span>}
    </li>
  );
}

function Pages({ pages }: { readonly pages: SessionStory["pages"] }) {
  const { words, format } = usePage();
  const rest = pages.slice(SHOWN_PAGES);
  if (pages.length === 0) return null;
  return (
    <div class="pages">
      <ol>
        {pages.slice(0, SHOWN_PAGES).map((page) => (
          <PageItem key={page.eventId} page={page} />
        ))}
      </ol>
      {rest.length > 0 && (
        <details>
          <summary>{fill(words.allPages, { count: format.count(rest.length) })}</summary>
          <ol>
            {rest.map((page) => (
              <PageItem key={page.eventId} page={page} />
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

/** How a session began: channel, source, campaign, device, length. */
function SessionHead({ session }: { readonly session: SessionStory }) {
  const { words, format } = usePage();
  const origin = [session.source, session.medium, session.campaign, session.source === null ? session.referrer : null].filter(Boolean);
  const views = session.pageViews === 1 ? words.onePage : fill(words.pageCount, { count: format.count(session.pageViews) });
  return (
    <header class="session-head">
      <h3>{nameIn(words.channels, session.channel)}</h3>
      {origin.length > 0 && <p class="origin">{origin.join(" · ")}</p>}
      <p class="session-facts">
        <Moment at={session.startedAt} />
        <span>{fill(words.session, { number: session.sequence })}</span>
        {session.device !== null && <span>{nameIn(words.devicesNames, session.device)}</span>}
        <span>{views}</span>
        {session.endedAt > session.startedAt && <span>{format.span(session.startedAt, session.endedAt)}</span>}
        {session.landingPage !== null && session.pages.length === 0 && <span class="landing">{session.landingPage}</span>}
      </p>
    </header>
  );
}

interface ChapterItemProps {
  readonly chapter: Chapter;
  readonly isNewestFirst: boolean;
  readonly changed: ReadonlySet<string>;
}

/** A session with what happened in it, or something that happened away from the site. */
export function ChapterItem({ chapter, isNewestFirst, changed }: ChapterItemProps) {
  const happenings = isNewestFirst ? chapter.happenings.toReversed() : chapter.happenings;
  const [top, bottom] = isNewestFirst ? [chapter.stage, chapter.stageBefore] : [chapter.stageBefore, chapter.stage];
  const colour = `${top === null ? "" : stageClass(top)} ${bottom === null ? "" : `to-${stageClass(bottom)}`}`;
  return (
    <li class={`chapter ${chapter.session === null ? "away" : "visit"} ${colour}${changed.has(chapter.key) ? " changed" : ""}`}>
      {chapter.session !== null && <SessionHead session={chapter.session} />}
      {chapter.session !== null && <Pages pages={chapter.session.pages} />}
      {happenings.length > 0 && (
        <ol class="happenings">
          {happenings.map((happening) => (
            <HappeningItem
              key={happening.key}
              happening={happening}
              isWithin={chapter.session !== null}
              isChanged={changed.has(happening.key)}
            />
          ))}
        </ol>
      )}
    </li>
  );
}
