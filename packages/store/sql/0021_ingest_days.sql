-- What arrived on each day, counted by the collector in the transaction that stores it, and what is missing between, counted by the worker.
-- Reading it no longer means reading the events, and it knows what leaves no row behind: events that were sent again.

create table ingest_days (
  site_id text not null,
  day date not null,
  reason text not null,
  batch bigint not null,
  accepted integer not null default 0,
  from_browsers integer not null default 0,
  from_servers integer not null default 0,
  from_robots integer not null default 0,
  late integer not null default 0,
  duplicate integer not null default 0,
  rejected integer not null default 0,
  latest_received_at timestamptz not null
);
-- Collectors only add lines: who updated one line of today would wait for every other collector.
create unique index ingest_days_key on ingest_days (site_id, day, reason) where batch = 0;
create index ingest_days_of_site on ingest_days (site_id, day);
create index ingest_days_changes on ingest_days (batch) where batch <> 0;
alter table ingest_days set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500, autovacuum_analyze_scale_factor = 0.05);
comment on table ingest_days is 'What arrived on each day. Ask for sums: a day is several lines. It is what happened on arrival: erasing people, pruning, sending rejected events through the rules again and another time zone of the site change no line of the past.';
comment on column ingest_days.site_id is 'The site.';
comment on column ingest_days.day is 'The day of arrival, in the time zone that the site had then.';
comment on column ingest_days.reason is 'Why events were rejected, as in docs/rejects.md; empty for those that were not.';
comment on column ingest_days.batch is '0 for what is added up; otherwise the transaction whose events these are.';
comment on column ingest_days.accepted is 'How many events were stored, robots'' too. A rejected event that is accepted later counts on the day on which it first arrived, besides its rejection.';
comment on column ingest_days.from_browsers is 'How many of them neither a server nor a robot sent.';
comment on column ingest_days.from_servers is 'How many of them a server sent with a secret key.';
comment on column ingest_days.from_robots is 'How many of them came from robots.';
comment on column ingest_days.late is 'How many of them arrived more than an hour after they had occurred.';
comment on column ingest_days.duplicate is 'How many events were stored already when they arrived. What was stored before this table was made counts none.';
comment on column ingest_days.rejected is 'How many events were rejected and kept with the reason; those of which nothing may be kept, since a person was erased or the site keeps none as old, are not counted.';
comment on column ingest_days.latest_received_at is 'When the last of them arrived.';

create table ingest_gaps (
  site_id text not null,
  day date not null,
  expected bigint not null,
  missing bigint not null,
  primary key (site_id, day)
);
comment on table ingest_gaps is 'Of the browsers'' events that were numbered on each page load: how many there must have been, and how many never came. Counted once, when the day after is over.';
comment on column ingest_gaps.site_id is 'The site.';
comment on column ingest_gaps.day is 'The day on which the first event of a page load arrived, in the site''s time zone.';
comment on column ingest_gaps.expected is 'How many events the page loads made at least: each up to the highest number that came. Those after it that never came cannot be seen.';
comment on column ingest_gaps.missing is 'How many of them were neither stored nor rejected. Of a page load of which a single event came, and not the first, nothing is counted.';

call set_access('ingest_days', collector => 'insert', worker => 'select, insert, update, delete', dashboard => 'select', analyst => 'select');
call set_access('ingest_gaps', collector => '', worker => 'select, insert', dashboard => 'select', analyst => 'select');
-- What the collector counts: of the rows that it stores, and the hour at which a site's day begins.
grant select (time_zone) on sites to waystitch_collector;
grant select (received_at, occurred_at, trusted, bot_reason) on events to waystitch_collector;
grant select (site_id, reason, received_at) on rejected_events to waystitch_collector;

insert into ingest_days
select e.site_id, (e.received_at at time zone s.time_zone)::date, '', 0, count(*), count(*) filter (where not e.trusted and e.bot_reason is null),
  count(*) filter (where e.trusted), count(*) filter (where e.bot_reason is not null),
  count(*) filter (where e.received_at - e.occurred_at > interval '1 hour'), 0, 0, max(e.received_at)
from events e join sites s on s.site_id = e.site_id
group by 1, 2;
insert into ingest_days (site_id, day, reason, batch, rejected, latest_received_at)
select r.site_id, (r.received_at at time zone s.time_zone)::date, r.reason, 0, count(*), max(r.received_at)
from rejected_events r join sites s on s.site_id = r.site_id
group by 1, 2, 3;

drop view data_quality_by_day;
create view data_quality_by_day with (security_invoker = true) as
select d.site_id, d.day, sum(d.accepted)::int as accepted, sum(d.from_servers)::int as from_servers,
  sum(d.from_robots)::int as from_robots, sum(d.late)::int as late, sum(d.duplicate)::int as duplicate, sum(d.rejected)::int as rejected,
  string_agg(d.reason || ' ' || d.rejected, ', ' order by d.rejected desc, d.reason) filter (where d.reason <> '') as rejected_because,
  coalesce(round(sum(d.rejected)::numeric / nullif(sum(d.accepted + d.rejected), 0), 4), 0) as share_rejected,
  g.expected, g.missing, max(d.latest_received_at) as latest_received_at
from (
  select site_id, day, reason, sum(accepted) as accepted, sum(from_servers) as from_servers, sum(from_robots) as from_robots, sum(late) as late,
    sum(duplicate) as duplicate, sum(rejected) as rejected, max(latest_received_at) as latest_received_at
  from ingest_days group by 1, 2, 3) d
join sites s on s.site_id = d.site_id
left join ingest_gaps g on g.site_id = d.site_id and g.day = d.day
where d.day > (now() at time zone s.time_zone)::date - 92
group by d.site_id, d.day, g.expected, g.missing;
comment on view data_quality_by_day is 'What arrived on each of the last 92 days: events that were stored, robots'' too, sent again, rejected, and missing.';
comment on column data_quality_by_day.site_id is 'The site.';
comment on column data_quality_by_day.day is 'The day on which the events were received, in the time zone that the site had then.';
comment on column data_quality_by_day.accepted is 'How many events were stored.';
comment on column data_quality_by_day.from_servers is 'How many of them a server sent with a secret key.';
comment on column data_quality_by_day.from_robots is 'How many of them came from robots.';
comment on column data_quality_by_day.late is 'How many of them arrived more than an hour after they had occurred.';
comment on column data_quality_by_day.duplicate is 'How many events arrived that were stored already.';
comment on column data_quality_by_day.rejected is 'How many events were rejected.';
comment on column data_quality_by_day.rejected_because is 'The reasons, each with its number of events, most first; docs/rejects.md lists them.';
comment on column data_quality_by_day.share_rejected is 'rejected as a share of what was stored or rejected, from 0 to 1.';
comment on column data_quality_by_day.expected is 'As ingest_gaps.expected; empty until the day after is over.';
comment on column data_quality_by_day.missing is 'As ingest_gaps.missing; empty until the day after is over.';
comment on column data_quality_by_day.latest_received_at is 'When the last of them arrived.';
call set_access('data_quality_by_day', collector => '', worker => '', dashboard => 'select', analyst => 'select');
