export { ping } from "./ping.js";
export { type Batch, type RecordedBatch, recordBatch } from "./record-batch.js";
export type { EventKey, EventRow, RejectedRow } from "./rows.js";
