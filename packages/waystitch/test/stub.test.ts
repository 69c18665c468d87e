import { readFileSync } from "node:fs";
import { STUB } from "@waystitch/sdk";
import { expect, it } from "vitest";

it("the demo shop pastes the stub that the script knows", () => {
  const tag = readFileSync(new URL("../../../examples/storefront/src/waystitch-tag.ts", import.meta.url), "utf8");
  expect(tag).toContain(STUB);
});
