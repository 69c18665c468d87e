export { ConfigurationError, type EnvironmentReader, readEnvironment } from "./environment.js";
export { openEnvironment } from "./environment-file.js";
export { ipPrefix } from "./ip-prefix.js";
export { ipv6Groups } from "./ipv6-groups.js";
export { type Listener, listenFrom } from "./listen.js";
export { createLog } from "./log.js";
export { endService, type ReadyMessage, type Running, runService } from "./run.js";
