import { expect, test } from "vitest";
import { judge } from "../src/judge.js";
import { browser, hash, page, steps } from "./received.js";

const bodyOf = (events: number) => ({
  events: Array.from({ length: events }, (_, index) => ({ ...page, messageId: `m${index}` })),
  context: { ok: true, value: {} } as const,
  sentAt: null,
  writeKey: null,
});

/** How often others had their turn while a body was judged. */
async function turnsWhileJudging(events: number): Promise<number> {
  let turns = 0;
  let isJudged = false;
  const count = (): void => {
    if (isJudged) return;
    turns++;
    setImmediate(count);
  };
  setImmediate(count);
  const judged = await judge(bodyOf(events), browser, { steps, hash, onStepError: () => undefined });
  isJudged = true;
  expect(judged.indexes).toEqual(Array.from({ length: events }, (_, index) => index));
  return turns;
}

test("a thousand events let others in between, so that no body holds up everybody", async () => {
  expect(await turnsWhileJudging(1_000)).toBeGreaterThanOrEqual(19);
});

test("a usual batch is judged at a stretch", async () => {
  expect(await turnsWhileJudging(50)).toBe(0);
});

test("an event on which a step throws is kept as rejected and told of, and costs none of its neighbours", async () => {
  const errors: unknown[] = [];
  const failing: typeof steps = (raw, received) => {
    if ((raw as { messageId: string }).messageId === "m1") throw new Error("a fault of ours");
    return steps(raw, received);
  };
  const judged = await judge(bodyOf(3), browser, { steps: failing, hash, onStepError: (error) => void errors.push(error) });
  expect(judged.indexes).toEqual([0, 2]);
  expect(judged.refused).toEqual([{ index: 1, messageId: "m1", reason: "collector_failed", detail: "a step failed" }]);
  expect(judged.rejectedRows).toMatchObject([{ reason: "collector_failed", message_id: "m1" }]);
  expect(errors).toEqual([new Error("a fault of ours")]);
});
