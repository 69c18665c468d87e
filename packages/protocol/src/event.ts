import type { Json, JsonObject } from "./json.js";

/** The calls of Segment's specification that Waystitch stores. `screen` is the app's `page`. */
export const EVENT_TYPES = ["page", "screen", "track", "identify", "group", "alias"] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Where the event happened, as the browser saw it. */
export interface PageContext {
  readonly url?: string;
  readonly path?: string;
  readonly title?: string;
  readonly referrer?: string;
  readonly search?: string;
}

/** Campaign parameters under Segment's names: `name` is `utm_campaign`. */
export interface CampaignContext {
  readonly name?: string;
  readonly source?: string;
  readonly medium?: string;
  readonly term?: string;
  readonly content?: string;
  readonly id?: string;
}

/** Circumstances of an event. Keys Waystitch does not know are kept as they came. */
export type EventContext = JsonObject & {
  readonly page?: PageContext & JsonObject;
  readonly campaign?: CampaignContext & JsonObject;
  readonly userAgent?: string;
  readonly locale?: string;
  readonly timezone?: string;
  readonly traits?: JsonObject;
};

/** One event as a client sends it: Segment's shape, times in ISO 8601. */
export interface WireEvent {
  readonly type: EventType;
  readonly messageId: string;
  readonly anonymousId?: string;
  readonly userId?: string;
  readonly previousId?: string;
  readonly groupId?: string;
  /** Name of a `track` event. */
  readonly event?: string;
  /** Name of a `page` or `screen`. */
  readonly name?: string;
  readonly properties?: JsonObject;
  readonly traits?: JsonObject;
  readonly context?: EventContext;
  readonly timestamp?: string;
  readonly originalTimestamp?: string;
}

/** Body of `POST /v1/batch`. */
export interface WireBatch {
  readonly batch: readonly WireEvent[];
  readonly sentAt?: string;
  readonly context?: EventContext;
  readonly writeKey?: string;
}

/** What the collector answers with 200: every event of the request is in exactly one of the three. */
export interface BatchAnswer {
  readonly success: true;
  /** Stored by this request. */
  readonly accepted: number;
  /** Already stored by an earlier one, or twice in this one. */
  readonly duplicate: number;
  readonly rejected: readonly {
    readonly index: number;
    readonly messageId: string | null;
    readonly reason: string;
    readonly detail: string;
  }[];
}

/**
 * What a sender says: bounded, free of what PostgreSQL refuses, every field of its kind. Whether the event makes sense
 * under its name is not judged yet.
 */
export interface SaidEvent {
  readonly type: EventType;
  readonly eventId: string;
  readonly anonymousId: string | null;
  readonly userId: string | null;
  readonly previousId: string | null;
  readonly groupId: string | null;
  readonly name: string | null;
  /** `properties` of page, screen and track, `traits` of identify and group. */
  readonly properties: JsonObject;
  readonly context: JsonObject;
  /** The client's own time of the event in epoch milliseconds; `null` when it sent none. */
  readonly clientTime: number | null;
}

/** An event after validation: what was said, and whose it is. */
export interface ParsedEvent extends SaidEvent {
  /** The browser's or device's id, or a stand-in beginning with `@` where there is none. */
  readonly visitorId: string;
}

export type { Json, JsonObject };
