import { partOf } from "@waystitch/protocol";
import { type Batch, type EventRow, keyText, type RecordedBatch, type RejectedRow } from "@waystitch/store";
import { createCommitter } from "../src/commit/committer.js";
import type { Submission } from "../src/commit/group.js";
import { createHang } from "../src/hang.js";

/** A table in memory that keeps the promise of `recordBatch`: all or nothing, each key once, a bad row fails the batch. */
export function table() {
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

export const refusal = (index: number, detail: string): RejectedRow => ({
  part: partOf("demo", String(index)),
  site_id: "demo",
  rejected_id: String(index),
  reason: "storage_refused",
  detail,
  message_id: null,
  payload: "{}",
  trusted: false,
  received_at: "2026-11-22T12:00:00.000Z",
  identifiers: [],
  is_cut: false,
  circumstances: {},
});

export const submission = (...events: EventRow[]): Submission => submissionOf("key", ...events);

export const submissionOf = (owner: string, ...events: EventRow[]): Submission => ({
  owner,
  events,
  rejected: [],
  contacts: [],
  bytes: 100 * events.length,
  refuse: refusal,
});

export function committer(record: (batch: Batch) => Promise<RecordedBatch>, bounds = {}) {
  const errors: unknown[] = [];
  const clock = { now: 0 };
  const now = () => clock.now;
  const hang = createHang(2, now);
  return { ...createCommitter({ record, hang, now, onError: (error) => void errors.push(error), bounds }), hang, errors, clock };
}

/** A `record` that returns when it is told to. */
export function held() {
  const { record, ...rest } = table();
  const waiting: (() => void)[] = [];
  const hold = (batch: Batch) => new Promise<void>((resolve) => waiting.push(resolve)).then(() => record(batch));
  return { ...rest, hold, waiting, release: () => waiting.shift()?.() };
}

export const settled = () => new Promise((resolve) => setImmediate(resolve));
