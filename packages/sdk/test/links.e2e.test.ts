import type { WireEvent } from "@waystitch/protocol";
import { eventually } from "@waystitch/testbed";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { delivered, isReady, useSetting } from "./setting.js";
import { nameOf, startSite, tagOf } from "./wire.js";

/** Runs before the page's own listeners would; what they do with a click must not matter. */
const STAYS = `<script>for (const name of ["click", "auxclick"]) addEventListener(name, (event) => event.preventDefault());</script>`;

const BODIES: Readonly<Record<string, string>> = {
  "/contacts": `${STAYS}
    <a href="tel:+84901234567">Gọi</a><a href="mailto:an@canary.example?subject=canary">E-mail</a>
    <a href="https://zalo.me/0901234567">Zalo</a><a href="https://zalo.me/g/canary">Nhóm</a><a href="https://chat.zalo.me/?phone=0901234567">Chat</a>
    <a href="https://m.me/canary">Messenger</a><a href="https://wa.me/84901234567">WhatsApp</a><a href="viber://chat?number=84901234567">Viber</a>
    <a href="https://t.me/canary">Telegram</a>`,
  "/nothing": `${STAYS}
    <a href="/own?q=1">own</a><a href="">own</a><a href="#part">part</a><a>no link</a><a href="javascript:0">script</a><button>none</button>
    <a href="mailto:?subject=Look">share</a><a href="sms:+84901234567">SMS</a><a href="blob:https://shop.example/x" download>made here</a>
    <a href="data:text/csv,canary" download="list.csv">made here</a><a href="http://[">broken</a>`,
  "/www": `${STAYS}<a id="same">same</a><a id="other">other</a>`,
  "/others": `${STAYS}
    <a href="https://www.blog.example/post/?email=canary#canary">blog</a><a href="http://user:canary@news.example:8080">news</a>`,
  "/files": `${STAYS}
    <a href="/files/bang-gia.pdf?token=canary">own</a><a href="https://cdn.example/A/B.XLSX#canary">elsewhere</a><a href="/hinh.png" download>image</a>
    <a href="/export" download="canary.csv">export</a><a href="/pdf">page</a><a href="/a.pdf.html">page</a>`,
  "/parts": `${STAYS}
    <a href="tel:1"><b><i id="inner">inner</i></b></a>
    <svg width="40" height="40"><defs><g id="icon"><rect width="20" height="20"/></g></defs>
      <a href="https://m.me/shop"><use id="used" href="#icon"/></a><a xlink:href="../t" id="old"><text y="30">old</text></a></svg>
    <img usemap="#map" width="20" height="20"><map name="map"><area id="area" shape="rect" coords="0,0,20,20" href="https://zalo.me/1"></map>
    <div id="host"></div>
    <script>const shadow = host.attachShadow({ mode: "open" }); shadow.innerHTML = '<a href="https://wa.me/84"><b>in the shadow</b></a>';</script>`,
  "/left-out": `${STAYS}
    <a href="tel:1" data-ws-ignore>a</a><div data-ws-ignore><p><a href="https://blog.example">b</a></p></div><nav data-private><a href="tel:2">c</a></nav>
    <div data-ws-event="Product Clicked"><a href="https://market.example/p1">d</a></div>
    <div id="host" data-ws-ignore></div><script>host.attachShadow({ mode: "open" }).innerHTML = '<a href="tel:3">e</a>';</script>`,
  "/one": `${STAYS}<a href="tel:1">Gọi</a><a href="https://m.me/shop">Chat</a>`,
  "/off": `${STAYS}<a href="tel:1">Gọi</a>`,
};

const setting = useSetting((wire, path) => {
  const attributes = path.startsWith("/off") ? 'data-clicks="off"' : "";
  return `<!doctype html><title>${path}</title>${tagOf(wire, attributes)}${BODIES[path] ?? ""}`;
});

/** What the page recorded, but for its page views. */
async function deedsOn(page: Page, act: () => Promise<void>): Promise<readonly (readonly [string, object | undefined])[]> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    window.waystitch?.on("event", (json) => heard.push(json));
  });
  await act();
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  return heard.map((json) => JSON.parse(json) as WireEvent).map((event) => [nameOf(event), event.properties] as const);
}

/** A script clicks every link, those in open shadow trees, too. */
const clickAll = (page: Page) => (): Promise<void> =>
  page.evaluate(() => {
    const roots = [document, ...Array.from(document.querySelectorAll("*"), ({ shadowRoot }) => shadowRoot)];
    for (const root of roots)
      for (const element of Array.from(root?.querySelectorAll("a,button") ?? []))
        element.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, cancelable: true }));
  });

test("Links to a phone, a mailbox or a chat are contacts, of which no number, address or name is told", async () => {
  const { wire, open } = setting();
  const page = await open("/contacts");
  const deeds = await deedsOn(page, clickAll(page));
  expect(deeds).toEqual([
    ["Contact Clicked", { channel: "phone" }],
    ["Contact Clicked", { channel: "email" }],
    ["Chat Started", { channel: "zalo" }],
    ["Chat Started", { channel: "zalo" }],
    ["Chat Started", { channel: "zalo" }],
    ["Chat Started", { channel: "messenger" }],
    ["Chat Started", { channel: "whatsapp" }],
    ["Chat Started", { channel: "viber" }],
    ["Chat Started", { channel: "telegram" }],
  ]);
  const events = await wire.waitFor(10);
  expect(events[1]?.context).toMatchObject({ capture: "link", page: { title: "/contacts" } });
  expect(JSON.stringify(wire.requests)).not.toMatch(/canary|901234567/);
});

