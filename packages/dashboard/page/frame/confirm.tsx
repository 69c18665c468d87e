import { useEffect, useRef, useState } from "preact/hooks";

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly isDanger?: boolean;
  /** Does it. @returns why it was refused, as a sentence, or `null` */
  act(): Promise<string | null>;
  cancel(): void;
}

/** Asks once more before something is done, and says why it was not. */
export function Confirm({ title, text, yes, no, isDanger = false, act, cancel }: ConfirmProps) {
  const place = useRef<HTMLDivElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => place.current?.focus(), []);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    const refusal = await act();
    setBusy(false);
    setTrouble(refusal);
  };
  return (
    <div
      class="revoke"
      role="alertdialog"
      aria-label={title}
      tabIndex={-1}
      ref={place}
      onKeyDown={(event) => event.key === "Escape" && cancel()}
    >
      <p>
        <strong>{title}</strong> {text}
      </p>
      <button
        type="button"
        class={isDanger ? "button small danger" : "button small strong"}
        disabled={isBusy}
        onClick={() => void confirm()}
      >
        {yes}
      </button>
      <button type="button" class="button small" onClick={cancel}>
        {no}
      </button>
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
