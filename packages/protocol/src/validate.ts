import type { ParsedEvent, SaidEvent } from "./event.js";
import { idOf } from "./id.js";
import { ORDER_EVENTS, SERVER_EVENTS } from "./names.js";
import { type Rejection, reject } from "./reject.js";

/** What the key that sent an event allows it to say. */
export interface Sender {
  /** True for a secret key, which only servers hold. */
  readonly trusted: boolean;
}

export type ValidateResult = { readonly ok: true; readonly event: ParsedEvent } | Rejection;

/** The visitor an event belongs to; servers may name a user or an order instead of a browser. */
function visitorOf({ anonymousId, userId }: SaidEvent, orderId: string | null, sender: Sender): string | null {
  if (anonymousId !== null) return anonymousId;
  if (userId !== null) return `@user:${userId}`;
  return sender.trusted && orderId !== null ? `@order:${orderId}` : null;
}

/** Judges what an event says under its name, which has to be Waystitch's own by now: whose it is, which order, and whether its sender may say so. */
export function validateEvent(event: SaidEvent, sender: Sender): ValidateResult {
  const { type, name, properties } = event;
  const orderId = idOf(properties["order_id"]);
  if (orderId === false) return reject("id_invalid", "order_id is not a usable id");
  if (orderId === null && type === "track" && name !== null && ORDER_EVENTS.has(name))
    return reject("order_id_empty", `${name} without order_id`);
  const visitorId = visitorOf(event, orderId, sender);
  if (visitorId === null) return reject("no_visitor", "neither anonymousId nor userId");
  if (!sender.trusted && (type === "alias" || (name !== null && SERVER_EVENTS.has(name))))
    return reject("secret_key_required", name ?? type);
  return { ok: true, event: { ...event, visitorId } };
}