test("Ways within the site, buttons to share, and what is no address are nothing", async () => {
  const { open } = setting();
  const page = await open("/nothing");
  expect(await deedsOn(page, clickAll(page))).toEqual([]);
});

test("A link to another site is told without what may be personal in its address", async () => {
  const { wire, open } = setting();
  const page = await open("/others");
  expect(await deedsOn(page, clickAll(page))).toEqual([
    ["Link Clicked", { url: "https://www.blog.example/post/", domain: "blog.example" }],
    ["Link Clicked", { url: "http://news.example:8080/", domain: "news.example" }],
  ]);
  await wire.waitFor(3);
  expect(JSON.stringify(wire.requests)).not.toContain("canary");
});

test("The same host with or without www is the site itself, another subdomain is not", async () => {
  const { site, context } = setting();
  const page = await context.newPage();
  const at = (host: string): string => site.replace("127.0.0.1", host);
  for (const [here, same] of [
    ["www.shop.localhost", "shop.localhost"],
    ["shop.localhost", "www.shop.localhost"],
  ] as const) {
    await page.goto(`${at(here)}/www`);
    await isReady(page);
    await page.evaluate(
      ([a, b]) => {
        Object.assign(document.getElementById("same") ?? {}, { href: a });
        Object.assign(document.getElementById("other") ?? {}, { href: b });
      },
      [at(same), `${at("blog.shop.localhost")}/x`] as const,
    );
    expect(await deedsOn(page, clickAll(page))).toEqual([
      ["Link Clicked", { url: `${at("blog.shop.localhost")}/x`, domain: "blog.shop.localhost" }],
    ]);
  }
});

test("A link to a file, by its ending or because it says so, is a download, on whatever site", async () => {
  const { wire, site, open } = setting();
  const page = await open("/files");
  expect(await deedsOn(page, clickAll(page))).toEqual([
    ["File Downloaded", { url: `${site}/files/bang-gia.pdf`, name: "bang-gia.pdf" }],
    ["File Downloaded", { url: "https://cdn.example/A/B.XLSX", name: "B.XLSX" }],
    ["File Downloaded", { url: `${site}/hinh.png`, name: "hinh.png" }],
    ["File Downloaded", { url: `${site}/export`, name: "export" }],
  ]);
  await wire.waitFor(5);
  expect(JSON.stringify(wire.requests)).not.toContain("canary");
});

test("Links are found around what was clicked, in drawings, image maps and open shadow trees", async () => {
  const { open } = setting();
  const page = await open("/parts");
  const deeds = await deedsOn(page, async () => {
    for (const selector of ["#inner", "#used", "#old", "#area", "#host b"])
      await page.locator(selector).dispatchEvent("click", { bubbles: true, composed: true });
  });
  expect(deeds).toEqual([
    ["Contact Clicked", { channel: "phone" }],
    ["Chat Started", { channel: "messenger" }],
    ["Chat Started", { channel: "zalo" }],
    ["Chat Started", { channel: "whatsapp" }],
  ]);
});

test("What the site keeps out, and what it names itself, is not recorded", async () => {
  const { open } = setting();
  const page = await open("/left-out");
  expect(await deedsOn(page, clickAll(page))).toEqual([]);
});

test("Keyboard and middle button follow links, the right button does not", async () => {
  const { open } = setting();
  const page = await open("/one");
  const buttons = await deedsOn(page, async () => {
    await page.getByText("Gọi").click({ button: "right" });
    await page.getByText("Gọi").click({ button: "middle" });
    await page.getByText("Chat").focus();
    await page.keyboard.press("Enter");
  });
  expect(buttons.map(([name]) => name)).toEqual(["Contact Clicked", "Chat Started"]);
});

test("Clicks on the same link within a second are one, later ones and those on another link are not", async () => {
  const { context, open } = setting();
  await context.clock.install({ time: 0 });
  const page = await open("/one");
  await delivered(page);
  await page.clock.pauseAt(60_000);
  const deeds = await deedsOn(page, async () => {
    await page.getByText("Gọi").dblclick();
    await page.getByText("Chat").click();
    await page.clock.runFor(1000);
    await page.getByText("Chat").click();
  });
  expect(deeds.map(([name]) => name)).toEqual(["Contact Clicked", "Chat Started", "Chat Started"]);
});

test("A click that leaves for another origin arrives, and is not held up", async () => {
  const { wire, open } = setting();
  const other = await startSite(() => "<!doctype html><title>other</title>");
  const page = await open("/leaving");
  await wire.waitFor(1);
  await page.evaluate(
    (url) => document.body.insertAdjacentHTML("beforeend", `<a href="${url}/post">out</a>`),
    other.url.replace("127.0.0.1", "localhost"),
  );
  // No answer to what is sent in passing.
  wire.answer((events) => (events.some(({ event }) => event === "Link Clicked") ? "hang" : { status: 200 }));
  await page.getByText("out").click();
  await page.waitForURL("**/post");
  await eventually(() => expect(wire.requests.flatMap(({ events }) => events.map(nameOf))).toEqual(["page/leaving", "Link Clicked"]));
  await other.close();
});

test("A site can have none of this", async () => {
  const { open } = setting();
  const page = await open("/off");
  expect(await deedsOn(page, clickAll(page))).toEqual([]);
});
