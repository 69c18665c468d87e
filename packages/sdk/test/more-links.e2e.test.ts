import { eventually } from "@waystitch/testbed";
import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { isReady, settle, useSetting } from "./setting.js";
import { nameOf, tagOf } from "./wire.js";

/** Chromium finds every name under localhost on this machine: three sites with cookies of their own. */
const A = "shop-a.localhost";
const B = "shop-b.localhost";
const C = "elsewhere.localhost";
const DOMAINS = `${A},${B}`;

/** Addresses of pages that were asked for, without the host. */
const asked: string[] = [];

const setting = useSetting(
  (wire, path) => {
    if (path === "/favicon.ico") return "";
    asked.push(path);
    const consent = path.startsWith("/pending") ? 'data-consent="pending"' : path.startsWith("/denied") ? 'data-consent="denied"' : "";
    const domains = path.startsWith("/alone") ? "" : `data-domains="${DOMAINS}"`;
    const others = path.startsWith("/watched") ? "" : 'data-clicks="off" data-engagement="off"';
    const policy = path.startsWith("/silent") ? `<meta name="referrer" content="no-referrer">` : "";
    return `<!doctype html>${policy}<title>${path}</title>${tagOf(wire, `${consent} ${domains} ${others}`)}<main></main>`;
  },
  { windows: true },
);

const at = (host: string, path: string): string => setting().site.replace("127.0.0.1", host) + path;

/** Opens a page of a host with the given body, and waits for its page view. */
async function openAt(host: string, path: string, body: string, context: BrowserContext = setting().context): Promise<Page> {
  const page = await context.newPage();
  await page.goto(at(host, path));
  await isReady(page);
  await settle(page);
  await page.evaluate((html) => {
    (document.querySelector("main") as HTMLElement).innerHTML = html;
  }, body);
  return page;
}

const visitorOf = (page: Page) => page.evaluate(() => window.waystitch?.visitorId());

/** The address of the next page that is asked for, as it went out. */
async function follow(act: () => Promise<unknown>): Promise<string> {
  const before = asked.length;
  await act();
  return await eventually(() => {
    expect(asked.length).toBeGreaterThan(before);
    return asked[before] ?? "";
  });
}

const LINKED = /[?&]ws_link=[\w-]{36}\.[a-z0-9]+\.[0-9a-f]{32}/;

test("A link takes the visitor to the other domain, and neither address nor page view tells of it", async () => {
  const { wire } = setting();
  const link = at(B, "/landing?x=a%20b+c&y#part");
  const page = await openAt(A, "/watched", `<a href="${link}">Go</a>`);
  const visitor = await visitorOf(page);
  expect(visitor).toBeDefined();
  expect(await follow(() => page.click("a"))).toMatch(/\/landing\?x=a%20b\+c&y&ws_link=[\w.-]+$/);
  await page.waitForURL(link);
  await isReady(page);
  const events = await wire.waitFor(3);
  await settle(page);
  expect(events.map(nameOf)).toEqual(["page/watched", "Link Clicked", "page/landing"]);
  expect(wire.stored()).toHaveLength(3);
  expect(events.map(({ anonymousId }) => anonymousId)).toEqual([visitor, visitor, visitor]);
  expect(events[2]?.context?.page).toMatchObject({ url: link.replace(/#.*/, ""), referrer: at(A, "/") });
  expect(JSON.stringify(wire.requests)).not.toContain("ws_link");
  expect(await visitorOf(page)).toBe(visitor);
  // It stays, also without a link.
  const later = await openAt(B, "/later", "");
  expect(await visitorOf(later)).toBe(visitor);
});

test.each([
  ["a click that opens a tab", `<a target="_blank" rel="noopener" href="URL">Go</a>`, (page: Page) => page.click("a")],
  ["the middle button", `<a href="URL">Go</a>`, (page: Page) => page.click("a", { button: "middle" })],
  ["the keyboard", `<a href="URL">Go</a>`, (page: Page) => page.press("a", "Enter")],
  ["a picture in a link", `<a href="URL"><b><i>Go</i></b></a>`, (page: Page) => page.click("i")],
  [
    "a click whose propagation is stopped",
    `<a href="URL">Go</a>`,
    (page: Page) =>
      page
        .evaluate(() => document.querySelector("a")?.addEventListener("click", (event) => event.stopImmediatePropagation()))
        .then(() => page.click("a")),
  ],
  [
    "a link in a component",
    `<div></div>`,
    (page: Page) =>
      page
        .evaluate(
          (url) => {
            const root = document.querySelector("div")?.attachShadow({ mode: "open" });
            if (root) root.innerHTML = `<a href="${url}">Go</a>`;
          },
          at(B, "/next"),
        )
        .then(() => page.click("a")),
  ],
  [
    "a form that is sent by GET",
    `<form action="URL?lost=1"><input name="q" value="kính"><button>Go</button></form>`,
    (page: Page) => page.click("button"),
  ],
  [
    "a form that is sent by POST",
    `<form method="post" action="URL?kept=1"><button>Go</button></form>`,
    (page: Page) => page.click("button"),
  ],
  [
    "a form whose fields hide its own properties",
    `<form method="post" action="URL"><input name="action"><input name="method"><input name="getAttribute"><button>Go</button></form>`,
    (page: Page) => page.evaluate(() => document.querySelector("button")?.click()),
  ],
  [
    "a button that says where and how",
    `<form action="/here"><button formaction="URL" formmethod="post">Go</button></form>`,
    (page: Page) => page.click("button"),
  ],
])("The visitor comes along by %s, and the page is as it was afterwards", async (_, html, act) => {
  const { wire } = setting();
  const page = await openAt(A, "/start", html.replaceAll("URL", at(B, "/next")));
  const before = await page.evaluate(() => document.querySelector("main")?.innerHTML);
  const visitor = await visitorOf(page);
  const address = await follow(() => act(page));
  expect(address).toMatch(LINKED);
  expect(address).toContain("/next");
  const [, view] = await wire.waitFor(2);
  expect(view?.anonymousId).toBe(visitor);
  expect(view?.context?.page?.url).not.toContain("ws_link");
  if (page.url().includes(A)) expect(await page.evaluate(() => document.querySelector("main")?.innerHTML)).toBe(before);
});

test("A link is as it was right after the click, and a copied one was never anything else", async () => {
  const page = await openAt(A, "/start", `<a href="//${B}:1/x" download>Go</a>`);
  const seen = await page.evaluate(async () => {
    const link = document.querySelector("a") as HTMLAnchorElement;
    const hrefs: (string | null)[] = [];
    const note = () => hrefs.push(link.getAttribute("href"));
    window.addEventListener("click", (event) => {
      note();
      event.preventDefault();
    });
    for (const button of [0, 2]) {
      const type = button === 2 ? "auxclick" : "click";
      link.dispatchEvent(new MouseEvent(type, { button, bubbles: true, cancelable: true, composed: true }));
      if (button === 2) note();
      await new Promise((done) => setTimeout(done));
      await new Promise((done) => setTimeout(done));
      note();
    }
    link.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true }));
    note();
    return hrefs;
  });
  const plain = `//${B}:1/x`;
  expect(seen[0]).toMatch(LINKED);
  expect(seen.slice(1)).toEqual([plain, plain, plain, plain]);
});

