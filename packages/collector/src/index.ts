export { buildApp, type CollectorDeps } from "./app.js";
export { type CollectorConfig, parseConfig } from "./config.js";
export { REFUSALS, type Refusal } from "./refusals.js";
