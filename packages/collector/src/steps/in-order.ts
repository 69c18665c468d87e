import type { Rejection } from "@waystitch/protocol";
import type { Received } from "./draft.js";

/** One thing that happens to an event: it comes out with more than it went in, or is rejected. Never throws. */
export type Step<In, Out> = (event: In, received: Received) => Out | Rejection;

/** True for a rejection; nothing else that goes through the steps has the field `ok`. */
export function isRejection(value: unknown): value is Rejection {
  return typeof value === "object" && value !== null && "ok" in value && value.ok === false;
}

/** One step made of eight, the first rejection being the last word. */
export function inOrder<A, B, C, D, E, F, G, H, I>(
  ...steps: readonly [Step<A, B>, Step<B, C>, Step<C, D>, Step<D, E>, Step<E, F>, Step<F, G>, Step<G, H>, Step<H, I>]
): Step<A, I> {
  return (event, received) => {
    let outcome: unknown = event;
    for (const step of steps) {
      // The list's type has seen to it that each step takes what the one before gives.
      outcome = (step as Step<unknown, unknown>)(outcome, received);
      if (isRejection(outcome)) return outcome;
    }
    return outcome as I;
  };
}
