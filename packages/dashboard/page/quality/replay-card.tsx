import { CardHead } from "../frame/card-head.js";
import { Snippet } from "../snippet.js";
import { useWords } from "../words/define-words.js";
import { ReplayForm, type ReplayFormProps } from "./replay-form.js";
import { QUALITY } from "./words.js";

/** How rejected events are sent through today's rules again: owners ask for it here, and a collector carries it out. */
export function ReplayCard(props: ReplayFormProps) {
  const { site, reason } = props;
  const say = useWords(QUALITY);
  const command = `npx waystitch rejected replay ${site.siteId}${reason === null ? "" : ` --reason ${reason}`}`;
  return (
    <section class="card" aria-labelledby="replay-title">
      <CardHead id="replay-title" title={say.replayTitle} hint={say.replayHint} />
      {site.role === "owner" ? <ReplayForm key={site.siteId} {...props} /> : <p class="quiet">{say.replayOwners}</p>}
      <details class="platforms">
        <summary>{say.replayCommand}</summary>
        <Snippet text={`${command} --dry-run`} label="dry-run" />
        <Snippet text={command} label="replay" />
      </details>
    </section>
  );
}
