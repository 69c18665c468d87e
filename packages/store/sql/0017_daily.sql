-- Rollups: what the pages ask of a million people, counted by day of the site while people are stitched. Nothing in them is about one person.
-- What a stitch changes is added as lines of its own, below or above zero; the worker adds them up from time to time (batch 0). So that
-- workers never wait for each other, and the sum over all lines is right at every moment. Robots are left out, but where it is said.

create table daily_stays (
  site_id text not null,
  model text not null,
  entered_on date not null,
  stage text not null,
  from_stage text,
  direction text not null,
  milestone text not null,
  left_on date,
  to_stage text,
  left_direction text,
  first_channel text not null,
  batch bigint not null,
  stays integer not null
);
create unique index daily_stays_key on daily_stays
  (site_id, model, entered_on, stage, from_stage, direction, milestone, left_on, to_stage, left_direction, first_channel, batch) nulls not distinct;
comment on table daily_stays is 'How many stays in a stage there were, by the days on which they began and ended: stage_entries, counted. Ask for sum(stays).';
comment on column daily_stays.site_id is 'The site.';
comment on column daily_stays.model is 'The stage model, such as inbound.';
comment on column daily_stays.entered_on is 'The day the stage was entered, in the site''s time zone.';
comment on column daily_stays.stage is 'The stage entered.';
comment on column daily_stays.from_stage is 'The stage they came from; empty for a person''s first one.';
comment on column daily_stays.direction is 'forward or back.';
comment on column daily_stays.milestone is 'The milestone that caused it.';
comment on column daily_stays.left_on is 'The day the stage was left; empty while they stand in it.';
comment on column daily_stays.to_stage is 'The stage it was left for; empty while they stand in it.';
comment on column daily_stays.left_direction is 'Whether it was left forward or back; empty while they stand in it.';
comment on column daily_stays.first_channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column daily_stays.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column daily_stays.stays is 'How many; below zero in a change that takes some away.';

create table daily_stay_lengths (
  site_id text not null,
  model text not null,
  left_on date not null,
  stage text not null,
  seconds integer not null,
  first_channel text not null,
  batch bigint not null,
  stays integer not null
);
create unique index daily_stay_lengths_key on daily_stay_lengths (site_id, model, left_on, stage, seconds, first_channel, batch);
comment on table daily_stay_lengths is 'How long the stays lasted that ended on a day. Ask for sum(stays).';
comment on column daily_stay_lengths.site_id is 'The site.';
comment on column daily_stay_lengths.model is 'The stage model, such as inbound.';
comment on column daily_stay_lengths.left_on is 'The day the stage was left, in the site''s time zone.';
comment on column daily_stay_lengths.stage is 'The stage that was left.';
comment on column daily_stay_lengths.seconds is 'How long they stayed, to three digits: 1234567 seconds are 1230000.';
comment on column daily_stay_lengths.first_channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column daily_stay_lengths.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column daily_stay_lengths.stays is 'How many; below zero in a change that takes some away.';

create table daily_ways (
  site_id text not null,
  model text not null,
  entered_on date not null,
  way text[] not null,
  first_channel text not null,
  batch bigint not null,
  people integer not null
);
create unique index daily_ways_key on daily_ways (site_id, model, entered_on, way, first_channel, batch);
comment on table daily_ways is 'How many people went which way through the stages, by the day of their first entry. Ask for sum(people).';
comment on column daily_ways.site_id is 'The site.';
comment on column daily_ways.model is 'The stage model, such as inbound.';
comment on column daily_ways.entered_on is 'The day of their first entry, in the site''s time zone.';
comment on column daily_ways.way is 'The stages they entered one after the other, the first six of them.';
comment on column daily_ways.first_channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column daily_ways.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column daily_ways.people is 'How many; below zero in a change that takes some away.';

create table daily_touchpoints (
  site_id text not null,
  touched_on date not null,
  stages jsonb not null,
  kind text not null,
  channel text not null,
  first_channel text not null,
  batch bigint not null,
  touchpoints integer not null
);
-- A site can have many models of its own: an index entry is bounded, what stands in it is not.
create unique index daily_touchpoints_key on daily_touchpoints (site_id, touched_on, md5(stages::text), kind, channel, first_channel, batch);
comment on table daily_touchpoints is 'How many touchpoints there were on a day, by where their people stood. Ask for sum(touchpoints).';
comment on column daily_touchpoints.site_id is 'The site.';
comment on column daily_touchpoints.touched_on is 'The day, in the site''s time zone.';
comment on column daily_touchpoints.stages is 'The stage in which the person stood, by model: stages ->> ''inbound''.';
comment on column daily_touchpoints.kind is 'As touchpoints.kind.';
comment on column daily_touchpoints.channel is 'The channel of the touchpoint.';
comment on column daily_touchpoints.first_channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column daily_touchpoints.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column daily_touchpoints.touchpoints is 'How many; below zero in a change that takes some away.';

