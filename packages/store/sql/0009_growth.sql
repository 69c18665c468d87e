-- Retention: `waystitch prune` removes people who were last seen before a date, and what is older than it does not come back.

alter table sites add column keeps_from timestamptz;
comment on column sites.keeps_from is 'Events that occurred before are not taken any more: the site was pruned up to then. Empty when it never was.';
grant select (keeps_from) on sites to waystitch_collector;
