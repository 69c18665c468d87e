export * from "./access/index.js";
export * from "./counts/index.js";
export { createDatabase, type Database, type DatabaseOptions, isUnanswered, type PoolState, poolOf } from "./database.js";
export * from "./erase/index.js";
export * from "./export/index.js";
export * from "./ingest/index.js";
export {
  createKey,
  type KeyKind,
  type KeyLimits,
  type KnownKey,
  type ListedKey,
  loadKey,
  loadKeys,
  noteKeyUse,
  recordKey,
  revokeKey,
} from "./keys.js";
export { MigrationError, migrate } from "./migrate.js";
export { loadModels, removeModel, replaceModel } from "./models.js";
export * from "./prune/index.js";
export * from "./reads/index.js";
export * from "./replays/index.js";
export * from "./reports/index.js";
export * from "./requests/index.js";
export * from "./roles/index.js";
export { type NewSite, recordSite, replaceSiteDomains } from "./sites.js";
export * from "./stitch/index.js";
export type { Tables } from "./tables.js";
export { type Channel, type Watch, type WatchOptions, watchChannel } from "./watch.js";
