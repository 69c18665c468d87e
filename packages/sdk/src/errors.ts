/** Everything `on("error", ...)` can hear, with what it means. */
export const ERRORS = {
  options: "The tracker was started without a write key or a collector, or a call got an argument it cannot use.",
  payload: "Parts of an event could not be sent as they were: unreadable, circular, too deep or too many.",
  too_large: "An event was larger than 32 KB even with its texts cut, and was dropped.",
  dropped: "Undelivered events were dropped because they were too many or older than 30 days.",
  rejected: "The collector keeps an event as rejected; the detail has its reason.",
  refused: "The collector refused a request as unusable; its events were dropped.",
  parked: "The collector does not accept this write key or has no such address; events wait for the next page.",
  callback: "A function given to `on` or `ready` threw.",
  internal: "The script failed to do something; the page is not affected.",
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** What `on("error", ...)` hears. */
export interface TrackerError {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly cause?: unknown;
}

export type Report = (code: ErrorCode, detail: string, cause?: unknown) => void;
