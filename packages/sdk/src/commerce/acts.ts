import { LIMITS } from "@waystitch/protocol";
import { guard, report } from "../signals.js";
import { getItem, setItem } from "../storage.js";
import type { Watched } from "../watcher.js";

export type Properties = Readonly<Record<string, unknown>>;

/** GA4's names of the acts that others than the data layer see, too. */
export type Kind = "add_to_cart" | "begin_checkout" | "purchase";

/**
 * Says that something was seen.
 *
 * @param capture what saw it, as the event will say
 * @param source reports an act once; two reports of the same are two acts
 * @param kind GA4's name of what it is, if `name` is another's
 * @param since epoch milliseconds when it began, if not now: the answer to a request may take long
 */
export type See = (capture: string, name: string, properties: Properties, source?: unknown, kind?: string, since?: number) => void;

/** How long a sighting waits for a more trusted one, and how far apart two sightings of one act may be. */
const WINDOW_MS = 1000;

/** Acts whose later sightings are recognised. */
const REMEMBERED = 100;

/** Storage item: when the visitor started the checkout that is going on. It is kept and deleted as consent allows. */
const STARTED = "waystitch:checkout";
const CHECKOUT_MS = 30 * 60 * 1000;

/** Something the visitor did, by all who saw it. */
interface Act {
  readonly kind: string;
  readonly beganAt: number;
  readonly sources: unknown[];
  /** Sends what the most trusted of them reported; none when it was sent. */
  tell: (() => void) | undefined;
}

/** The trackers on the page that record what is seen. */
export const recorders: Watched["track"][] = [];

const acts: Act[] = [];

const send = (act: Act): void => {
  const { tell } = act;
  act.tell = undefined;
  if (tell) tell();
};

/** Nothing waits any longer. */
export const sendAll = (): void => acts.forEach(send);

const begin = (act: Act): Act => {
  if (acts.push(act) > REMEMBERED) acts.shift();
  setTimeout(() => guard(() => send(act)), WINDOW_MS);
  return act;
};

/** The id of an order in the forms it is reported in. */
const orderIdOf = ({ order_id, transaction_id, purchase }: Properties): unknown =>
  order_id || transaction_id || (purchase && (purchase as { actionField: Properties }).actionField["id"]) || "";

/**
 * Makes one event of one act, however many see it. The data layer is believed at once; what attributes or adapters see waits for
 * it, the first of them is told if it does not come, and what they see after it is the same act. Sightings pair one for one: two
 * by each of two sources are two acts, three by one source are three.
 *
 * An order is one, whenever on its page it is seen; its id is the event's, so that it stays one when the page is loaded again. A
 * checkout is one for half an hour, as its pages are loaded again and again, until another product is added.
 */
export const see: See = (capture, name, properties, source = capture, kind = name, since) => {
  const timestamp = Date.now();
  const order = kind === "purchase" && `${orderIdOf(properties)}`;
  // All orders without one would be the same order.
  if (order === "") return report("options", "order_id");
  const tell = (): void => {
    const isCheckout = kind === "begin_checkout";
    const isGoingOn = isCheckout && +getItem(STARTED) > timestamp - CHECKOUT_MS;
    if (isCheckout || kind === "add_to_cart") setItem(STARTED, isCheckout ? `${timestamp}` : "");
    const messageId = order ? `order:${order}`.slice(-LIMITS.idLength) : "";
    if (!isGoingOn) for (const track of recorders) track(name, properties, { timestamp, context: { capture }, messageId });
  };
  const isSame = (act: Act): unknown =>
    act.kind === kind && !act.sources.includes(source) && (order || act.beganAt > (since || timestamp) - WINDOW_MS);
  const act = acts.find(isSame) || begin({ kind, beganAt: timestamp, sources: [], tell });
  act.sources.push(source);
  if (capture !== "dataLayer") return;
  if (act.tell) act.tell = tell;
  send(act);
};
