import { useId, useRef, useState } from "preact/hooks";
import type { SearchAnswer, Site } from "../answers.js";
import { useWords } from "../words/define-words.js";
import { PEOPLE } from "./words.js";

/** What a search came to. */
export type SearchOutcome = SearchAnswer | "failed" | "not_allowed";

/** Asks the server. The text goes in the body of the request and nowhere else. */
async function askFor(site: string, text: string): Promise<SearchOutcome> {
  try {
    const response = await fetch(`/api/sites/${encodeURIComponent(site)}/people/search`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", "x-waystitch": "1" },
      body: JSON.stringify({ text }),
    });
    if (response.status === 403) return "not_allowed";
    // The API and this page are built together; their types say what comes.
    return response.ok ? ((await response.json()) as SearchAnswer) : "failed";
  } catch {
    return "failed";
  }
}

interface SearchBoxProps {
  readonly site: Site;
  readonly outcome: SearchOutcome | null;
  show(outcome: SearchOutcome | null): void;
}

/** Finds one person by what names them. What is typed stays in the field: it is no part of the address. */
export function SearchBox({ site, outcome, show }: SearchBoxProps) {
  const say = useWords(PEOPLE);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isAsking, setAsking] = useState(false);
  const search = async (event: Event): Promise<void> => {
    event.preventDefault();
    const text = field.current?.value.trim() ?? "";
    if (text === "" || isAsking) return;
    setAsking(true);
    show(await askFor(site.siteId, text));
    setAsking(false);
  };
  const clear = (): void => {
    if (field.current) field.current.value = "";
    show(null);
    field.current?.focus();
  };
  return (
    <search>
      <form class="person-search" onSubmit={(event) => void search(event)}>
        <label for={id} class="unseen">
          {say.searchLabel}
        </label>
        <input
          id={id}
          ref={field}
          class="field"
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          maxLength={200}
          placeholder={say.searchHint}
          aria-describedby={`${id}-privacy`}
        />
        <button type="submit" class="button strong" disabled={isAsking}>
          {say.search}
        </button>
        {outcome !== null && (
          <button type="button" class="button" onClick={clear}>
            {say.clear}
          </button>
        )}
      </form>
      <p class="hint" id={`${id}-privacy`}>
        {say.privacy}
      </p>
    </search>
  );
}
