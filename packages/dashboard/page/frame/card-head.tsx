import type { ComponentChildren } from "preact";

interface CardHeadProps {
  /** Of the heading, by which the card is labelled. */
  readonly id: string;
  readonly title: string;
  /** What it is about, in a sentence. */
  readonly hint?: ComponentChildren;
  /** What stands beside the title. */
  readonly children?: ComponentChildren;
}

/** The head of a card. */
export function CardHead({ id, title, hint, children }: CardHeadProps) {
  return (
    <div class="card-head">
      <div>
        <h2 id={id}>{title}</h2>
        {hint !== undefined && <p class="hint">{hint}</p>}
      </div>
      {children}
    </div>
  );
}
