import { partOf } from "@waystitch/protocol";
import type { Batch, EventRow, RecordedBatch, RejectedRow } from "@waystitch/store";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCommitter } from "../src/commit/committer.js";
import { fatesOf, keyText, type Submission } from "../src/commit/group.js";
import { recordIsolated } from "../src/commit/record-isolated.js";
import { rowOf } from "./rows.js";

/** A table in memory that keeps the promise of `recordBatch`: all or nothing, each key once, a bad row fails the batch. */
function table() {
  const events = new Map<string, EventRow>();
  const rejected: RejectedRow[] = [];
  const batches: Batch[] = [];
  const record = async (batch: Batch): Promise<RecordedBatch> => {
    batches.push(batch);
    await Promise.resolve();
    if (batch.events.some((event) => event.name === "bad")) throw Object.assign(new Error("bad row"), { code: "22P05" });
    const stored = batch.events.filter((event) => !events.has(keyText(event)) && events.set(keyText(event), event));
    rejected.push(...batch.rejected);
    return { stored };
  };
  return { events, rejected, batches, record };
}

const refusal = (index: number, detail: string): RejectedRow => ({
  part: partOf("demo", String(index)),
  site_id: "demo",
  rejected_id: String(index),
  reason: "storage_refused",
  detail,
  message_id: null,
  payload: "{}",
  trusted: false,
  received_at: "2026-11-22T12:00:00.000Z",
});

const submission = (...events: EventRow[]): Submission => ({ events, rejected: [], bytes: 100 * events.length, refuse: refusal });

function committer(record: (batch: Batch) => Promise<RecordedBatch>, bounds = {}) {
  const errors: unknown[] = [];
  const clock = { now: 0 };
  return { ...createCommitter({ record, now: () => clock.now, onError: (error) => void errors.push(error), bounds }), errors, clock };
}

/** A `record` that returns when it is told to. */
function held() {
  const { record, ...rest } = table();
  const waiting: (() => void)[] = [];
  const hold = (batch: Batch) => new Promise<void>((resolve) => waiting.push(resolve)).then(() => record(batch));
  return { ...rest, hold, waiting, release: () => waiting.shift()?.() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("requests that come together", () => {
  test("share an insert: two are under way, and the third takes all that has gathered", async () => {
    const { hold, batches, release } = held();
    const { commit } = committer(hold);
    const answers = Array.from({ length: 10 }, (_, i) => commit(submission(rowOf(`e${i}`))));
    release();
    release();
    await settled();
    release();
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 10 }, () => ({ ok: true, fates: ["stored"] })));
    expect(batches.map((batch) => batch.events.length)).toEqual([1, 1, 8]);
  });

  test("are never more than so many rows and bytes in one insert", async () => {
    const { hold, batches, release } = held();
    const { commit, drained } = committer(hold, { inFlight: 1, groupRows: 10, groupBytes: 500 });
    for (let i = 0; i < 20; i++) void commit(submission(rowOf(`a${i}`), rowOf(`b${i}`)));
    const isDrained = drained();
    for (let i = 0; i < 20; i++) {
      release();
      await settled();
    }
    await isDrained;
    expect(Math.max(...batches.map((batch) => batch.events.length))).toBe(4);
    expect(batches.flatMap((batch) => batch.events)).toHaveLength(40);
  });

  test("larger than an insert may be are one of their own", async () => {
    const { record, batches } = table();
    const { commit } = committer(record, { groupRows: 2 });
    const rows = Array.from({ length: 5 }, (_, i) => rowOf(`e${i}`));
    expect(await commit(submission(...rows))).toEqual({ ok: true, fates: rows.map(() => "stored") });
    expect(batches).toHaveLength(1);
  });
});

