import type { ComponentChildren } from "preact";

interface FigureProps {
  readonly label: string;
  readonly value: string;
  /** By which tests find it. */
  readonly name: string;
  /** How it changed, and what stands below it. */
  readonly children?: ComponentChildren;
}

/** One number that is read first. */
export function Figure({ label, value, name, children }: FigureProps) {
  return (
    <div class="key-figure" data-figure={name}>
      <dt>{label}</dt>
      <dd>
        <strong>{value}</strong> {children}
      </dd>
    </div>
  );
}

/** Numbers that are read first, side by side. */
export function Figures({ children }: { readonly children: ComponentChildren }) {
  return <dl class="key-figures">{children}</dl>;
}
