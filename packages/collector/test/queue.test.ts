import { describe, expect, test } from "vitest";
import { createQueue, type Waiting } from "../src/commit/queue.js";
import { submissionOf } from "./memory-table.js";
import { rowOf } from "./rows.js";

const bounds = { groupRows: 4, groupBytes: 1_000_000, queuedRows: 20, queuedBytes: 1_000_000, ownerShare: 0.5 };
const waiting = (owner: string, ...ids: string[]): Waiting => ({
  submission: submissionOf(owner, ...ids.map((id) => rowOf(id))),
  since: 0,
  settle: () => undefined,
});
const idsOf = (group: readonly Waiting[]) => group.flatMap(({ submission }) => submission.events.map(({ event_id }) => event_id));

describe("what waits for an insert", () => {
  test("is taken one of each owner in turn, and of one owner in the order in which it came", () => {
    const queue = createQueue(bounds);
    for (const id of ["a1", "a2", "a3", "a4", "a5", "a6"]) queue.add(waiting("a", id));
    queue.add(waiting("b", "b1"));
    queue.add(waiting("c", "c1"));
    expect(idsOf(queue.takeGroup())).toEqual(["a1", "b1", "c1", "a2"]);
    queue.add(waiting("b", "b2"));
    expect(idsOf(queue.takeGroup())).toEqual(["a3", "b2", "a4", "a5"]);
    expect(idsOf(queue.takeGroup())).toEqual(["a6"]);
    expect([queue.isEmpty(), queue.rows, queue.takeGroup()]).toEqual([true, 0, []]);
  });

  test("of one owner is never more than its share, and of all never more than there is room for", () => {
    const queue = createQueue(bounds);
    const fill = (owner: string) => Array.from({ length: 12 }, (_, i) => queue.add(waiting(owner, `${owner}${i}`))).filter(Boolean).length;
    expect([fill("a"), fill("b"), fill("c")]).toEqual([10, 10, 0]);
    expect(queue.rows).toBe(20);
    queue.takeGroup();
    expect([queue.add(waiting("c", "c")), queue.rows]).toEqual([true, 17]);
  });

  test("is let go of when it was taken, also of an owner that is never without", () => {
    const queue = createQueue({ ...bounds, groupRows: 1 });
    queue.add(waiting("a", "0"));
    for (let i = 1; i <= 5_000; i++) {
      queue.add(waiting("a", String(i)));
      expect(idsOf(queue.takeGroup())).toEqual([String(i - 1)]);
    }
    expect(queue.rows).toBe(1);
  });

  test("is counted with what it rejects", () => {
    const queue = createQueue({ ...bounds, queuedRows: 4, ownerShare: 1 });
    const { submission, ...rest } = waiting("a", "1");
    const rejected = [1, 2, 3].map((index) => submission.refuse(index, "x"));
    expect(queue.add({ ...rest, submission: { ...submission, rejected } })).toBe(true);
    expect(queue.rows).toBe(4);
    expect(queue.add(waiting("b", "2"))).toBe(false);
  });
});
