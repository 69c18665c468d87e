import type { Rejection } from "@waystitch/protocol";
import type { Received } from "./draft.js";

/** One thing that happens to an event: it comes out with more than it went in, or is rejected. Never throws. */
export type Step<In, Out> = (event: In, received: Received) => Out | Rejection;

/** True for a rejection; nothing else that goes through the steps has the field `ok`. */
export function isRejection(value: unknown): value is Rejection {
  return typeof value === "object" && value !== null && "ok" in value && value.ok === false;
}

/** One step made of five, the first rejection being the last word. */
export function inOrder<A, B, C, D, E, F>(
  first: Step<A, B>,
  second: Step<B, C>,
  third: Step<C, D>,
  fourth: Step<D, E>,
  fifth: Step<E, F>,
): Step<A, F> {
  return (event, received) => {
    const b = first(event, received);
    if (isRejection(b)) return b;
    const c = second(b, received);
    if (isRejection(c)) return c;
    const d = third(c, received);
    if (isRejection(d)) return d;
    const e = fourth(d, received);
    return isRejection(e) ? e : fifth(e, received);
  };
}
