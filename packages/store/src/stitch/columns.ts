import type { Origin } from "@waystitch/journey";
import type { JsonObject } from "@waystitch/protocol";

/** A row as JSON, ready for `jsonb_populate_recordset`. */
export type Row = JsonObject;

/** A time as tables take it. */
export const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** What proves a row. */
export const evidence = (row: { evidenceVisitorId: string; evidenceEventId: string }) => ({
  evidence_visitor_id: row.evidenceVisitorId,
  evidence_event_id: row.evidenceEventId,
});

/** Where a row came from. */
export const origin = (row: Origin) => ({
  channel: row.channel,
  source: row.source,
  medium: row.medium,
  campaign: row.campaign,
  landing_page: row.landingPage,
});
