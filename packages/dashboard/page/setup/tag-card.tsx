import { useState } from "preact/hooks";
import { CardHead } from "../frame/card-head.js";
import { Snippet } from "../snippet.js";
import { useWords } from "../words/define-words.js";
import { Platforms } from "./platforms.js";
import { type SetupAnswer, tagOf } from "./tag.js";
import { SETUP } from "./words.js";

interface TagCardProps {
  readonly setup: SetupAnswer;
}

/** The script tag of the site, to be pasted. */
export function TagCard({ setup }: TagCardProps) {
  const say = useWords(SETUP);
  const [keyId, setKeyId] = useState<string | null>(null);
  const [isPinned, setPinned] = useState(false);
  const { writeKeys, pinned, collectorUrl } = setup;
  const key = writeKeys.find((each) => each.keyId === keyId) ?? writeKeys.at(-1);
  return (
    <section class="card" aria-labelledby="tag-title">
      <CardHead id="tag-title" title={say.tagTitle} hint={say.tagHint}>
        {writeKeys.length > 1 && (
          <label class="field-label">
            {say.whichKey}
            <select class="field" value={key?.keyId} onChange={(event) => setKeyId(event.currentTarget.value)}>
              {writeKeys.map((each) => (
                <option key={each.keyId} value={each.keyId}>
                  {each.label === "" ? say.unnamedKey : each.label} · {each.keyId}
                </option>
              ))}
            </select>
          </label>
        )}
      </CardHead>
      {key === undefined ? <p class="advice">{say.noKey}</p> : <Snippet text={tagOf(setup, key.writeKey, isPinned)} label={say.tagLabel} />}
      {collectorUrl === null && <p class="advice">{say.noCollector}</p>}
      {pinned !== null && key !== undefined && (
        <>
          <label class="tick">
            <input type="checkbox" checked={isPinned} onChange={(event) => setPinned(event.currentTarget.checked)} />
            {say.pin}
          </label>
          {isPinned && <p class="hint">{say.pinHint}</p>}
        </>
      )}
      <Platforms />
    </section>
  );
}
