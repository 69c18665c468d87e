import { useState } from "preact/hooks";
import type { MadeKey } from "../../src/setup/answers.js";
import { useRefusal } from "../refusal-words.js";
import { send } from "../send.js";
import { Snippet } from "../snippet.js";
import { useWords } from "../words/define-words.js";
import { KEY_MEANINGS, KEYS } from "./key-words.js";

interface KeyFormProps {
  readonly url: string;
  /** The list has one more. */
  onMade(): void;
}

type Kind = "write" | "secret";

interface NewKeyProps {
  readonly made: MadeKey & { readonly kind: Kind };
  forget(): void;
}

/** A key that was made just now; of a secret one nothing is left when it is closed. */
function NewKey({ made, forget }: NewKeyProps) {
  const say = useWords(KEYS);
  return (
    <div class="made" role="status">
      <p>{made.kind === "secret" ? say.madeSecret : say.madeWrite}</p>
      <Snippet text={made.key} label={say.key} />
      <button type="button" class="button small" onClick={forget}>
        {say.done}
      </button>
    </div>
  );
}

/** Makes a key, and shows it. */
export function KeyForm({ url, onMade }: KeyFormProps) {
  const say = useWords(KEYS);
  const tell = useRefusal(KEY_MEANINGS, say.failed);
  const [kind, setKind] = useState<Kind>("write");
  const [label, setLabel] = useState("");
  const [origins, setOrigins] = useState("");
  const [made, setMade] = useState<NewKeyProps["made"] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const make = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const list = kind === "secret" ? [] : origins.split(/[\s,]+/).filter((origin) => origin !== "");
    const sent = await send<MadeKey>("POST", url, { kind, label, origins: list });
    setBusy(false);
    if (!("data" in sent)) return setTrouble(tell(sent));
    setTrouble(null);
    setMade({ ...sent.data, kind });
    setLabel("");
    onMade();
  };
  if (made !== null) return <NewKey made={made} forget={() => setMade(null)} />;
  return (
    <form class="key-form" onSubmit={(event) => void make(event)}>
      <h3>{say.makeTitle}</h3>
      <label class="field-label">
        {say.kind}
        <select class="field" value={kind} onChange={(event) => setKind(event.currentTarget.value === "secret" ? "secret" : "write")}>
          <option value="write">{say.kinds.write}</option>
          <option value="secret">{say.kinds.secret}</option>
        </select>
      </label>
      <label class="field-label grows">
        {say.label}
        <input
          class="field"
          value={label}
          maxLength={100}
          placeholder={say.labelHint}
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
      </label>
      {kind === "write" && (
        <label class="field-label grows">
          {say.origins}
          <textarea
            class="field"
            rows={1}
            value={origins}
            maxLength={4_000}
            title={say.originsHint}
            placeholder={`https://*.shop.example (${say.anyOrigin})`}
            onInput={(event) => setOrigins(event.currentTarget.value)}
          />
        </label>
      )}
      <button type="submit" class="button" disabled={isBusy}>
        {say.make}
      </button>
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </form>
  );
}
