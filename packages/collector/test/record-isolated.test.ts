import type { Batch, RecordedBatch } from "@waystitch/store";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordIsolated } from "../src/commit/record-isolated.js";
import { committer, submission, table } from "./memory-table.js";
import { rowOf } from "./rows.js";

describe("one bad event", () => {
  test("hurts only itself, wherever it stands and whoever shares the insert", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.boolean(), { maxLength: 8 }), { minLength: 1, maxLength: 8 }), async (groups) => {
        const { record, events, rejected } = table();
        const { commit } = committer(record, { inFlight: 1 });
        const answers = await Promise.all(
          groups.map((bad, g) => commit(submission(...bad.map((isBad, i) => rowOf(`e${g}-${i}`, { name: isBad ? "bad" : null }))))),
        );
        const expected = groups.map((bad) => ({
          ok: true,
          fates: bad.map((isBad) => (isBad ? { refused: "SQLSTATE 22P05: bad row" } : "stored")),
        }));
        expect(answers).toEqual(expected);
        expect(events.size).toBe(groups.flat().filter((isBad) => !isBad).length);
        expect(rejected).toHaveLength(groups.flat().filter((isBad) => isBad).length);
      }),
      { numRuns: 200 },
    );
  });

  test("is refused as often as it was sent", async () => {
    const { commit } = committer(table().record, { inFlight: 1 });
    const bad = () => submission(rowOf("e1", { name: "bad" }), rowOf("e2"));
    const answers = await Promise.all([commit(submission(rowOf("e0"))), commit(bad()), commit(bad())]);
    const refused = { refused: "SQLSTATE 22P05: bad row" };
    expect(answers.map((answer) => answer.ok && answer.fates)).toEqual([["stored"], [refused, "stored"], [refused, "duplicate"]]);
  });

  test("is found in few steps: 1,000 rows with one bad one cost some twenty inserts", async () => {
    const { record, batches } = table();
    const rows = Array.from({ length: 1_000 }, (_, i) => rowOf(`e${i}`, { name: i === 617 ? "bad" : null }));
    const { stored, refused } = await recordIsolated(record, rows, [], []);
    expect([stored.size, refused.size]).toEqual([999, 1]);
    expect(batches.length).toBeLessThan(25);
  });

  test("takes only its own contacts with it", async () => {
    const { record } = table();
    const kept: unknown[] = [];
    const noting = async (batch: Batch): Promise<RecordedBatch> => {
      const recorded = await record(batch);
      kept.push(...(batch.contacts ?? []).map(({ identifier }) => identifier));
      return recorded;
    };
    const rows = [rowOf("e1", { name: "bad", identifiers: ["email:bad"] }), rowOf("e2", { identifiers: ["email:good"] })];
    const contacts = ["email:bad", "email:good"].map((identifier) => ({
      part: 0,
      site_id: "demo",
      identifier,
      value: "",
      received_at: "",
    }));
    await recordIsolated(noting, rows, [], contacts);
    expect(kept).toEqual(["email:good"]);
  });

  test("does not hide that the database is gone: then the outcome is unknown", async () => {
    const gone = async (batch: Batch): Promise<RecordedBatch> => {
      if (batch.events.length === 0) return { stored: [] };
      throw Object.assign(new Error("x"), { code: batch.events.length > 1 ? "22P05" : "57P01" });
    };
    const { commit } = committer(gone);
    expect(await commit(submission(rowOf("e1"), rowOf("e2")))).toEqual({ ok: false, why: "unavailable" });
  });
});