create table daily_landings (
  site_id text not null,
  landed_on date not null,
  stages jsonb not null,
  landing_page text not null,
  first_channel text not null,
  batch bigint not null,
  sessions integer not null
);
create unique index daily_landings_key on daily_landings (site_id, landed_on, md5(stages::text), md5(landing_page), first_channel, batch);
comment on table daily_landings is 'How many sessions began on a page on a day, by where their people stood. Ask for sum(sessions).';
comment on column daily_landings.site_id is 'The site.';
comment on column daily_landings.landed_on is 'The day, in the site''s time zone.';
comment on column daily_landings.stages is 'The stage in which the person stood, by model: stages ->> ''inbound''.';
comment on column daily_landings.landing_page is 'The page the session began on.';
comment on column daily_landings.first_channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column daily_landings.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column daily_landings.sessions is 'How many; below zero in a change that takes some away.';

create table daily_milestones (
  site_id text not null,
  reached_on date not null,
  stages jsonb not null,
  milestone text not null,
  first_channel text not null,
  batch bigint not null,
  times integer not null
);
create unique index daily_milestones_key on daily_milestones (site_id, reached_on, md5(stages::text), milestone, first_channel, batch);
comment on table daily_milestones is 'How often a milestone was reached on a day, by where the person stood then; what leads into a stage counts there. Ask for sum(times).';
comment on column daily_milestones.site_id is 'The site.';
comment on column daily_milestones.reached_on is 'The day, in the site''s time zone.';
comment on column daily_milestones.stages is 'The stage in which the person stood, by model: stages ->> ''inbound''.';
comment on column daily_milestones.milestone is 'The milestone.';
comment on column daily_milestones.first_channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column daily_milestones.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column daily_milestones.times is 'How often; below zero in a change that takes some away.';

create table standing_counts (
  site_id text not null,
  stage text not null,
  step text not null,
  furthest_stage text not null,
  status text not null,
  is_bot boolean not null,
  batch bigint not null,
  people integer not null
);
create unique index standing_counts_key on standing_counts (site_id, stage, step, furthest_stage, status, is_bot, batch);
comment on table standing_counts is 'How many people stand where in the default model now: journeys, counted, robots too. Ask for sum(people).';
comment on column standing_counts.site_id is 'The site.';
comment on column standing_counts.stage is 'The stage.';
comment on column standing_counts.step is 'The finer position inside the stage.';
comment on column standing_counts.furthest_stage is 'The furthest stage they ever stood in.';
comment on column standing_counts.status is 'active, or lapsed after 180 days without an event.';
comment on column standing_counts.is_bot is 'True for robots.';
comment on column standing_counts.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column standing_counts.people is 'How many; below zero in a change that takes some away.';

do $$
declare
  counts constant text[] := array['daily_stays', 'daily_stay_lengths', 'daily_ways', 'daily_touchpoints', 'daily_landings', 'daily_milestones',
    'standing_counts'];
  name text;
