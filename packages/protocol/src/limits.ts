/** Bounds of everything that travels. Sizes are UTF-8 bytes of JSON unless a name says otherwise. */
export const LIMITS = {
  /** One event. Segment's HTTP tracking API uses the same bound. */
  eventBytes: 32 * 1024,
  /** One request body. */
  batchBytes: 500 * 1024,
  batchEvents: 1000,
  /** The `context` that a batch gives to all its events: small, because it is stored once an event. */
  contextBytes: 8 * 1024,
  /** `messageId`, `anonymousId`, `userId`, `previousId`, `groupId`, in UTF-16 code units. */
  idLength: 100,
  nameLength: 200,
  /** Levels of objects and arrays inside an event. */
  depth: 12,
  /** Values inside an event, counted over all levels. */
  values: 2000,
  /**
   * Numbers from here on are refused, and those nearer to zero than one part of it are stored as zero. PostgreSQL writes
   * a jsonb number out in full, so that the five characters `1e308` would be read back as 309.
   */
  numberMagnitude: 1e21,
  /** How far a browser key may date an event back: the age at which the SDK drops its queue. */
  browserBackdateMs: 30 * 24 * 60 * 60 * 1000,
  /** A client clock that lags by no more than this is believed; see docs/decisions/0002-clock.md. */
  clockToleranceMs: 5 * 60 * 1000,
} as const;
