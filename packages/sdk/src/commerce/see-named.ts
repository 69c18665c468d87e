import { EVENT } from "@waystitch/protocol";
import { type Kind, type Properties, see } from "./acts.js";

/** What the data layer calls the same. */
const KINDS: Readonly<Record<string, Kind | undefined>> = {
  [EVENT.productAdded]: "add_to_cart",
  [EVENT.checkoutStarted]: "begin_checkout",
  [EVENT.orderCompleted]: "purchase",
};

/** Says that something was seen, under one of our names or any other. @param since epoch milliseconds when it began, if not now */
export const seeNamed = (capture: string, name: string, properties: Properties, since?: number): void =>
  see(capture, name, properties, capture, KINDS[name], since);
