import { afterAll, beforeAll, expect, test } from "vitest";
import { runStall } from "./run-stall.js";
import { type Server, startForgetfulServer, startSystem } from "./system.js";

// The short form of `npm run long -- stall`, which also asserts times.
const MORE_MEMORY = 128 * 1024 * 1024;

let server: Server;
beforeAll(async () => {
  server = await startForgetfulServer({ isDurable: false });
});
afterAll(() => server.stop());

test("while the database hangs under load, memory stays bounded and every client is told to come again; then every one is taken", async () => {
  const system = await startSystem(server);
  const outcome = await runStall(system, { stall: "processes stopped", stallMs: 5_000, warmUpMs: 2_000, clients: 60 });
  await system.stop();
  expect(outcome.peakBytes - outcome.baseBytes).toBeLessThan(MORE_MEMORY);
  expect(outcome.refusedAfterMs.length).toBeGreaterThanOrEqual(60);
  // What was committed before may be answered late.
  expect(outcome.otherAnswers.filter((status) => status !== "200")).toEqual([]);
});
