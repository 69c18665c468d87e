import { Snippet } from "../snippet.js";
import { useWords } from "../words/define-words.js";
import { ACCESS } from "./words.js";

/** What came of giving a role or making a link. */
export interface Made {
  readonly text: string;
  /** Path of the page where somebody sets a password; `null` for who has one. */
  readonly link: string | null;
}

/** A link that was made just now; nothing is left of it when it is closed. */
export function NewLink({ made, forget }: { readonly made: Made; forget(): void }) {
  const say = useWords(ACCESS);
  return (
    <div class="made" role="status">
      <p>{made.text}</p>
      {made.link !== null && <Snippet text={`${location.origin}${made.link}`} label={say.linkLabel} />}
      <button type="button" class="button small" onClick={forget}>
        {say.done}
      </button>
    </div>
  );
}
