import { chmodSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { removeEmbeddedPostgres, startEmbeddedPostgres } from "@waystitch/embedded-postgres";
import { createDatabase, createServiceLogin, migrate, replaceServiceLogin, type Service, urlOfLogin } from "@waystitch/store";
import { eventually, startBrowser } from "@waystitch/testbed";
import { expect, it } from "vitest";
import { addToCart, openProfile } from "./customer.js";
import { createKeys, startBack, startShop } from "./shop-stack.js";

it("keeps what happens while the database is stopped in the browser, over a reload, and stores it once when it is back", async () => {
  const keys = createKeys();
  const folder = await mkdtemp(`${tmpdir()}/waystitch-outage-`);
  chmodSync(folder, 0o755);
  let postgres = await startEmbeddedPostgres({ folder, port: 54_600, isDisposable: true });
  const { url, port } = postgres;
  const setUp = createDatabase({ url, applicationName: "test" });
  await migrate(setUp);
  const logins = { collector: createServiceLogin("collector"), worker: createServiceLogin("worker") };
  for (const service of ["collector", "worker"] as const) await replaceServiceLogin(setUp, service, logins[service]);
  await setUp.destroy();
  const urlOf = (service: Service) => urlOfLogin(url, logins[service === "collector" ? service : "worker"]);
  const back = await startBack({ url, urlOf }, keys);
  await back.startWorker();
  const shop = await startShop(back.collector.url, keys);
  const browser = await startBrowser();
  try {
    const page = await openProfile(browser, shop.shopUrl);
    const events = () => back.db.selectFrom("events").select(["type", "name", "page_url"]).orderBy("event_id").execute();
    const added = async (): Promise<number> => (await events()).filter(({ name }) => name === "Product Added").length;
    await eventually(async () => expect(await events()).not.toEqual([]));

    await postgres.stop();
    const before = shop.proxy.requests.length;
    await addToCart(page, shop.shopUrl);
    const refused = await eventually(() => {
      const answered = shop.proxy.requests.slice(before).filter(({ path, status }) => path.startsWith("/v1/batch") && status === 503);
      expect(answered.length).toBeGreaterThan(0);
      return answered;
    });
    const again = await fetch(`${back.collector.url}/v1/batch`, { method: "POST", body: refused[0]?.body.toString() ?? "" });
    expect(again.status).toBe(503);
    expect(Number(again.headers.get("retry-after"))).toBeGreaterThan(0);
    await page.reload();

    postgres = await startEmbeddedPostgres({ folder, port, isDisposable: true });
    expect(postgres.port).toBe(port);
    await eventually(async () => expect(await added()).toBe(1), { withinMs: 60_000 });
    await back.drained();
    // Four pages were opened: home, frame, cart and the cart again.
    const pages = await eventually(
      async () => {
        const seen = (await events()).filter(({ type }) => type === "page");
        expect(seen).toHaveLength(4);
        return seen.map(({ page_url }) => new URL(page_url ?? "").pathname);
      },
      { withinMs: 30_000 },
    );
    expect(pages).toEqual(["/", "/kinh/pho", "/gio-hang", "/gio-hang"]);
    await eventually(async () => {
      const journeys = await back.db.selectFrom("journeys").select(["stage", "step", "devices"]).execute();
      expect(journeys).toEqual([{ stage: "Close", step: "cart", devices: 1 }]);
    });
  } finally {
    await browser.close();
    await shop.stop();
    await back.stop();
    await postgres.stop();
    await removeEmbeddedPostgres(folder);
    await rm(folder, { recursive: true, force: true });
  }
});
