export { isOriginPattern } from "@waystitch/protocol";
export { buildApp, type CollectorDeps } from "./app.js";
export { type CollectorConfig, parseConfig } from "./config.js";
export { REFUSALS, type Refusal } from "./refusals.js";
export { createReplayPage, type RejectedPage, type ReplayPage, replayRejected } from "./replay.js";
export { type CarriedReplay, carryOutReplay, type ReplaysOptions, startReplays } from "./replay-requests.js";
export { type ServedScript, servedScripts } from "./scripts/served-scripts.js";
