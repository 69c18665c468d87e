import { normaliseEvent, type SaidEvent } from "@waystitch/protocol";
import type { Step } from "./in-order.js";

/** Gives an event that came under another catalogue's name the name and the fields it has here; docs/events.md lists them. */
export const normalise: Step<SaidEvent, SaidEvent> = (event) => normaliseEvent(event);
