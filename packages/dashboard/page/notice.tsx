import type { ComponentChildren } from "preact";

interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

/** Says why there is nothing else to see, and what to do. */
export function Notice({ title, text, children }: NoticeProps) {
  return (
    <section class="notice" role="status">
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </section>
  );
}
