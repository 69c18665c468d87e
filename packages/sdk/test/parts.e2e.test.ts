import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { isReady, settle, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

const setting = useSetting((wire, path) => {
  const again = path.startsWith("/again") ? `<script async src="${wire.url}/waystitch-activity.js" data-write-key="wk_test"></script>` : "";
  const attributes = path.startsWith("/domains") ? 'data-domains="shop-a.vn"' : "";
  const tag = path.startsWith("/full") ? tagOf(wire).replace("waystitch.js", "waystitch-full.js") : tagOf(wire, attributes);
  const shop = path.startsWith("/shop") ? "<script>window.Haravan = {}</script>" : "";
  return `<!doctype html><title>${path}</title>${shop}${tag}${again}<a href="https://zalo.me/0912345678">Zalo</a>
    <form><input type="email" name="email" value="an@example.com"><button>Gửi</button></form>`;
});

/** Clicks on the link and sends the form, without leaving the page. */
async function clickAndSend(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const type of ["click", "submit"]) addEventListener(type, (event) => event.preventDefault());
    document.querySelector("a")?.click();
    document.querySelector("form")?.requestSubmit();
  });
}

/** Names of the script's files that the page asked for. */
function filesOf(page: Page): string[] {
  const files: string[] = [];
  page.on("request", (request) => files.push(...(/[\w-]+\.js$/.exec(request.url()) ?? [])));
  return files;
}

test.each([
  ["/", ["waystitch.js", "waystitch-activity.js"]],
  ["/shop", ["waystitch.js", "waystitch-activity.js", "waystitch-shops.js"]],
  ["/full", ["waystitch-full.js"]],
  ["/domains", ["waystitch.js", "waystitch-full.js"]],
])("A page like %s loads %j", async (path, files) => {
  const { context, site, wire } = setting();
  const page = await context.newPage();
  const loaded = filesOf(page);
  await page.goto(site + path);
  await isReady(page);
  await clickAndSend(page);
  await settle(page);
  expect((await wire.waitFor(4)).map(nameOf)).toEqual([`page${path}`, "Chat Started", "Lead Captured", `identify${path}`]);
  expect(loaded).toEqual(files);
});

test("A part that is loaded twice watches once", async () => {
  const { open, wire } = setting();
  const page = await open("/again");
  await page.waitForLoadState("load");
  await clickAndSend(page);
  await settle(page);
  await page.goto("about:blank");
  expect((await wire.waitFor(4)).map(nameOf)).toEqual(["page/again", "Chat Started", "Lead Captured", "identify/again"]);
});

test("Without its part, the script does what it does itself", async () => {
  const { context, site, wire } = setting();
  await context.route("**/waystitch-activity.js", (route) => route.abort());
  const page = await context.newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  await page.goto(site);
  await page.waitForFunction(() => window.waystitch?.version);
  await clickAndSend(page);
  expect((await wire.waitFor(3)).map(nameOf)).toEqual(["page/", "Lead Captured", "identify/"]);
  expect(failures).toEqual([]);
});

test("The script that made way does not start a second tracker later", async () => {
  const { context, site, wire } = setting();
  await context.clock.install();
  const page = await context.newPage();
  await page.goto(`${site}/domains`);
  await isReady(page);
  await page.evaluate("first = waystitch");
  await page.clock.runFor(10_000);
  expect(await page.evaluate("first === waystitch")).toBe(true);
  await wire.waitFor(1);
});
