export { type BatchResult, stitchBatch } from "./batch.js";
export { type Config, parseConfig } from "./config.js";
export { startWorker, type Worker, type WorkerOptions } from "./loop.js";
export { loadNeighbourhoodFacts } from "./neighbourhood.js";
export { type RebuildOptions, runRebuild } from "./rebuild.js";
export { HOT_EVENTS, type Stitched, stitchVisitors } from "./stitch.js";
