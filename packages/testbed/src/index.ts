export { BROWSER_FLAGS, type BrowserOptions, findChromium, startBrowser, type TestBrowser } from "./browser.js";
export { eventually } from "./eventually.js";
export { isAlive } from "./is-alive.js";
export { createRecordingProxy, type RecordedRequest, type RecordingProxy, type RequestFate } from "./recording-proxy.js";
export { type StartedProcess, startProcess } from "./start-process.js";
export { rowOfFact, storeFacts } from "./store-facts.js";
export { startTestCluster, type TestCluster, type TestClusterOptions, type TestDatabase } from "./test-cluster.js";
export { createTestDatabase } from "./test-database.js";
export { type StartVisitorBrowser, startVisitorChromium, type VisitorBrowser, type VisitorTab } from "./visitor-browser.js";
