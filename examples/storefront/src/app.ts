import { fileURLToPath } from "node:url";
import cookie from "@fastify/cookie";
import formBody from "@fastify/formbody";
import files from "@fastify/static";
import { type FastifyInstance, fastify } from "fastify";
import { countOf, parseCart } from "./cart.js";
import type { Config } from "./config.js";
import { textOf } from "./html.js";
import { layout } from "./layout.js";
import { messagePage } from "./pages/message.js";
import { browseRoutes } from "./routes/browse.js";
import { buyRoutes } from "./routes/buy.js";
import { orderRoutes } from "./routes/order.js";
import type { Shop } from "./shop.js";
import { openShopFile } from "./shop-file.js";
import { createSender } from "./waystitch-server.js";
import { contentSecurityPolicy, waystitchTag } from "./waystitch-tag.js";

const PUBLIC = fileURLToPath(new URL("../public/", import.meta.url));

/**
 * Builds the shop, ready to listen.
 * @param now the clock, in epoch milliseconds
 * @throws when the data file cannot be read
 */
export async function createShop(config: Config, now: () => number): Promise<FastifyInstance> {
  const app = fastify({ logger: { level: config.logLevel, stream: process.stdout }, bodyLimit: 64 * 1024, forceCloseConnections: true });
  const file = openShopFile(config.dataFile);
  const sender = createSender(config, file, app.log);
  const tag = waystitchTag(config.collectorUrl, config.writeKey);
  const policy = contentSecurityPolicy(config.collectorUrl);
  const cartOf: Shop["cartOf"] = (request) => parseCart(request.cookies["cart"]);
  const show: Shop["show"] = (request, reply, view) =>
    reply
      .code(view.status ?? 200)
      .type("text/html; charset=utf-8")
      .headers({ "content-security-policy": policy, "cache-control": "no-store", "x-content-type-options": "nosniff" })
      .send(textOf(layout(view, { tag, cartCount: countOf(cartOf(request)) })));

  await app.register(cookie);
  await app.register(formBody);
  await app.register(files, { root: PUBLIC });
  app.setNotFoundHandler((request, reply) =>
    show(request, reply, messagePage("Không tìm thấy trang", "Có thể đường dẫn đã đổi, hoặc mẫu kính này không còn bán.", 404)),
  );
  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
    if (status >= 500) request.log.error(error);
    return show(request, reply, messagePage("Có lỗi xảy ra", "Bạn thử lại sau một chút nhé.", status));
  });

  const shop: Shop = { file, sender, now, cartOf, show };
  browseRoutes(app, shop);
  buyRoutes(app, shop);
  orderRoutes(app, shop);
  app.addHook("onListen", async () => sender.wake());
  app.addHook("onClose", async () => sender.close());
  return app;
}
