import { useState } from "preact/hooks";
import { CardHead } from "../frame/card-head.js";
import { useRefusal } from "../refusal-words.js";
import { send } from "../send.js";
import { useWords } from "../words/define-words.js";
import { ACCOUNT } from "./words.js";

const MEANINGS = {
  bad_request: "Hãy chọn mật khẩu khác: từ 10 đến 128 ký tự, không phải địa chỉ e-mail của bạn và không thuộc loại phổ biến nhất.",
};

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly autocomplete: "current-password" | "new-password";
  onInput(value: string): void;
}

function PasswordField({ label, value, autocomplete, onInput }: FieldProps) {
  return (
    <label class="field-label">
      {label}
      <input
        class="field"
        type="password"
        required
        maxLength={128}
        autocomplete={autocomplete}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

const EMPTY = { current: "", next: "", again: "" };

/** Changes one's password. */
export function PasswordCard({ email }: { readonly email: string }) {
  const say = useWords(ACCOUNT);
  const tell = useRefusal(MEANINGS, say.failed);
  const [typed, setTyped] = useState(EMPTY);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const type = (part: Partial<typeof EMPTY>): void => setTyped((before) => ({ ...before, ...part }));
  const change = async (event: Event): Promise<void> => {
    event.preventDefault();
    setChanged(false);
    if (typed.next !== typed.again) return setTrouble(say.differ);
    setBusy(true);
    const sent = await send("POST", "/api/me/password", { current: typed.current, next: typed.next });
    setBusy(false);
    if (!("data" in sent)) return setTrouble(tell(sent));
    setTrouble(null);
    setTyped(EMPTY);
    setChanged(true);
  };
  return (
    <section class="card" aria-labelledby="password-title">
      <CardHead id="password-title" title={say.passwordTitle} hint={say.passwordHint} />
      <form class="password-form" onSubmit={(event) => void change(event)}>
        {/* Password managers ask whose it is. */}
        <input class="unseen" type="email" autocomplete="username" value={email} readOnly tabIndex={-1} aria-label={say.email} />
        <PasswordField label={say.current} value={typed.current} autocomplete="current-password" onInput={(current) => type({ current })} />
        <PasswordField label={say.next} value={typed.next} autocomplete="new-password" onInput={(next) => type({ next })} />
        <PasswordField label={say.again} value={typed.again} autocomplete="new-password" onInput={(again) => type({ again })} />
        {trouble !== null && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        <button type="submit" class="button" disabled={isBusy}>
          {say.change}
        </button>
        <p role="status">{isChanged && say.changed}</p>
      </form>
    </section>
  );
}
