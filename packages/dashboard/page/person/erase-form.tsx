import { useEffect, useRef, useState } from "preact/hooks";
import { confirmationOf } from "../../src/people/confirmation.js";
import { send } from "../send.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { RIGHTS } from "./rights-words.js";
import type { RequestLine } from "./use-request.js";

interface EraseFormProps {
  readonly personId: string;
  /** What the page calls them. */
  readonly name: string;
  /** Address of the person. */
  readonly url: string;
  onAsked(request: RequestLine): void;
  onCancel(): void;
}

/** Says what an erasure does, and asks for it once the end of the person's id was typed. */
export function EraseForm({ personId, name, url, onAsked, onCancel }: EraseFormProps) {
  const say = useWords(RIGHTS);
  const [typed, setTyped] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [isFailed, setFailed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const confirm = typed.trim().toLowerCase();
  const code = confirmationOf(personId);
  const ask = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const sent = await send<RequestLine>("POST", `${url}/erasure`, { confirm });
    setBusy(false);
    setFailed(!("data" in sent));
    if ("data" in sent) onAsked(sent.data);
  };
  return (
    <div
      class="revoke erase"
      role="alertdialog"
      aria-labelledby="erase-title"
      aria-describedby="erase-text"
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <h3 id="erase-title">{fill(say.confirmTitle, { name })}</h3>
      <div id="erase-text">
        <p>{say.confirmWhat}</p>
        <p>
          <strong>{say.confirmGone}</strong>
        </p>
      </div>
      <form onSubmit={(event) => void ask(event)}>
        <label class="field-label">
          {fill(say.confirmLabel, { code, id: personId })}
          <input
            ref={field}
            class="field code"
            value={typed}
            maxLength={20}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <div class="choices">
          <button type="submit" class="button danger" disabled={confirm !== code || isBusy}>
            {say.confirmYes}
          </button>
          <button type="button" class="button" onClick={onCancel}>
            {say.cancel}
          </button>
        </div>
      </form>
      {isFailed && (
        <p class="trouble" role="alert">
          {say.failed}
        </p>
      )}
    </div>
  );
}
