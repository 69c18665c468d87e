import { startBrowser } from "@waystitch/testbed";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

test("a new context is a new profile", async () => {
  const browser = await startBrowser();
  const [one, two] = await Promise.all([browser.newContext(), browser.newContext()]);
  await one.addCookies([{ name: "visitor", value: "1", url: "http://127.0.0.1" }]);
  expect(await one.cookies()).toHaveLength(1);
  expect(await two.cookies()).toHaveLength(0);
  await browser.close();
});

test("a Chromium that is not where the variable says is missed by name", async () => {
  vi.stubEnv("WAYSTITCH_CHROMIUM", "/nowhere/chromium");
  vi.stubEnv("WAYSTITCH_HEADLESS_SHELL", "");
  await expect(startBrowser()).rejects.toThrow("There is no Chromium at /nowhere/chromium. Set WAYSTITCH_CHROMIUM");
});
