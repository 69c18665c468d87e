import type { EventType } from "@waystitch/protocol";

/** What a request calls: a batch of events, or one event of a type. */
export type Call = EventType | "batch";

/**
 * The paths of Segment's HTTP tracking API, the short ones being those of its browser client:
 * https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
 */
export const CALLS: Readonly<Record<Call, readonly string[]>> = {
  batch: ["/v1/batch", "/v1/b", "/v1/import"],
  page: ["/v1/page", "/v1/p"],
  screen: ["/v1/screen", "/v1/s"],
  track: ["/v1/track", "/v1/t"],
  identify: ["/v1/identify", "/v1/i"],
  group: ["/v1/group", "/v1/g"],
  alias: ["/v1/alias", "/v1/a"],
};
