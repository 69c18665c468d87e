import { randomBytes, randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import { type CartLine, cartLineOf, changeCart, formatCart } from "../cart.js";
import { isEmail, isPhone } from "../contact.js";
import { type Customer, placeOrder } from "../orders.js";
import { cartPage } from "../pages/cart.js";
import { checkoutPage } from "../pages/checkout.js";
import { thankYouPage } from "../pages/thank-you.js";
import { readForm, type Shop } from "../shop.js";

const NOBODY: Customer = { name: "", phone: "", email: "", address: "" };

/** Letters and digits that are not taken for one another when an order number is read aloud. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const randomCode = (length: number): string => Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join("");

function problemsOf({ name, phone, email, address }: Customer): Partial<Record<keyof Customer, string>> {
  return {
    ...(name === "" ? { name: "Shop cần tên người nhận." } : {}),
    ...(isPhone(phone) ? {} : { phone: "Số điện thoại có dạng 0912 345 678." }),
    ...(isEmail(email) ? {} : { email: "E-mail có dạng ban@example.com." }),
    ...(address === "" ? { address: "Shop cần địa chỉ để giao hàng." } : {}),
  };
}

const COOKIE = { path: "/", httpOnly: true, sameSite: "lax", secure: "auto", maxAge: 7 * 24 * 60 * 60 } as const;
const setCart = (reply: FastifyReply, cart: readonly CartLine[]): FastifyReply => reply.setCookie("cart", formatCart(cart), COOKIE);

/** Cart and checkout. */
export function buyRoutes(app: FastifyInstance, { file, now, cartOf, show }: Shop): void {
  app.get("/gio-hang", (request, reply) => show(request, reply, cartPage(cartOf(request))));
  for (const [path, by] of [
    ["/gio-hang/them", 1],
    ["/gio-hang/bot", -1],
  ] as const)
    app.post(path, (request, reply) => {
      const form = readForm(request);
      const line = cartLineOf(form("frame"), form("colour"), 1);
      if (line === undefined) return reply.callNotFound();
      return setCart(reply, changeCart(cartOf(request), line, by)).redirect("/gio-hang", 303);
    });

  app.get("/dat-hang", (request, reply) => {
    const cart = cartOf(request);
    if (cart.length === 0) return reply.redirect("/gio-hang", 303);
    return show(request, reply, checkoutPage({ checkoutId: randomUUID(), cart, customer: NOBODY, coupon: "", problems: {} }));
  });
  app.post("/dat-hang", (request, reply) => {
    const form = readForm(request);
    const checkoutId = form("checkoutId") || randomUUID();
    const earlier = file.read().orders.find((order) => order.checkoutId === checkoutId);
    if (earlier) return reply.redirect(`/cam-on/${earlier.id}`, 303);
    const cart = cartOf(request);
    if (cart.length === 0) return reply.redirect("/gio-hang", 303);
    const customer = { name: form("name"), phone: form("phone"), email: form("email"), address: form("address") };
    const problems = problemsOf(customer);
    if (Object.keys(problems).length > 0)
      return show(request, reply, checkoutPage({ checkoutId, cart, customer, coupon: form("coupon"), problems }));
    const order = placeOrder({ id: `MX-${randomCode(10)}`, checkoutId, shareCode: randomCode(6) }, cart, customer, form("coupon"), now());
    file.keep(order);
    return setCart(reply, []).redirect(`/cam-on/${order.id}`, 303);
  });
  app.get<{ Params: { id: string } }>("/cam-on/:id", (request, reply) => {
    const order = file.read().orders.find(({ id }) => id === request.params.id);
    if (order === undefined) return reply.callNotFound();
    return show(request, reply, thankYouPage(order));
  });
}
