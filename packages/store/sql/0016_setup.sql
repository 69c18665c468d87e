-- What the dashboard needs to set a site up and to show what was rejected: keys are made and revoked there, an example of each reason is
-- shown to owners, and a check of the script tag asks what has just arrived.

grant select (key_hash, site_id, kind, write_key, label, created_at, revoked_at, origins, events_per_second, last_used_on),
  insert (key_hash, site_id, kind, write_key, label, origins, events_per_second),
  update (revoked_at) on keys to waystitch_dashboard;
grant select (keeps_contacts) on sites to waystitch_dashboard;
grant select (browser) on events to waystitch_dashboard;
grant select (rejected_id, detail, message_id, payload) on rejected_events to waystitch_dashboard;

-- Rejected events are added in the order in which they are received, too.
create index rejected_events_received on rejected_events using brin (received_at);
-- Without it, the pages after the last vacuum stand in no summary, and every question about the last seconds reads all of them.
alter index events_received set (autosummarize = on);
alter index rejected_events_received set (autosummarize = on);
