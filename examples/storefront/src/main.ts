import { createShop } from "./app.js";
import { parseConfig } from "./config.js";

/** Starts the shop on the first free port, tells a parent process where it is, and stops when it is asked to. */
async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const shop = await createShop(config, Date.now);
  const listen = (port: number): Promise<string> =>
    shop.listen({ host: config.host, port }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE" || port >= config.port + 100) throw error;
      return listen(port + 1);
    });
  const url = await listen(config.port);
  const stop = (): void => void shop.close().finally(() => process.exit(0));
  for (const signal of ["SIGINT", "SIGTERM", "disconnect"]) process.once(signal, stop);
  // A parent that ended while the shop was starting is noticed here: its event has passed.
  if (process.connected === false) stop();
  else process.send?.({ type: "ready", url });
}

main().catch((error: unknown) => {
  process.stderr.write(`storefront could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
