-- Retention: `waystitch prune` removes people who were last seen before a date, and what is older than it does not come back.

alter table sites add column keeps_from timestamptz;
comment on column sites.keeps_from is 'Events that occurred before are not taken any more: the site was pruned up to then. Empty when it never was.';
grant select (keeps_from) on sites to waystitch_collector;

-- How tables grow: docs/decisions/0006-growing-data.md has the measurements. Rows of a person are deleted and written again at each stitch, so a
-- part of a table is dead at any time; PostgreSQL's own settings let a fifth of it be.
do $$
declare
  replaced constant text[] := array['journeys', 'journey_stages', 'milestones', 'sessions', 'touchpoints', 'orders', 'carts', 'persons',
    'person_visitors', 'person_identifiers', 'person_aliases', 'stitch_timers', 'identity_nodes', 'identity_edges', 'rejected_events', 'contacts'];
  name text;
begin
  foreach name in array replaced loop
    execute format('alter table %I set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500,
      autovacuum_analyze_scale_factor = 0.05)', name);
  end loop;
end
$$;

-- Facts are only added: the vacuum that passes soon after they came freezes them, a little at a time; 0.2 would be 20 million rows at once.
alter table events set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_insert_threshold = 10000,
  autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
