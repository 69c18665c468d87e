import type { ComponentChildren } from "preact";

interface ScrollFrameProps {
  readonly class: string;
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A frame that is pushed sideways where what is in it is wider, by keyboard as well. */
export function ScrollFrame({ class: className, label, children }: ScrollFrameProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reachable by keyboard (axe: scrollable-region-focusable)
    <section class={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
