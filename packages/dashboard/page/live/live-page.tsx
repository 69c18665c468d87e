import { useState } from "preact/hooks";
import type { ActivityEvent } from "../answers.js";
import { usePage } from "../context.js";
import { PageHead } from "../frame/page-head.js";
import { nameOf } from "../journeys/journey-row.js";
import { Link } from "../link.js";
import type { PageProps } from "../pages.js";
import { Patch } from "../patch.js";
import { pathOf } from "../person/evidence.js";
import { StageChip, stageClass } from "../stage-name.js";
import { useWords } from "../words/define-words.js";
import { fill, nameIn } from "../words/words.js";
import { type KnownActivity, useActivity } from "./use-activity.js";
import { LIVE } from "./words.js";

/** The step that an event caused, and why. */
function Move({ move }: { readonly move: NonNullable<ActivityEvent["move"]> }) {
  const { words } = usePage();
  const say = useWords(LIVE);
  return (
    <p class={`live-move ${stageClass(move.stage)} ${move.direction}`}>
      {move.fromStage === null || move.fromStage === move.stage ? (
        <span class="unseen">{say.came}</span>
      ) : (
        <>
          <span>{nameIn(words.stages, move.fromStage)}</span> <span aria-hidden="true">{move.direction === "back" ? "↩" : "→"}</span>
          <span class="unseen">{move.direction === "back" ? say.back : "–"}</span>{" "}
        </>
      )}
      <StageChip stage={move.stage} step={move.step} />{" "}
      <span class="quiet">{fill(say.because, { because: nameIn(words.because, move.milestone) })}</span>
    </p>
  );
}

function EventItem({ event }: { readonly event: ActivityEvent }) {
  const { words, format } = usePage();
  const say = useWords(LIVE);
  const what = event.type === "track" && event.name !== null ? event.name : nameIn(words.eventTypes, event.type);
  return (
    <li class={event.move === null ? "live-event" : "live-event moved"}>
      <time dateTime={event.occurredAt} title={format.exactTime(event.occurredAt)}>
        {format.clock(event.occurredAt)}
      </time>
      <span class="live-who">
        <Patch id={event.personId} size={22} />
        <Link to={{ view: "people", person: event.personId, stage: null, filters: {} }}>{nameOf(words, event)}</Link>
        {event.isBot && <span class="robot">{words.robot}</span>}
      </span>
      <div class="live-what">
        <p>
          <span class="live-name">{what}</span> {event.pageUrl !== null && <span class="path">{pathOf(event.pageUrl)}</span>}
          {event.pageTitle !== null && <span class="quiet"> {event.pageTitle}</span>}
          {event.trusted && <span class="quiet"> {say.byServer}</span>}
        </p>
        {event.move !== null && <Move move={event.move} />}
      </div>
    </li>
  );
}

function Counts({ known }: { readonly known: KnownActivity }) {
  const { format } = usePage();
  const say = useWords(LIVE);
  const { people, bots, isMore } = known.answer;
  const count = `${format.count(people)}${isMore ? "+" : ""}`;
  return (
    <p class="live-counts">
      <strong>{people === 1 ? say.onePerson : fill(say.people, { count })}</strong>
      {bots > 0 && <span class="quiet"> · {fill(say.bots, { count: format.count(bots) })}</span>}
    </p>
  );
}

/** What happens now. Nothing is read out by itself: whoever listens reads the list when they want to, and can make it stand still. */
export function LivePage({ site, version }: PageProps) {
  const { words, format } = usePage();
  const say = useWords(LIVE);
  const now = useActivity(site, version);
  const [frozen, setFrozen] = useState<KnownActivity | null>(null);
  const [hasBots, setBots] = useState(false);
  const known = frozen ?? now;
  const isSeen = (event: ActivityEvent): boolean => hasBots || !event.isBot;
  const events = known?.events.filter(isSeen) ?? [];
  const newest = events[0];
  const missed = frozen === null || now === null || newest === undefined ? 0 : Math.max(0, now.events.filter(isSeen).indexOf(newest));
  return (
    <>
      <PageHead site={site} text={say.text} hasPeriod={false} />
      {now === null || known === null ? (
        <p class="loading">{words.loading}…</p>
      ) : (
        <>
          <div class="live-tools">
            <Counts known={now} />
            <label class="tick">
              <input type="checkbox" checked={hasBots} onChange={(event) => setBots(event.currentTarget.checked)} />
              {say.showBots}
            </label>
            <button
              type="button"
              class="button small"
              aria-pressed={frozen !== null}
              onClick={() => setFrozen(frozen === null ? now : null)}
            >
              {frozen === null ? say.pause : say.goOn}
            </button>
            {missed > 0 && <span class="quiet">{fill(say.paused, { count: format.count(missed) })}</span>}
          </div>
          {events.length === 0 && <p class="nobody">{say.nothing}</p>}
          <ol class="live-events" aria-label={say.listLabel}>
            {events.map((event) => (
              <EventItem key={`${event.visitorId} ${event.eventId}`} event={event} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}
