import type { Received } from "./draft.js";

/**
 * What the sender's own clock says, where that is earlier. A request that is delivered again much later seems to come from a clock that lags and
 * is dated anew; that its events occurred before somebody was erased is told by this.
 * @param at when the event is taken to have happened, epoch milliseconds
 */
export function datedBefore(at: number, clientTime: number | null, { sentAt }: Received): { readonly dated_at?: string } {
  const said = clientTime ?? sentAt ?? at;
  return said < at ? { dated_at: new Date(said).toISOString() } : {};
}
