export { type BatchResult, stitchBatch } from "./batch.js";
export { type Config, parseConfig } from "./config.js";
export { type Erased, erasePerson, RebuildUnderWayError } from "./erase.js";
export { exportPerson } from "./export.js";
export { startWorker, type Worker, type WorkerOptions } from "./loop.js";
export { loadNeighbourhood, loadNeighbourhoodFacts } from "./neighbourhood.js";
export { type Found, findPerson, loadTraces, NotOnePersonError, type Traces, type Wanted } from "./person.js";
export { type RebuildOptions, runRebuild } from "./rebuild.js";
export { HOT_EVENTS, type Stitched, stitchVisitors } from "./stitch.js";
