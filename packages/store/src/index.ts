export { createDatabase, type Database, type DatabaseOptions } from "./database.js";
export * from "./ingest/index.js";
export { createKey, type KeyKind, type KnownKey, loadKey, recordKey } from "./keys.js";
export { migrate } from "./migrate.js";
export { loadIsSignedIn, recordSignInLink, redeemSignInLink } from "./sign-in.js";
export { type NewSite, recordSite, replaceSiteDomains } from "./sites.js";
export type { Tables } from "./tables.js";
