import { createDatabase, createKey } from "@waystitch/store";
import { startProcess, startTestCluster } from "@waystitch/testbed";
import { type Product, waystitchProduct } from "@waystitch/testbed/loss";
import { STUB } from "../../packages/sdk/src/stub.js";

/** The built script, a collector and a PostgreSQL that is as durable as that of `waystitch up`. */
export async function startOurs(): Promise<{ readonly product: Product; stop(): Promise<void> }> {
  const cluster = await startTestCluster({ isDurable: true, port: 54_800 });
  const { url, urlOf, drop } = await cluster.createTestDatabase();
  const collector = await startProcess(new URL("../../packages/collector/dist/main.js", import.meta.url).href, {
    DATABASE_URL: urlOf("collector"),
    PORT: "0",
    LOG_LEVEL: "warn",
    WAYSTITCH_SECRET: createKey("secret"),
    WAYSTITCH_SDK_FILE: new URL("../../packages/sdk/dist/waystitch.js", import.meta.url).pathname,
  });
  const db = createDatabase({ url, applicationName: "bench" });
  return {
    product: waystitchProduct(STUB, collector.url, db),
    async stop() {
      await collector.stop();
      await db.destroy();
      await drop();
      await cluster.stop();
    },
  };
}
