export { aloneNode } from "./erased-nodes.js";
export type { ErasedKey } from "./keep-out.js";
export { ping } from "./ping.js";
export { type Batch, type RecordedBatch, recordBatch } from "./record-batch.js";
export {
  loadLatestRejected,
  loadRejected,
  loadRejectedCounts,
  type RejectedCount,
  type RejectedEvent,
  type RejectedFilter,
  removeRejected,
} from "./rejected.js";
export { type ContactRow, type EventKey, type EventRow, keyText, type RejectedRow } from "./rows.js";
