export { lockOutIngest } from "./lock-out-ingest.js";
export { readContacts, readDerived, readEvents, readRejectedEvents } from "./read.js";
export { loadRejectedNaming, type RejectedCandidate } from "./rejected-of.js";
export { type EventOfVisitor, removeContacts, removeEvents, removeNotes, removeRejectedEvents } from "./remove.js";
export { recordErasure } from "./tombstones.js";
export { loadWaitingCarriers } from "./waiting.js";
