import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runAsynchronousCommit, runEarlyAck } from "./controls.js";
import { runChaos } from "./run-chaos.js";
import { type Server, startForgetfulServer, startSystem } from "./system.js";

// The short form of `npm run long -- chaos`, which also fills the disk.
const KINDS = ["collector killed", "PostgreSQL killed", "backends terminated", "cut at COMMIT", "connections frozen"] as const;
const seed = Number(process.env["CHAOS_SEED"] ?? Date.now() % 1_000_000);

let server: Server;
beforeAll(async () => {
  server = await startForgetfulServer({ isDurable: false });
});
afterAll(() => server.stop());

describe(`while collector, PostgreSQL and the connections between them break (CHAOS_SEED=${seed})`, () => {
  test("every acknowledged event is stored once, and nothing is there that nobody sent", async () => {
    const system = await startSystem(server);
    const outcome = await runChaos(system, {
      seed,
      faults: KINDS.length,
      kinds: KINDS,
      events: 4_000,
      clients: 8,
      pauseMs: 30,
      longestMs: 800,
    });
    await system.stop();
    expect(outcome.verdict).toEqual({ lost: [], twice: [], neverSent: [], misjudged: [] });
    expect(outcome.struck).toEqual(Object.fromEntries(KINDS.map((kind) => [kind, 1])));
    expect(Object.keys(outcome.answers).filter((answer) => !["200", "503", "none"].includes(answer))).toEqual([]);
    expect(outcome.acked).toBeGreaterThan(2_000);
    expect(outcome.rejected).toBeGreaterThan(0);
  });
});

describe("when PostgreSQL is killed, the same clients are found to lose", () => {
  test("events to one whose commits do not wait for the disk", async () => {
    expect((await runAsynchronousCommit(server, seed)).verdict.lost).not.toEqual([]);
  });

  test("events to what acknowledges before the commit", async () => {
    expect((await runEarlyAck(server, seed)).verdict.lost).not.toEqual([]);
  });
});
