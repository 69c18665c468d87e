/** What holds where nothing else is set; docs/collector.md lists them. */
export const DEFAULTS = {
  maxInFlight: 500,
  keyEventsPerSecond: 5_000,
  addressRequestsPerSecond: 300,
  scriptPath: "/s.js",
  batchName: "e",
} as const;
