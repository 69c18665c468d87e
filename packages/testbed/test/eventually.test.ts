import { eventually } from "@waystitch/testbed";
import { expect, test } from "vitest";

test("a check is repeated until it passes, and its value is returned", async () => {
  let calls = 0;
  const value = await eventually(
    async () => {
      if (++calls < 3) throw new Error("not yet");
      return calls;
    },
    { everyMs: 1 },
  );
  expect(value).toBe(3);
});

test("when the time is up, the check's last error is thrown", async () => {
  let calls = 0;
  const check = () => {
    throw new Error(`call ${++calls}`);
  };
  await expect(eventually(check, { withinMs: 30, everyMs: 5 })).rejects.toThrow(/^call ([2-9]|\d\d)$/);
});
