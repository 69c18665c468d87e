export { isOriginPattern } from "@waystitch/protocol";
export { buildApp, type CollectorDeps } from "./app.js";
export { type CollectorConfig, parseConfig } from "./config.js";
export { REFUSALS, type Refusal } from "./refusals.js";
export { type Replayed, replayRejected } from "./replay.js";
export { type ServedScript, servedScripts } from "./scripts/served-scripts.js";
