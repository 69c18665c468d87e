import type { Site } from "../answers.js";
import { CardHead } from "../frame/card-head.js";
import { Snippet } from "../snippet.js";
import { useWords } from "../words/define-words.js";
import { QUALITY } from "./words.js";

/**
 * How rejected events are sent through the rules again. The page cannot do it itself: the dashboard's role may write no event, and the
 * collector's may read no rejected one, so that neither can do the other's harm.
 */
export function ReplayCard({ site }: { readonly site: Site }) {
  const say = useWords(QUALITY);
  const command = `npx waystitch rejected replay ${site.siteId}`;
  return (
    <section class="card" aria-labelledby="replay-title">
      <CardHead id="replay-title" title={say.replayTitle} hint={say.replayHint} />
      <p class="step">{say.replayTrial}</p>
      <Snippet text={`${command} --dry-run`} label="dry-run" />
      <p class="step">{say.replayDo}</p>
      <Snippet text={command} label="replay" />
    </section>
  );
}