begin
  foreach name in array counts loop
    execute format('create index %I on %I (batch) where batch <> 0', name || '_changes', name);
    execute format('alter table %I set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500,
      autovacuum_analyze_scale_factor = 0.05)', name);
    execute format('call set_access(%L, collector => '''', worker => ''select, insert, update, delete'', dashboard => ''select'', analyst => ''select'')',
      name);
  end loop;
end
$$;

-- The worker takes away what it counted of a person before.
grant select (time_zone) on sites to waystitch_worker;
grant select on journeys, journey_stages, touchpoints, milestones to waystitch_worker;

create function to_three_digits(seconds bigint) returns integer immutable language sql begin atomic
  select case when seconds < 1000 then greatest(seconds, 0) when seconds > 2000000000 then 2000000000
    else (seconds + power(10, length(seconds::text) - 3)::bigint / 2) / power(10, length(seconds::text) - 3)::bigint
      * power(10, length(seconds::text) - 3)::bigint end;
end;
comment on function to_three_digits(bigint) is 'A whole number of which only the first three digits are kept, rounded.';

-- The same as the worker counts while it stitches, from the rows themselves: for what was stitched before there were rollups, and when a site's
-- days begin at another hour.
create procedure recount_days(counted_site text) language plpgsql as $$
begin
  delete from daily_stays where site_id = counted_site;
  delete from daily_stay_lengths where site_id = counted_site;
  delete from daily_ways where site_id = counted_site;
  delete from daily_touchpoints where site_id = counted_site;
  delete from daily_landings where site_id = counted_site;
  delete from daily_milestones where site_id = counted_site;
  delete from standing_counts where site_id = counted_site;

  insert into daily_stays
  select e.site_id, e.model, e.entered_on, e.stage, e.from_stage, e.direction, e.milestone, (e.left_at at time zone s.time_zone)::date,
    e.to_stage, e.left_direction, e.channel, 0, count(*)
  from stage_stays e join sites s on s.site_id = e.site_id where e.site_id = counted_site
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;

  insert into daily_stay_lengths
  select e.site_id, e.model, (e.left_at at time zone s.time_zone)::date, e.stage,
    to_three_digits(floor(extract(epoch from e.left_at - e.entered_at))::bigint), e.channel, 0, count(*)
  from stage_stays e join sites s on s.site_id = e.site_id where e.site_id = counted_site and e.left_at is not null
  group by 1, 2, 3, 4, 5, 6;

  insert into daily_ways
  select w.site_id, w.model, w.entered_on, w.way, w.channel, 0, count(*)
  from (
    select site_id, model, (array_agg(entered_on order by sequence))[1] as entered_on, (array_agg(stage order by sequence))[1:6] as way, channel
    from stage_stays where site_id = counted_site group by site_id, model, person_id, channel) w
  group by 1, 2, 3, 4, 5;

  create temporary table placed on commit drop as
  select h.what, h.kind, h.detail, (h.occurred_at at time zone s.time_zone)::date as day, coalesce(j.first_channel, 'Unattributed') as first_channel,
    coalesce((
      select jsonb_object_agg(e.model, e.stage) from journey_stages e
      where e.part = h.part and e.site_id = h.site_id and e.person_id = h.person_id and e.entered_at <= h.occurred_at
        and (e.left_at is null or h.occurred_at < e.left_at)), '{}') as stages, count(*)::int as times
  from (
    select 'touchpoint' as what, part, site_id, person_id, occurred_at, kind, channel as detail from touchpoints
    union all
    select 'landing', part, site_id, person_id, occurred_at, kind, landing_page from touchpoints where kind = 'session' and landing_page is not null
    union all
    select 'milestone', part, site_id, person_id, occurred_at, milestone, null from milestones) h
  join sites s on s.site_id = h.site_id
  join journeys j on j.part = h.part and j.site_id = h.site_id and j.person_id = h.person_id
  where h.site_id = counted_site and not j.is_bot
  group by 1, 2, 3, 4, 5, 6;
  insert into daily_touchpoints
    select counted_site, day, stages, kind, detail, first_channel, 0, times from placed where what = 'touchpoint';
  insert into daily_landings
    select counted_site, day, stages, detail, first_channel, 0, times from placed where what = 'landing';
  insert into daily_milestones
    select counted_site, day, stages, kind, first_channel, 0, times from placed where what = 'milestone';
  drop table placed;

  insert into standing_counts
  select site_id, stage, step, furthest_stage, status, is_bot, 0, count(*) from journeys where site_id = counted_site group by 1, 2, 3, 4, 5, 6;
end
$$;
comment on procedure recount_days(text) is 'Counts a site''s rollups anew from what is derived. Workers must not be at it: lock the table rebuilds in exclusive mode before.';
revoke all on procedure recount_days(text) from public;

do $$
declare
  site text;
begin
  for site in select site_id from sites loop
    call recount_days(site);
  end loop;
end
$$;

create function recount_days_anew() returns trigger language plpgsql as $$
begin
  -- Workers hold a row of it while they stitch.
  lock table rebuilds in exclusive mode;
  if exists (select from rebuilds where rebuild_id is not null) then
    raise exception 'A rebuild is under way, and has counted days that begin at another hour: change the time zone when it has ended.';
  end if;
  call recount_days(new.site_id);
  return null;
end
$$;
create trigger recount_days_anew after update of time_zone on sites for each row
  when (old.time_zone is distinct from new.time_zone) execute function recount_days_anew();
