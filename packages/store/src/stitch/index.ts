export { applyRebuild, type Comparison, compareBuilds, type Move } from "./compare-builds.js";
export { checksumDerived, DERIVED_TABLES, type DerivedTable, queueSite, requeueSite } from "./derived.js";
export { loadFacts, loadIdentityFacts } from "./facts.js";
export { type Edge, loadEdges, lockNodes, recordEdges, removeEdges, removeNodes, replaceNodePersons } from "./graph.js";
export { claimHotVisitor, type HotVisitor, loadHotVisitors, restVisitors } from "./hot.js";
export {
  claimVisitors,
  countParked,
  type Lag,
  loadLag,
  loadParked,
  type ParkedVisitor,
  parkVisitor,
  type QueuedVisitor,
  queueDue,
  queueVisitors,
  retryParked,
  takeQueued,
} from "./queue.js";
export {
  countRebuildQueue,
  dropRebuild,
  enterGate,
  finishRebuild,
  forwardVisitors,
  type Gate,
  loadRebuild,
  queueForRebuild,
  REBUILD_SCHEMA,
  type Rebuild,
  startRebuild,
} from "./rebuild.js";
export { type Replaced, replaceJourneys } from "./replace.js";
export { PERSON_TABLES, type PersonTable } from "./rows.js";
export { loadSettings } from "./settings.js";
