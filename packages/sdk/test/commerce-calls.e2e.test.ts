import { expect, test } from "vitest";
import { answerAs, htmlOf, leave, run, sentOver } from "./commerce-page.js";
import { settle, useSetting } from "./setting.js";
import { tagOf } from "./wire.js";

const SHOP = `<script>var Shopify = { currency: { active: "VND" } };</script>`;
const LINE = { id: 431, product_id: 31, title: "Gọng kính Mai", price: 45000000, quantity: 1 };
const answers = { "/cart/add.js": { body: LINE }, "/other": { body: LINE } };
const BODY = `{ method: "POST", body: "id=431&quantity=1" }`;
const SEEN = ["Product Added", "shopify", { currency: "VND", product_id: 31, name: "Gọng kính Mai", price: 450000, quantity: 1 }];

/** What a page has of its own, before the script. */
const HEADS: Readonly<Record<string, string>> = {
  "/before": `<script>
    const ownFetch = window.fetch;
    window.calls = [];
    window.fetch = function (...args) {
      const answer = ownFetch.apply(this, args);
      calls.push({ self: this, args, answer });
      return answer;
    };
  </script>`,
  "/errors": `<script>
    window.heard = [];
    for (const type of ["error", "unhandledrejection"]) addEventListener(type, () => heard.push(type));
  </script>`,
  "/natives": `<script>window.natives = [fetch, XMLHttpRequest.prototype.send]; window.dataLayer = [];</script>`,
};

const setting = useSetting(
  (wire, path) => htmlOf(tagOf(wire, path === "/natives" ? 'data-commerce="off"' : ""), { head: SHOP + (HEADS[path] ?? "") }),
  { oneProfile: true },
);

test("A fetch gives the page its own promise, and calls with the page's this and arguments what the page had there before", async () => {
  const now = setting();
  await answerAs(now, answers);
  const page = await now.open("/before");
  const result = await run(
    page,
    `const options = ${BODY};
    const mine = fetch("/cart/add.js", options);
    const bare = Reflect.apply(fetch, undefined, ["/other", undefined, 3]);
    const [first, second] = calls.filter(({ args: [url] }) => /^.(cart|other)/.test(url));
    const { title } = await (await mine).json();
    await bare;
    return [first.answer === mine, first.self === window, first.args.length, first.args[1] === options, title,
      second.answer === bare, second.args.length];`,
  );
  expect(result).toEqual([true, true, 2, true, "Gọng kính Mai", true, 3]);
  expect(await leave(page, now)).toEqual([SEEN]);
});

test("A wrapper that the page puts around fetch and XMLHttpRequest later goes on working", async () => {
  const now = setting();
  await answerAs(now, answers);
  const page = await now.open();
  const calls = await run(
    page,
    `const ownFetch = window.fetch, ownSend = XMLHttpRequest.prototype.send, calls = [];
    window.fetch = async (...args) => { calls.push("fetch"); const answer = await ownFetch(...args); await answer.clone().text(); return answer; };
    XMLHttpRequest.prototype.send = function (body) { calls.push("send"); return ownSend.call(this, body); };
    await fetch("/cart/add.js", ${BODY});
    await new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", "/cart/add.js");
      request.responseType = "json";
      request.onloadend = () => { calls.push(request.response.title); done(); };
      request.send("id=431&quantity=1");
    });
    return calls;`,
  );
  expect(calls).toEqual(["fetch", "send", "Gọng kính Mai"]);
  expect(await leave(page, now)).toEqual([SEEN, SEEN]);
});

test("What fails, fails in the page as before, and only there", async () => {
  const now = setting();
  await answerAs(now, { "/cart/add.json": { status: 503, body: "canary" }, ...answers });
  await now.context.route("**/cart/add?broken", (route) => route.abort());
  const page = await now.open("/errors");
  const result = await run(
    page,
    `const failures = [];
    await fetch("/cart/add?broken", ${BODY}).catch((error) => failures.push(error.name));
    const aborter = new AbortController();
    const aborted = fetch("/cart/add.js", { ...${BODY}, signal: aborter.signal }).catch((error) => failures.push(error.name));
    aborter.abort();
    await aborted;
    failures.push((await fetch("/cart/add.json", ${BODY})).status);
    const request = new XMLHttpRequest();
    try { request.send(); } catch (error) { failures.push(error.name); }
    request.open("POST", "/cart/add?broken");
    await new Promise((done) => { request.onloadend = done; request.send(); });
    failures.push(request.status);
    try { dataLayer.push = () => { throw new Error("theirs") }; } catch (error) { failures.push(error.name); }
    await new Promise((done) => setTimeout(done));
    return [...failures, ...heard];`,
  );
  expect(result).toEqual(["TypeError", "AbortError", 503, "InvalidStateError", 0, "ReferenceError"]);
  expect(await leave(page, now)).toEqual([]);
});

test("What the page's own push returns or throws is the caller's", async () => {
  const now = setting();
  const page = await now.open();
  const result = await run(
    page,
    `const calls = [];
    class Layer extends Array { push(...args) { calls.push(this === dataLayer, args.length); if (args[0] === "fail") throw new Error("theirs"); super.push(...args); return "mine"; } }
    window.dataLayer = new Layer();
    dispatchEvent(new Event("pagehide"));
    calls.push(Object.hasOwn(dataLayer, "push"), dataLayer.push({ event: "add_to_cart", ecommerce: { value: 5 } }, {}));
    try { dataLayer.push("fail"); } catch (error) { calls.push(error.message); }
    return calls;`,
  );
  expect(result).toEqual([true, 2, true, "mine", true, 1, "theirs"]);
  expect(await leave(page, now)).toEqual([["add_to_cart", "dataLayer", { value: 5 }]]);
});

test("A form is read without the page's hearing of it, and goes as it would", async () => {
  const now = setting();
  await answerAs(now, answers);
  const page = await now.open();
  const heard = await run(
    page,
    `document.body.innerHTML = '<form action="/left?form" target="_blank"><input name="id" value="1"><button>Mua</button></form>';
    const heard = [];
    for (const type of ["formdata", "submit"]) document.addEventListener(type, (event) => heard.push(type, event.defaultPrevented));
    document.querySelector("button").click();
    return heard;`,
  );
  expect(heard).toEqual(["submit", false, "formdata", false]);
});

test("An answer that is too long is not read, and the product counts by what was asked for", async () => {
  const now = setting();
  await answerAs(now, { "/cart/add.js": { body: { ...LINE, sections: "x".repeat(300_000) } } });
  const page = await now.open();
  await run(page, `await fetch("/cart/add.js", ${BODY});`);
  expect(await leave(page, now)).toEqual([["Product Added", "shopify", { currency: "VND", product_id: "431", quantity: 1 }]]);
});

test("Switched off, nothing is wrapped and nothing seen", async () => {
  const now = setting();
  await answerAs(now, answers);
  const page = await now.open("/natives");
  expect(
    await page.evaluate(`natives[0] === fetch && natives[1] === XMLHttpRequest.prototype.send && dataLayer.push === Array.prototype.push`),
  ).toBe(true);
  await run(page, `dataLayer.push({ event: "add_to_cart", ecommerce: {} }); await fetch("/cart/add.js", ${BODY});`);
  await settle(page);
  await page.evaluate(() => window.waystitch?.track("Done"));
  await now.wire.waitFor(2);
  expect(sentOver(now.wire).map(([name]) => name)).toEqual(["Done"]);
});
