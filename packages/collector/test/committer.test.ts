import type { Batch } from "@waystitch/store";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distinctEvents, fateIn } from "../src/commit/group.js";
import { committer, held, settled, submission, table } from "./memory-table.js";
import { rowOf } from "./rows.js";

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
    const { commit, drained } = committer(hold, { inFlight: 1, ownerShare: 1, queuedRows: 3, queuedBytes: 1_000 });
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

describe("while the database hangs", () => {
  /** Inserts that fail or store when told to; `clock` says how long that took. */
  function hanging() {
    const { record, batches } = table();
    const waiting: { fail: () => void; store: () => void }[] = [];
    const hold = (batch: Batch) =>
      new Promise<void>((store, reject) => {
        waiting.push({ fail: () => reject(new Error("no answer in time")), store });
      }).then(() => record(batch));
    return { waiting, batches, ...committer(hold) };
  }

  /** Two inserts that nobody answers, and one request behind them. */
  async function hung() {
    const one = hanging();
    const answers = ["e1", "e2", "e3"].map((id) => one.commit(submission(rowOf(id))));
    one.clock.now = 2_000;
    for (const { fail } of one.waiting.splice(0)) fail();
    return { ...one, answers: await Promise.all(answers) };
  }

  test("those who wait behind an insert that nobody answered are turned away with it", async () => {
    const { answers, waiting } = await hung();
    expect(answers).toEqual(new Array(3).fill({ ok: false, why: "unavailable" }));
    expect(waiting).toEqual([]);
  });

  test("two inserts try whether it is back, and others are turned away at once", async () => {
    const { commit, hang, waiting } = await hung();
    expect(hang.turnsAway()).toBe(false);
    const trials = ["e1", "e2"].map((id) => commit(submission(rowOf(id))));
    expect(hang.turnsAway()).toBe(true);
    expect(await commit(submission(rowOf("e3")))).toEqual({ ok: false, why: "unavailable" });
    expect(waiting).toHaveLength(2);
    waiting[0]?.store();
    expect(await trials[0]).toEqual({ ok: true, fates: ["stored"] });
    expect(hang.turnsAway()).toBe(false);
    const after = ["e3", "e4"].map((id) => commit(submission(rowOf(id))));
    for (const { store } of waiting) store();
    await settled();
    for (const { store } of waiting) store();
    expect(await Promise.all([trials[1], ...after])).toEqual(new Array(3).fill({ ok: true, fates: ["stored"] }));
  });

  test("which one does not that refuses at once: then everyone is tried", async () => {
    const { commit, waiting } = hanging();
    const first = ["e1", "e2"].map((id) => commit(submission(rowOf(id))));
    for (const { fail } of waiting.splice(0)) fail();
    await Promise.all(first);
    const answers = ["e1", "e2", "e3"].map((id) => commit(submission(rowOf(id))));
    for (let round = 0; round < 2; round++) {
      for (const { store } of waiting) store();
      await settled();
    }
    expect(await Promise.all(answers)).toEqual(new Array(3).fill({ ok: true, fates: ["stored"] }));
  });
});

test("of equal keys in a group exactly one is stored, and the first of them, when the database had none", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 6 }), { maxLength: 6 }),
      fc.integer({ min: 0, max: 5 }),
      (groups, known) => {
        const group = groups.map((ids) => submission(...ids.map((id) => rowOf(`e${id}`))));
        const stored = new Set(distinctEvents(group).filter((event) => event.event_id !== `e${known}`));
        const fateOf = fateIn({ stored, refused: new Map(), erased: new Set(), tooOld: new Set() });
        const fates = group.flatMap((submitted) => submitted.events.map(fateOf));
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
