import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { ACTIONS, evolveOrder, isPossible, type Order } from "../orders.js";
import { messagePage } from "../pages/message.js";
import { orderPage } from "../pages/order.js";
import { readForm, type Shop } from "../shop.js";

/** An event that has waited this long did not go through at the first attempt. */
const WAITING_MS = 3000;

/** An order after it was placed: what its customer and its shop do with it. */
export function orderRoutes(app: FastifyInstance, { file, sender, now, show }: Shop): void {
  const orderOf = (id: string): Order | undefined => file.read().orders.find((order) => order.id === id);

  app.get<{ Params: { id: string } }>("/don-hang/:id", (request, reply) => {
    const order = orderOf(request.params.id);
    if (order === undefined) return reply.callNotFound();
    const waiting = file.read().outbox.filter(({ timestamp }) => now() - Date.parse(timestamp) > WAITING_MS);
    return show(request, reply, orderPage(order, `${request.protocol}://${request.host}`, waiting.length));
  });

  app.post<{ Params: { id: string } }>("/don-hang/:id/danh-gia", (request, reply) => {
    const form = readForm(request);
    const order = orderOf(request.params.id);
    if (order === undefined) return reply.callNotFound();
    const review = { productId: form("productId"), rating: Number(form("rating")), text: form("text") };
    const isNew = !order.reviews.some(({ productId }) => productId === review.productId);
    const isOurs = order.lines.some((line) => line.product_id === review.productId) && [1, 2, 3, 4, 5].includes(review.rating);
    if (isNew && isOurs) file.keep({ ...order, reviews: [...order.reviews, review] });
    return reply.redirect(`/don-hang/${order.id}`, 303);
  });

  app.post<{ Params: { id: string; action: string } }>("/don-hang/:id/:action", (request, reply) => {
    const order = orderOf(request.params.id);
    const action = ACTIONS.find((known) => known === request.params.action);
    if (order === undefined || action === undefined) return reply.callNotFound();
    if (!isPossible(order, action)) return show(request, reply, messagePage("Không làm được nữa", "Đơn này đã qua bước đó rồi.", 409));
    const at = now();
    const evolved = evolveOrder(order, action, at);
    // The messageId and the time are given once, here: however often it is sent, it is this one event.
    file.keep(evolved.order, { type: "track", messageId: randomUUID(), timestamp: new Date(at).toISOString(), ...evolved.event });
    sender.wake();
    return reply.redirect(`/don-hang/${order.id}`, 303);
  });
}
