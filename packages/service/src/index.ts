export { ConfigurationError, type EnvironmentReader, readEnvironment } from "./environment.js";
export { type Listener, listenFrom } from "./listen.js";
export { createLog } from "./log.js";
export { type ReadyMessage, type Running, runService } from "./run.js";