test("A link that the page changes while it is followed keeps what the page gave it", async () => {
  const page = await openAt(A, "/start", `<a href="${at(B, "/x")}">Go</a>`);
  const href = await page.evaluate(async () => {
    const link = document.querySelector("a") as HTMLAnchorElement;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      link.href = "/mine";
    });
    link.click();
    await new Promise((done) => setTimeout(done));
    await new Promise((done) => setTimeout(done));
    return link.getAttribute("href");
  });
  expect(href).toBe("/mine");
});

test("Other links and forms are left alone", async () => {
  const page = await openAt(A, "/start", "");
  const hrefs = await page.evaluate(
    ([same, other, under]) => {
      const main = document.querySelector("main") as HTMLElement;
      return ["#x", "/y", same, other, under, "mailto:an@shop-b.localhost", "javascript:void 0", "tel:0912345678", "http://["].map(
        (href) => {
          main.innerHTML = `<a href="${href}">Go</a>`;
          const link = main.firstChild as HTMLAnchorElement;
          let seen: string | null = "";
          link.addEventListener("click", (event) => {
            seen = link.getAttribute("href");
            event.preventDefault();
          });
          link.click();
          return seen === href;
        },
      );
    },
    [at(A, "/z"), at(C, "/z"), at(`sub.${A}`, "/z")],
  );
  expect(hrefs).toEqual(Array(9).fill(true));
});

test.each(["/denied", "/pending"])("Without consent (%s) no visitor is taken along", async (path) => {
  const page = await openAt(A, path, `<a href="${at(B, "/next")}">Go</a>`);
  expect(await follow(() => page.click("a"))).not.toContain("ws_link");
});

test("A visitor who was known there becomes the one of the link, and who has signed in stays so", async () => {
  const { wire } = setting();
  const known = await openAt(B, "/known", "");
  await known.evaluate(() => window.waystitch?.identify("user-1"));
  await wire.waitFor(2);
  const page = await openAt(A, "/start", `<a href="${at(B, "/next")}">Go</a>`);
  const visitor = await visitorOf(page);
  await page.click("a");
  expect((await wire.waitFor(4))[3]).toMatchObject({ anonymousId: visitor, userId: "user-1" });
  // The other tab follows.
  await known.waitForFunction((id) => window.waystitch?.visitorId() === id, visitor);
});

