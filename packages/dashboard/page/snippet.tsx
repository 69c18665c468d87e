import { useEffect, useState } from "preact/hooks";
import { defineWords, useWords } from "./words/define-words.js";

const SNIPPET = defineWords({
  en: { copy: "Copy", copied: "Copied", byHand: "Select it and press Ctrl+C" },
  vi: { copy: "Sao chép", copied: "Đã sao chép", byHand: "Hãy chọn rồi nhấn Ctrl+C" },
});

const SHOWN_MS = 2_500;

/** The clipboard is there on https and on this machine only. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

interface SnippetProps {
  readonly text: string;
  /** What it is, for those who cannot see it. */
  readonly label: string;
}

/** Text to be pasted somewhere else. */
export function Snippet({ text, label }: SnippetProps) {
  const say = useWords(SNIPPET);
  const [state, setState] = useState<"copied" | "byHand" | null>(null);
  useEffect(() => {
    if (state === null) return;
    const timer = setTimeout(() => setState(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div class="snippet">
      <pre>
        <code>{text}</code>
      </pre>
      <button
        type="button"
        class="button small"
        aria-label={`${say.copy}: ${label}`}
        onClick={() => void copy(text).then((isDone) => setState(isDone ? "copied" : "byHand"))}
      >
        {say[state ?? "copy"]}
      </button>
      <span class="unseen" role="status">
        {state === null ? "" : say[state]}
      </span>
    </div>
  );
}
