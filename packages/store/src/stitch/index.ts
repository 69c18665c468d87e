export { checksumDerived, DERIVED_TABLES, type DerivedTable, queueSite, requeueSite } from "./derived.js";
export { loadFacts, loadIdentityFacts } from "./facts.js";
export { type Edge, loadEdges, lockNodes, recordEdges, removeEdges, removeNodes, replaceNodePersons } from "./graph.js";
export { claimVisitors, type Lag, loadLag, parkVisitor, type QueuedVisitor, queueDue, queueVisitors } from "./queue.js";
export { type Replaced, replaceJourneys } from "./replace.js";
export { loadSettings } from "./settings.js";
