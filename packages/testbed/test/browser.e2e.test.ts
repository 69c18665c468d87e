import { startBrowser } from "@waystitch/testbed";
import { expect, test } from "vitest";

test("a new context is a new profile", async () => {
  const browser = await startBrowser();
  const [one, two] = await Promise.all([browser.newContext(), browser.newContext()]);
  await one.addCookies([{ name: "visitor", value: "1", url: "http://127.0.0.1" }]);
  expect(await one.cookies()).toHaveLength(1);
  expect(await two.cookies()).toHaveLength(0);
  await browser.close();
});

test("a Chromium that is not where the variable says is missed by name", async () => {
  const before = process.env["WAYSTITCH_CHROMIUM"];
  process.env["WAYSTITCH_CHROMIUM"] = "/nowhere/chromium";
  await expect(startBrowser()).rejects.toThrow("There is no Chromium at /nowhere/chromium. Set WAYSTITCH_CHROMIUM");
  if (before === undefined) delete process.env["WAYSTITCH_CHROMIUM"];
  else process.env["WAYSTITCH_CHROMIUM"] = before;
});
