import type { Role } from "@waystitch/store";
import { useId, useState } from "preact/hooks";
import type { InvitedBody } from "../../src/access/answers.js";
import { FRAME } from "../frame/words.js";
import { useRefusal } from "../refusal-words.js";
import { send } from "../send.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { type Made, NewLink } from "./new-link.js";
import { RoleChoice } from "./role-choice.js";
import { ACCESS, ACCESS_MEANINGS } from "./words.js";

interface InviteFormProps {
  readonly title: string;
  readonly url: string;
  /** The list has one more. */
  onInvited(): void;
}

/** Gives somebody a role, and shows the link with which they set a password. */
export function InviteForm({ title, url, onInvited }: InviteFormProps) {
  const say = useWords(ACCESS);
  const { roles } = useWords(FRAME);
  const tell = useRefusal(ACCESS_MEANINGS, say.failed);
  const [troubleId, roleId] = [useId(), useId()];
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [made, setMade] = useState<Made | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const invite = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const sent = await send<InvitedBody>("POST", url, { email, role });
    setBusy(false);
    if (!("data" in sent)) return setTrouble(tell(sent));
    const { data } = sent;
    const text = fill(data.link === null ? say.madeNoLink : say.madeLink, { email: data.email, role: roles[data.role] });
    setTrouble(null);
    setMade({ text, link: data.link });
    setEmail("");
    onInvited();
  };
  if (made !== null) return <NewLink made={made} forget={() => setMade(null)} />;
  return (
    // What an e-mail address is, the API says: a browser says it in its own language.
    <form class="key-form" noValidate onSubmit={(event) => void invite(event)}>
      <h3>{title}</h3>
      <label class="field-label grows">
        {say.email}
        <input
          class="field"
          type="email"
          autocomplete="off"
          maxLength={254}
          value={email}
          aria-invalid={trouble !== null}
          aria-describedby={trouble === null ? undefined : troubleId}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      <div class="field-label">
        <label for={roleId}>{say.role}</label>
        <RoleChoice id={roleId} value={role} onChoose={setRole} />
      </div>
      <button type="submit" class="button" disabled={isBusy}>
        {say.invite}
      </button>
      {trouble !== null && (
        <p class="trouble" role="alert" id={troubleId}>
          {trouble}
        </p>
      )}
      <p class="hint role-means">{say.means[role]}</p>
    </form>
  );
}
