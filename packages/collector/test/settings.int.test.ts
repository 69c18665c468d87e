import { afterAll, beforeAll, expect, test } from "vitest";
import { startCollector, type TestCollector } from "./start-collector.js";

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.stop());

const settingsOf = (key: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${collector.url}/v1/projects/${key}/settings`, { headers });

test("the settings of a public key send everything to the host that was asked, and nothing elsewhere", async () => {
  const response = await settingsOf(collector.keys.write, { origin: "http://shop.vn" });
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("cache-control")).toMatch(/^private/);
  const settings = (await response.json()) as Record<string, unknown>;
  expect(settings["integrations"]).toEqual({
    "Segment.io": {
      apiKey: collector.keys.write,
      apiHost: `${new URL(collector.url).host}/v1`,
      protocol: "http",
      unbundledIntegrations: [],
      addBundledMetadata: false,
    },
  });
  expect(settings["metrics"]).toEqual({ sampleRate: 0 });
  expect(JSON.stringify(settings)).not.toContain("segment.io/v1");
});

test("the settings of a page that came encrypted send encrypted", async () => {
  const response = await settingsOf(collector.keys.write, { origin: "https://shop.vn" });
  expect(await response.json()).toMatchObject({ integrations: { "Segment.io": { protocol: "https" } } });
});

test.each([
  ["an unknown key", () => "wk_unknown"],
  ["a secret key", () => collector.keys.secret],
  ["a key with markup in it", () => "%3Cscript%3E"],
])("%s has none", async (_, key) => {
  const response = await settingsOf(key());
  expect([response.status, await response.json()]).toEqual([401, { error: "key_unknown", message: expect.any(String) }]);
});
