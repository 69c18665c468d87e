import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { createShop } from "../src/app.js";

export const NOW = Date.UTC(2026, 10, 22, 9, 30);
export const WRITE_KEY = "wk_public";
export const SECRET_KEY = "sk_never_in_a_page";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A file for a shop's orders, in a folder that is deleted when the test file is through. */
export function newDataFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "storefront-"));
  folders.push(folder);
  return join(folder, "orders.json");
}

/** The shop as it runs, on a free port. */
export async function openShop(collectorUrl: string, dataFile = newDataFile()) {
  const config = { collectorUrl, writeKey: WRITE_KEY, secretKey: SECRET_KEY, dataFile, host: "127.0.0.1", port: 0, logLevel: "silent" };
  const app = await createShop(config, () => NOW);
  return { url: await app.listen({ host: "127.0.0.1", port: 0 }), close: () => app.close() };
}

export const LAN = { name: "Lan", phone: "0912 345 678", email: "lan@example.com", address: "12 Lê Lợi, Quận 1" };

/** Someone who browses with a cookie jar and does not follow redirects by herself. */
export function createShopper(url: string) {
  let cookie = "";
  const send = async (path: string, form?: Record<string, string>) => {
    const response = await fetch(`${url}${path}`, {
      redirect: "manual",
      headers: cookie ? { cookie } : {},
      ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
    });
    cookie = response.headers.getSetCookie().at(-1)?.split(";")[0] ?? cookie;
    return { status: response.status, headers: response.headers, to: response.headers.get("location") ?? "", text: await response.text() };
  };
  return {
    open: (path: string) => send(path),
    submit: (path: string, form: Record<string, string>) => send(path, form),
    /** Buys one pair and returns the order's id. */
    async order(customer: Partial<typeof LAN> = {}): Promise<string> {
      await send("/gio-hang/them", { frame: "may", colour: "den" });
      const { to } = await send("/dat-hang", { ...LAN, ...customer });
      return to.replace("/cam-on/", "");
    },
  };
}
