/** Everything `on("error", ...)` can hear, with what it means. */
export const ERRORS = {
  options: "A call got an argument it cannot use; the detail is its name.",
  payload: "A part of an event was left out: unreadable, circular, too deep, too large or one too many; the detail is its key.",
  dropped: "Undelivered events were dropped because they were too many or older than 30 days.",
  rejected: "The collector rejected events, or a whole request as unusable; the detail is its answer, with the reasons.",
  parked: "The collector does not accept this write key or has no such address; events wait for the next page.",
  internal: "Something failed inside the script, or in a function given to `on` or `ready`.",
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** What `on("error", ...)` hears. */
export interface TrackerError {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly cause?: unknown;
}

export type Report = (code: ErrorCode, detail: string, cause?: unknown) => void;