describe("the answer", () => {
  test("counts an event for the first who sent it, in one request and across those that share an insert", async () => {
    const { hold, events, release } = held();
    const { commit } = committer(hold, { inFlight: 1 });
    const first = commit(submission(rowOf("other")));
    const second = commit(submission(rowOf("e1"), rowOf("e1"), rowOf("e2")));
    const third = commit(submission(rowOf("e2"), rowOf("e3")));
    release();
    await first;
    await settled();
    release();
    expect(await second).toEqual({ ok: true, fates: ["stored", "duplicate", "stored"] });
    expect(await third).toEqual({ ok: true, fates: ["duplicate", "stored"] });
    expect(events.size).toBe(4);
  });

  test("never comes before the insert has returned", async () => {
    const { hold, release } = held();
    const { commit } = committer(hold);
    let isAnswered = false;
    const answer = commit(submission(rowOf("e1"))).then(() => {
      isAnswered = true;
    });
    await settled();
    expect(isAnswered).toBe(false);
    release();
    await answer;
  });

  test("is one of unavailable for all who shared an insert that failed, and of nobody else", async () => {
    let calls = 0;
    const { record } = table();
    const { commit, errors } = committer(
      async (batch) => {
        if (++calls === 2) throw new Error("connection terminated");
        return record(batch);
      },
      { inFlight: 1 },
    );
    const answers = await Promise.all(["e1", "e2", "e3"].map((id) => commit(submission(rowOf(id)))));
    expect(answers).toEqual([
      { ok: true, fates: ["stored"] },
      { ok: false, why: "unavailable" },
      { ok: false, why: "unavailable" },
    ]);
    expect(errors).toHaveLength(1);
    expect(await commit(submission(rowOf("e2")))).toEqual({ ok: true, fates: ["stored"] });
  });

  test("is busy, at once, when too much is waiting already", async () => {
    const { hold, release, batches } = held();
    const { commit, drained } = committer(hold, { inFlight: 1, queuedRows: 3, queuedBytes: 1_000 });
    void commit(submission(rowOf("e0")));
    void commit(submission(rowOf("e1"), rowOf("e2"), rowOf("e3")));
    expect(await commit(submission(rowOf("e4")))).toEqual({ ok: false, why: "busy" });
    release();
    await settled();
    expect(await commit({ ...submission(rowOf("e5")), bytes: 1_001 })).toEqual({ ok: false, why: "busy" });
    release();
    await drained();
    expect(batches.flatMap((batch) => batch.events).map((event) => event.event_id)).toEqual(["e0", "e1", "e2", "e3"]);
  });

  test("is busy for who has waited so long that nobody waits for it any more", async () => {
    const { hold, release, batches } = held();
    const { commit, clock } = committer(hold, { inFlight: 1, waitMs: 5_000 });
    const first = commit(submission(rowOf("e1")));
    const second = commit(submission(rowOf("e2")));
    clock.now = 5_001;
    const third = commit(submission(rowOf("e3")));
    release();
    expect(await first).toEqual({ ok: true, fates: ["stored"] });
    expect(await second).toEqual({ ok: false, why: "busy" });
    release();
    expect(await third).toEqual({ ok: true, fates: ["stored"] });
    expect(batches.flatMap((batch) => batch.events).map((event) => event.event_id)).toEqual(["e1", "e3"]);
  });
});

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

  test("is found in few steps: 1,000 rows with one bad one cost some twenty inserts", async () => {
    const { record, batches } = table();
    const rows = Array.from({ length: 1_000 }, (_, i) => rowOf(`e${i}`, { name: i === 617 ? "bad" : null }));
    const { stored, refused } = await recordIsolated(record, rows, []);
    expect([stored.size, refused.size]).toEqual([999, 1]);
    expect(batches.length).toBeLessThan(25);
  });

  test("does not hide that the database is gone: then the outcome is unknown", async () => {
    const gone = async (batch: Batch): Promise<RecordedBatch> => {
      throw Object.assign(new Error("x"), { code: batch.events.length > 1 ? "22P05" : "57P01" });
    };
    const { commit } = committer(gone);
    expect(await commit(submission(rowOf("e1"), rowOf("e2")))).toEqual({ ok: false, why: "unavailable" });
  });
});

test("of equal keys in a group exactly one is stored, and the first of them, when the database had none", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 6 }), { maxLength: 6 }),
      fc.integer({ min: 0, max: 5 }),
      (groups, known) => {
        const group = groups.map((ids) => submission(...ids.map((id) => rowOf(`e${id}`))));
        const fresh = new Set(
          groups
            .flat()
            .filter((id) => id !== known)
            .map((id) => keyText(rowOf(`e${id}`))),
        );
        const fates = fatesOf(group, fresh, new Map()).flat();
        const seen = new Set<number>([known]);
        const expected = groups.flat().map((id) => {
          const isNew = !seen.has(id);
          seen.add(id);
          return isNew ? "stored" : "duplicate";
        });
        expect(fates).toEqual(expected);
      },
    ),
  );
});
