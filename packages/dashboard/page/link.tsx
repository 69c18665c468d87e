import type { ComponentChildren } from "preact";
import { usePage } from "./context.js";
import { formatRoute, type Route } from "./route.js";

interface LinkProps {
  readonly to: Partial<Route>;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly label?: string;
  readonly isCurrent?: boolean;
  readonly id?: string;
}

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link within the page. Its address is made of a route, never of text that came with an event. */
export function Link({ to, children, class: className, label, isCurrent, id }: LinkProps) {
  const { route, go } = usePage();
  const target = { ...route, ...to };
  const onClick = (event: MouseEvent): void => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    go(target);
  };
  return (
    <a
      href={formatRoute(target)}
      onClick={onClick}
      class={className}
      aria-label={label}
      aria-current={isCurrent ? "true" : undefined}
      id={id}
    >
      {children}
    </a>
  );
}
