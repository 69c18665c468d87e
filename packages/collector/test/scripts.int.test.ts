import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { archiveScripts } from "../src/scripts/archive.js";
import { servedScripts } from "../src/scripts/served-scripts.js";
import { pageOf, startCollector, type TestCollector } from "./start-collector.js";

/** How the build writes that a part is asked for. */
const loadOf = (stem: string, version = ""): string => `load(\`${stem}-\${t}${version}.js\`)`;
const BUILD = new Map([
  ["waystitch.js", `post("v1/batch");${loadOf("waystitch")}`],
  ["waystitch-full.js", 'post("v1/batch");find("script[src*=waystitch-debug]");load("waystitch-debug.js")'],
]);
const buffers = (build: ReadonlyMap<string, string>) => new Map(Array.from(build, ([name, text]) => [name, Buffer.from(text)]));
const NAMES = { scriptPath: "/js/shop.js", batchName: "in" };
const served = servedScripts(buffers(BUILD), NAMES);

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector({ scripts: served, ...NAMES });
});
afterAll(() => collector.stop());

const get = (path: string): Promise<Response> => fetch(`${collector.url}${path}`);

interface Listed {
  readonly path: string;
  readonly isVersioned: boolean;
  readonly integrity: string;
}

async function list(): Promise<readonly Listed[]> {
  return ((await (await get("/waystitch.json")).json()) as { scripts: Listed[] }).scripts;
}

describe("the script", () => {
  test("has a neutral name beside its own, under which it asks for neutral names only", async () => {
    expect(await (await get("/js/shop.js")).text()).toBe(`post("in");${loadOf("shop")}`);
    expect(await (await get("/js/shop-full.js")).text()).toBe('post("in");find("script[src*=shop-debug]");load("shop-debug.js")');
    expect(await (await get("/waystitch.js")).text()).toBe(BUILD.get("waystitch.js"));
  });

  test("posts under its neutral name to where batches are taken", async () => {
    const body = JSON.stringify({ writeKey: collector.keys.write, batch: [pageOf("neutral", "n1")] });
    expect(await (await fetch(`${collector.url}/js/in`, { method: "POST", body })).json()).toMatchObject({ accepted: 1 });
  });

  test("has an address for good, with its hash, at which it asks for parts of the same version", async () => {
    const versioned = (await list()).filter(({ isVersioned }) => isVersioned);
    expect(versioned).toHaveLength(4);
    for (const { path, integrity } of versioned) {
      const response = await get(path);
      expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      const text = await response.text();
      expect(integrity).toBe(`sha384-${createHash("sha384").update(text).digest("base64")}`);
    }
    const own = versioned.find(({ path }) => path.startsWith("/waystitch.")) as Listed;
    const [, version] = /\.([0-9a-f]{12})\.js$/.exec(own.path) ?? [];
    expect(await (await get(own.path)).text()).toBe(`post("v1/batch");${loadOf("waystitch", `.${version}`)}`);
    const neutral = versioned.find(({ path }) => path.startsWith("/js/shop.")) as Listed;
    expect(await (await get(neutral.path)).text()).toBe(`post("in");${loadOf("shop", `.${version}`)}`);
  });

  test("has another address when any of its parts changes, and the same one when none does", () => {
    const addressOf = (build: ReadonlyMap<string, string>) =>
      servedScripts(buffers(build), NAMES).find(({ path, isVersioned }) => isVersioned && path.startsWith("/waystitch."))?.path;
    expect(addressOf(BUILD)).toBe(addressOf(new Map([...BUILD].reverse())));
    expect(addressOf(BUILD)).not.toBe(addressOf(new Map(BUILD).set("waystitch-full.js", "changed")));
  });
});

test("what a page's tag names by its version is served after an upgrade, byte for byte", async () => {
  const folder = await mkdtemp(`${tmpdir()}/waystitch-archive-`);
  expect(await archiveScripts(folder, served)).toEqual([]);
  const next = servedScripts(buffers(new Map(BUILD).set("waystitch.js", "next")), NAMES);
  const earlier = await archiveScripts(folder, next);
  const bodies = (scripts: typeof served) => scripts.map(({ path, body }) => `${path} ${body}`).sort();
  expect(bodies(earlier)).toEqual(bodies(served.filter(({ isVersioned }) => isVersioned)));
  const upgraded = await startCollector({ scripts: [...next, ...earlier] });
  for (const { path, body } of earlier) expect(await (await fetch(`${upgraded.url}${path}`)).text()).toBe(body.toString());
  await upgraded.stop();
  await rm(folder, { recursive: true });
});

test("a collector without a folder for them keeps none", async () => {
  expect(await archiveScripts(undefined, served)).toEqual([]);
});
