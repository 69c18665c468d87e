export { type Place, removeEmbeddedPostgres } from "./place.js";
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./start.js";