test("Where consent is pending, the visitor is taken up when it is given, with all that waited", async () => {
  const { wire } = setting();
  const page = await openAt(A, "/start", `<a href="${at(B, "/pending")}">Go</a>`);
  const visitor = await visitorOf(page);
  await page.click("a");
  await page.waitForURL(`**${B}**/pending`);
  await isReady(page);
  await page.evaluate(() => window.waystitch?.track("Waits"));
  await settle(page);
  expect(await page.evaluate(() => [document.cookie, ...Object.keys(localStorage)])).toEqual([""]);
  expect(wire.stored()).toHaveLength(1);
  await page.evaluate(() => window.waystitch?.consent("granted"));
  const events = await wire.waitFor(3);
  expect(events.map(({ anonymousId }) => anonymousId)).toEqual([visitor, visitor, visitor]);
});

/** Makes a link on one page, to be opened in another way. */
async function decoratedLink(path = "/next"): Promise<{ link: string; visitor: string | undefined }> {
  const page = await openAt(A, "/start", `<a href="${at(B, path)}">Go</a>`);
  const link = await page.evaluate(() => {
    const anchor = document.querySelector("a") as HTMLAnchorElement;
    let href = "";
    window.addEventListener("click", (event) => {
      href = anchor.href;
      event.preventDefault();
    });
    anchor.click();
    return href;
  });
  return { link, visitor: await visitorOf(page) };
}

test("A link that was copied to another browser, altered, or is old brings nobody", async () => {
  const { wire, context } = setting();
  const browser = context.browser();
  if (!browser) throw new Error("The tests run in a browser.");
  const { link, visitor } = await decoratedLink();
  const other = visitor?.replace(/.$/, (last) => (last === "0" ? "1" : "0")) ?? "";
  const visits: readonly [address: string, options: object, later?: number][] = [
    [link, { userAgent: "Mozilla/5.0 (Linux; Android 15) Chrome/142" }],
    [link, { locale: "vi-VN" }],
    [link, { timezoneId: "Asia/Tokyo" }],
    [link.replace(visitor ?? "", other), {}],
    [link, {}, 200_000],
  ];
  for (const [address, options, later] of visits) {
    const own = await browser.newContext(options);
    if (later) await own.clock.install({ time: Date.now() + later });
    const page = await openAt(B, address.slice(at(B, "").length), "", own);
    expect(page.url()).toBe(at(B, "/next"));
    expect([visitor, other]).not.toContain(await visitorOf(page));
    await own.close();
  }
  // The same link in a browser of the same kind is as good as followed: a public key cannot tell them apart.
  const own = await browser.newContext();
  const page = await openAt(B, link.slice(at(B, "").length), "", own);
  expect(await visitorOf(page)).toBe(visitor);
  await own.close();
  expect(JSON.stringify(wire.requests)).not.toContain("ws_link");
});

test("A link that was not followed on one of the site's domains brings nobody", async () => {
  const { link, visitor } = await decoratedLink();
  const page = await openAt(C, "/posted", `<a href="${link}">Look</a>`);
  await page.click("a");
  await page.waitForURL(at(B, "/next"));
  await isReady(page);
  await settle(page);
  expect(await visitorOf(page)).not.toBe(visitor);
});

test("A page that tells nothing of where its visitors come from still takes them along", async () => {
  const { wire } = setting();
  const page = await openAt(A, "/silent", `<a href="${at(B, "/next")}">Go</a>`);
  const visitor = await visitorOf(page);
  await page.click("a");
  const [, view] = await wire.waitFor(2);
  expect(view).toMatchObject({ anonymousId: visitor, context: { page: { referrer: "" } } });
});

test("A page without the option takes nobody, but cleans its address, and keeps its state and early calls", async () => {
  const { wire, context } = setting();
  const { link, visitor } = await decoratedLink("/alone?a=1");
  await context.addInitScript(() => {
    history.replaceState({ kept: 1 }, "");
    Object.assign(window, { waystitch: { q: [["track", ["Early"], Date.now(), location.href]] } });
  });
  const page = await context.newPage();
  await page.goto(link);
  const events = (await wire.waitFor(3)).slice(1);
  expect(events.map(nameOf).sort()).toEqual(["Early", "page/alone"]);
  for (const { context, anonymousId } of events) {
    expect(context?.page?.url).toBe(at(B, "/alone?a=1"));
    expect(anonymousId).not.toBe(visitor);
  }
  expect(page.url()).toBe(at(B, "/alone?a=1"));
  expect(await page.evaluate(() => history.state)).toEqual({ kept: 1 });
});

test("With the file blocked, links are followed as ever", async () => {
  const { context, wire } = setting();
  await context.route("**/waystitch-full.js", (route) => route.abort());
  const page = await openAt(A, "/start", `<a href="${at(B, "/next")}">Go</a>`);
  expect(await follow(() => page.click("a"))).toBe("/next");
  await wire.waitFor(2);
});
