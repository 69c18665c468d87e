import { REFUSALS } from "@waystitch/collector";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CALLS } from "../src/calls.js";
import { startCollector, type TestCollector } from "./start-collector.js";

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.stop());

interface Operation {
  readonly responses: Record<string, { readonly description: string }>;
}

test("docs/openapi.json is what the routes say of themselves; vitest's -u writes it anew", async () => {
  const text = await (await fetch(`${collector.url}/openapi.json`)).text();
  const document = JSON.parse(text) as { paths: Record<string, Record<string, Operation>> };
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot("../../../docs/openapi.json");
  for (const [path] of Object.values(CALLS)) expect(document.paths).toHaveProperty([path ?? "", "post"]);
  const described = JSON.stringify(document.paths["/v1/batch"]?.["post"]?.responses);
  for (const error of Object.keys(REFUSALS)) expect(described).toContain(error);
});
