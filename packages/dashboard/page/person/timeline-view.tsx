import { useMemo, useState } from "preact/hooks";
import type { StoryAnswer } from "../answers.js";
import { useChanged } from "../changed.js";
import { usePage } from "../context.js";
import { ChapterItem } from "./chapter.js";
import { type Chapter, deriveChapters } from "./timeline.js";

const marksOf = (chapters: readonly Chapter[]): ReadonlyMap<string, string> =>
  new Map(
    chapters.flatMap(({ key, happenings }) => [
      [key, ""] as const,
      ...happenings.map((happening) => [happening.key, happening.at] as const),
    ]),
  );

/** The whole journey, the newest first, so that what happens now appears on top; or from the start, as one would tell it. */
export function TimelineView({ story }: { readonly story: StoryAnswer }) {
  const { words } = usePage();
  const [isNewestFirst, setNewestFirst] = useState(true);
  const chapters = useMemo(() => deriveChapters(story), [story]);
  const changed = useChanged(story.journey.personId, marksOf(chapters));
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <div class="section-head">
        <h2 id="timeline-title">{words.timeline}</h2>
        <fieldset class="choice">
          <legend class="unseen">{words.timeline}</legend>
          <button type="button" aria-pressed={isNewestFirst} onClick={() => setNewestFirst(true)}>
            {words.newestFirst}
          </button>
          <button type="button" aria-pressed={!isNewestFirst} onClick={() => setNewestFirst(false)}>
            {words.oldestFirst}
          </button>
        </fieldset>
      </div>
      <ol class="chapters">
        {(isNewestFirst ? chapters.toReversed() : chapters).map((chapter) => (
          <ChapterItem key={chapter.key} chapter={chapter} isNewestFirst={isNewestFirst} changed={changed} />
        ))}
      </ol>
    </section>
  );
}
