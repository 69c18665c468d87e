export { ConfigurationError, type EnvironmentReader, readEnvironment } from "./environment.js";
export { listenFrom } from "./listen.js";
export { type ReadyMessage, type Running, runService } from "./run.js";
