-- What analysts ask most, as views over the tables of facts and of what is derived. Robots are left out, but where it is said; days, weeks
-- and months are those of the site's own time zone; amounts of different currencies are never added. docs/sql.md is made from the comments.

-- 1. Stages.

create view model_stages with (security_invoker = true) as
select s.site_id, m.model, m.position, m.stage, m.stage_vi
from sites s cross join (values
  ('inbound', 1, 'Attract', 'Thu hút'), ('inbound', 2, 'Convert', 'Chuyển đổi'), ('inbound', 3, 'Close', 'Chốt đơn hàng'),
  ('inbound', 4, 'Delight', 'Hài lòng'),
  ('value-journey', 1, 'Aware', 'Nhận biết'), ('value-journey', 2, 'Engage', 'Tương tác'), ('value-journey', 3, 'Subscribe', 'Đăng ký'),
  ('value-journey', 4, 'Convert', 'Chuyển đổi'), ('value-journey', 5, 'Excite', 'Hào hứng'), ('value-journey', 6, 'Ascend', 'Gia tăng giá trị'),
  ('value-journey', 7, 'Advocate', 'Ủng hộ'), ('value-journey', 8, 'Promote', 'Quảng bá'),
  ('digital', 1, 'Awareness', 'Nhận biết'), ('digital', 2, 'Research', 'Tìm hiểu'), ('digital', 3, 'Consideration', 'Cân nhắc'),
  ('digital', 4, 'Purchase', 'Mua hàng'), ('digital', 5, 'Post-purchase', 'Sau mua hàng'),
  ('experience', 1, 'Awareness', 'Nhận biết'), ('experience', 2, 'Consideration', 'Cân nhắc'), ('experience', 3, 'Decision', 'Quyết định'),
  ('experience', 4, 'Purchase', 'Mua hàng'), ('experience', 5, 'Retention', 'Giữ chân'), ('experience', 6, 'Advocacy', 'Ủng hộ'),
  ('ecommerce', 1, 'Awareness', 'Nhận biết'), ('ecommerce', 2, 'Acquisition', 'Thu hút'), ('ecommerce', 3, 'Nurture', 'Nuôi dưỡng'),
  ('ecommerce', 4, 'Delivery', 'Giao hàng'), ('ecommerce', 5, 'Delight', 'Hài lòng'),
  ('buying', 1, 'Learn', 'Tìm hiểu'), ('buying', 2, 'Consider', 'Cân nhắc'), ('buying', 3, 'Decide', 'Quyết định')
) as m (model, position, stage, stage_vi)
union all
select d.site_id, d.model_id, place.position::int, place.stage ->> 'id', place.stage -> 'label' ->> 'vi'
from stage_models d cross join lateral jsonb_array_elements(d.definition -> 'stages') with ordinality as place (stage, position);
comment on view model_stages is 'The stages of every model of a site in their order: the built-in models and the site''s own.';
comment on column model_stages.site_id is 'The site.';
comment on column model_stages.model is 'The stage model, such as inbound.';
comment on column model_stages.position is 'First stage 1, second 2, and so on: what to sort stages by.';
comment on column model_stages.stage is 'The stage, as in journey_stages.';
comment on column model_stages.stage_vi is 'Its Vietnamese name.';

-- Ranges of time in the default model. Over all models this index would double what it costs to write an entry; over one it adds a tenth.
create index journey_stages_entered on journey_stages (site_id, entered_at) where model = 'inbound';

-- Each row costs two look-ups by key, so that a range of entered_at reads what lies in it and no more.
create view stage_entries with (security_invoker = true) as
select e.site_id, e.person_id, e.model, e.sequence, (e.entered_at at time zone s.time_zone)::date as entered_on, e.entered_at, e.stage,
  previous.stage as from_stage, e.direction, e.milestone, e.reason,
  next.entered_at as left_at, next.stage as to_stage, next.direction as left_direction,
  round(greatest(extract(epoch from coalesce(next.entered_at, now()) - e.entered_at), 0) / 86400, 4) as days_in_stage,
  coalesce(j.first_channel, 'Unattributed') as channel, j.lead_magnet,
  date_trunc('month', j.first_seen_at at time zone s.time_zone)::date as cohort,
  e.evidence_visitor_id, e.evidence_event_id
from journey_stages e
join sites s on s.site_id = e.site_id
join journeys j on j.part = e.part and j.site_id = e.site_id and j.person_id = e.person_id
left join journey_stages previous on previous.part = e.part and previous.site_id = e.site_id and previous.person_id = e.person_id
  and previous.model = e.model and previous.sequence = e.sequence - 1
left join lateral (
  select n.entered_at, n.stage, n.direction from journey_stages n
  where n.part = e.part and n.site_id = e.site_id and n.person_id = e.person_id and n.model = e.model
    and n.sequence > e.sequence and n.stage <> e.stage
  order by n.sequence limit 1) next on true
where not j.is_bot and previous.stage is distinct from e.stage;
comment on view stage_entries is 'One row for every time a person came into a stage, in every model; steps within one stage are one stay. Ask for one model, and for a range of entered_at when there are many people.';
comment on column stage_entries.site_id is 'The site.';
comment on column stage_entries.person_id is 'The person.';
comment on column stage_entries.model is 'The stage model, such as inbound.';
comment on column stage_entries.sequence is 'Tells the order of a person''s entries, also at the same moment; numbers are left out between them.';
comment on column stage_entries.entered_on is 'The day, in the site''s time zone.';
comment on column stage_entries.entered_at is 'When.';
comment on column stage_entries.stage is 'The stage entered.';
comment on column stage_entries.from_stage is 'The stage the person came from; empty for the first one.';
comment on column stage_entries.direction is 'forward or back.';
comment on column stage_entries.milestone is 'The milestone that caused it.';
comment on column stage_entries.reason is 'Why, in words.';
comment on column stage_entries.left_at is 'When the stage was left; empty while the person stands in it.';
comment on column stage_entries.to_stage is 'The stage it was left for; empty while the person stands in it.';
comment on column stage_entries.left_direction is 'Whether it was left forward or back; empty while the person stands in it.';
comment on column stage_entries.days_in_stage is 'How many days the stay lasted; up to now while the person stands there.';
comment on column stage_entries.channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column stage_entries.lead_magnet is 'What the person first left their contact for.';
comment on column stage_entries.cohort is 'The first day of the month in which the person was first seen, in the site''s time zone.';
comment on column stage_entries.evidence_visitor_id is 'The visitor of the event that proves the entry.';
comment on column stage_entries.evidence_event_id is 'The event that proves the entry.';

-- The same by sorting instead of looking up: three times as quick for all entries of a model, and no quicker for a few of them.
create view stage_stays with (security_invoker = true) as
select e.site_id, e.person_id, e.model, e.sequence, (e.entered_at at time zone s.time_zone)::date as entered_on, e.entered_at, e.stage,
  e.from_stage, e.direction, e.milestone, e.reason, e.left_at, e.to_stage, e.left_direction,
  round(greatest(extract(epoch from coalesce(e.left_at, now()) - e.entered_at), 0) / 86400, 4) as days_in_stage,
  coalesce(j.first_channel, 'Unattributed') as channel, j.lead_magnet,
  date_trunc('month', j.first_seen_at at time zone s.time_zone)::date as cohort,
  e.evidence_visitor_id, e.evidence_event_id
from (
  select b.part, b.site_id, b.person_id, b.model, b.sequence, b.stage, b.from_stage, b.entered_at, b.direction, b.milestone, b.reason,
    b.evidence_visitor_id, b.evidence_event_id,
    lead(b.entered_at) over person as left_at, lead(b.stage) over person as to_stage, lead(b.direction) over person as left_direction
  from (
    select *, lag(stage) over (partition by part, site_id, person_id, model order by sequence) as from_stage from journey_stages) b
  where b.from_stage is distinct from b.stage
  window person as (partition by b.part, b.site_id, b.person_id, b.model order by b.sequence)) e
join sites s on s.site_id = e.site_id
join journeys j on j.part = e.part and j.site_id = e.site_id and j.person_id = e.person_id
where not j.is_bot;
comment on view stage_stays is 'The same rows as stage_entries, found in another way: quicker when all entries of a model are read, slower for a short range of entered_at.';
comment on column stage_stays.site_id is 'The site.';
comment on column stage_stays.person_id is 'The person.';
comment on column stage_stays.model is 'The stage model, such as inbound.';
comment on column stage_stays.sequence is 'Tells the order of a person''s entries, also at the same moment; numbers are left out between them.';
comment on column stage_stays.entered_on is 'The day, in the site''s time zone.';
comment on column stage_stays.entered_at is 'When.';
comment on column stage_stays.stage is 'The stage entered.';
comment on column stage_stays.from_stage is 'The stage the person came from; empty for the first one.';
comment on column stage_stays.direction is 'forward or back.';
comment on column stage_stays.milestone is 'The milestone that caused it.';
comment on column stage_stays.reason is 'Why, in words.';
comment on column stage_stays.left_at is 'When the stage was left; empty while the person stands in it.';
comment on column stage_stays.to_stage is 'The stage it was left for; empty while the person stands in it.';
comment on column stage_stays.left_direction is 'Whether it was left forward or back; empty while the person stands in it.';
comment on column stage_stays.days_in_stage is 'How many days the stay lasted; up to now while the person stands there.';
comment on column stage_stays.channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column stage_stays.lead_magnet is 'What the person first left their contact for.';
comment on column stage_stays.cohort is 'The first day of the month in which the person was first seen, in the site''s time zone.';
comment on column stage_stays.evidence_visitor_id is 'The visitor of the event that proves the entry.';
comment on column stage_stays.evidence_event_id is 'The event that proves the entry.';

create view stage_now with (security_invoker = true) as
select n.site_id, n.person_id, n.model, n.stage, n.step,
  n.since, round(greatest(extract(epoch from now() - n.since), 0) / 86400, 4) as days, n.step_since,
  n.status, n.channel, n.lead_magnet, n.satisfaction, n.user_id, n.last_seen_at
from (
  select e.site_id, e.person_id, e.model, e.stage, e.step, e.entered_at as step_since, j.status,
    coalesce(j.first_channel, 'Unattributed') as channel, j.lead_magnet, j.satisfaction, j.user_id, j.last_seen_at,
    -- When the last other stage was left; who never stood in another one has been here since the first entry. Not looked up unless it is asked for.
    coalesce(
      (select other.left_at from journey_stages other
       where other.part = e.part and other.site_id = e.site_id and other.person_id = e.person_id and other.model = e.model
         and other.sequence < e.sequence and other.stage <> e.stage order by other.sequence desc limit 1),
      (select first.entered_at from journey_stages first
       where first.part = e.part and first.site_id = e.site_id and first.person_id = e.person_id and first.model = e.model
         and first.sequence = 1)) as since
  from journey_stages e
  join journeys j on j.part = e.part and j.site_id = e.site_id and j.person_id = e.person_id
  where e.left_at is null and not j.is_bot) n;
comment on view stage_now is 'Where every person stands in every model now.';
comment on column stage_now.site_id is 'The site.';
comment on column stage_now.person_id is 'The person.';
comment on column stage_now.model is 'The stage model, such as inbound.';
comment on column stage_now.stage is 'The stage.';
comment on column stage_now.step is 'The finer position inside the stage.';
comment on column stage_now.since is 'When the person came into the stage, whatever the steps since.';
comment on column stage_now.days is 'How many days ago that was.';
comment on column stage_now.step_since is 'When the person came onto the step.';
comment on column stage_now.status is 'active, or lapsed after 180 days without an event.';
comment on column stage_now.channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column stage_now.lead_magnet is 'What the person first left their contact for.';
comment on column stage_now.satisfaction is 'How satisfied the person is, from 0 to 100; empty without an answer.';
comment on column stage_now.user_id is 'The site''s own id of the user.';
comment on column stage_now.last_seen_at is 'Time of the person''s last event.';

create view stage_funnel_by_period with (security_invoker = true) as
select f.site_id, f.model, f.period, f.period_start, m.position, f.stage, f.channel, f.entered, f.people, f.left_forward, f.left_back,
  f.entered - f.left_forward - f.left_back as still_there, round(f.left_forward::numeric / f.entered, 4) as conversion
from (
  select e.site_id, e.model, p.period, date_trunc(p.period, e.entered_on::timestamp)::date as period_start, e.stage, e.channel,
    count(*)::int as entered, count(distinct e.person_id)::int as people,
    count(*) filter (where e.left_direction = 'forward')::int as left_forward, count(*) filter (where e.left_direction = 'back')::int as left_back
  from stage_stays e cross join (values ('week'), ('month')) as p (period)
  group by 1, 2, 3, 4, 5, 6) f
left join model_stages m on m.site_id = f.site_id and m.model = f.model and m.stage = f.stage;
comment on view stage_funnel_by_period is 'Per week or month, stage and channel: how many came into the stage then, and what has become of them by now. Ask for one model and one period; sum over channels for all of them.';
comment on column stage_funnel_by_period.site_id is 'The site.';
comment on column stage_funnel_by_period.model is 'The stage model, such as inbound.';
comment on column stage_funnel_by_period.period is 'week or month: which of the two the row is about.';
comment on column stage_funnel_by_period.period_start is 'Its first day, in the site''s time zone; weeks begin on Monday.';
comment on column stage_funnel_by_period.position is 'The place of the stage in its model, from 1.';
comment on column stage_funnel_by_period.stage is 'The stage.';
comment on column stage_funnel_by_period.channel is 'The channel of the people''s first touchpoint; Unattributed when there is none.';
comment on column stage_funnel_by_period.entered is 'How often the stage was entered, from before it or from behind it.';
comment on column stage_funnel_by_period.people is 'How many people that were.';
comment on column stage_funnel_by_period.left_forward is 'How many of these stays have ended with a step forward.';
comment on column stage_funnel_by_period.left_back is 'How many of these stays have ended with a step back.';
comment on column stage_funnel_by_period.still_there is 'How many of these stays go on.';
comment on column stage_funnel_by_period.conversion is 'left_forward as a share of entered, from 0 to 1.';

create view stage_funnel_by_cohort with (security_invoker = true) as
select f.site_id, f.model, f.cohort, f.channel, f.position, f.stage, f.people, f.entered, f.reached,
  round(f.reached::numeric / f.people, 4) as conversion,
  round(f.reached::numeric / nullif(lag(f.reached) over (partition by f.site_id, f.model, f.cohort, f.channel order by f.position), 0), 4)
    as conversion_from_previous
from (
  select p.site_id, p.model, p.cohort, p.channel, m.position, m.stage, count(*)::int as people,
    count(*) filter (where m.position = any (p.stood))::int as entered, count(*) filter (where m.position <= p.furthest)::int as reached
  from (
    select e.site_id, e.model, e.person_id, date_trunc('month', j.first_seen_at at time zone s.time_zone)::date as cohort,
      coalesce(j.first_channel, 'Unattributed') as channel, array_agg(m.position) as stood, max(m.position) as furthest
    from journey_stages e
    join sites s on s.site_id = e.site_id
    join journeys j on j.part = e.part and j.site_id = e.site_id and j.person_id = e.person_id
    join model_stages m on m.site_id = e.site_id and m.model = e.model and m.stage = e.stage
    where not j.is_bot
    group by e.site_id, e.model, e.person_id, 4, 5) p
  join model_stages m on m.site_id = p.site_id and m.model = p.model
  group by 1, 2, 3, 4, 5, 6) f;
comment on view stage_funnel_by_cohort is 'Of the people first seen in a month, by channel: how many have come to each stage by now. Ask for one model; sum over channels for all of them.';
comment on column stage_funnel_by_cohort.site_id is 'The site.';
comment on column stage_funnel_by_cohort.model is 'The stage model, such as inbound.';
comment on column stage_funnel_by_cohort.cohort is 'The first day of the month in which the people were first seen, in the site''s time zone.';
comment on column stage_funnel_by_cohort.channel is 'The channel of their first touchpoint; Unattributed when there is none.';
comment on column stage_funnel_by_cohort.position is 'The place of the stage in its model, from 1.';
comment on column stage_funnel_by_cohort.stage is 'The stage.';
comment on column stage_funnel_by_cohort.people is 'How many people were first seen in the month.';
comment on column stage_funnel_by_cohort.entered is 'How many of them have stood in the stage itself; who skips a stage never stood in it.';
comment on column stage_funnel_by_cohort.reached is 'How many of them have stood in the stage or in a later one.';
comment on column stage_funnel_by_cohort.conversion is 'reached as a share of people, from 0 to 1.';
comment on column stage_funnel_by_cohort.conversion_from_previous is 'reached as a share of those who reached the stage before, from 0 to 1; empty for the first stage.';

create view time_in_stage with (security_invoker = true) as
select f.site_id, f.model, m.position, f.stage, f.stays, f.ongoing, f.median_days, f.p90_days
from (
  select site_id, model, stage, count(*)::int as stays, count(*) filter (where left_at is null)::int as ongoing,
    round((percentile_cont(0.5) within group (order by days_in_stage::float8) filter (where left_at is not null))::numeric, 4) as median_days,
    round((percentile_cont(0.9) within group (order by days_in_stage::float8) filter (where left_at is not null))::numeric, 4) as p90_days
  from stage_stays group by 1, 2, 3) f
left join model_stages m on m.site_id = f.site_id and m.model = f.model and m.stage = f.stage;
comment on view time_in_stage is 'How long people stay in each stage.';
comment on column time_in_stage.site_id is 'The site.';
comment on column time_in_stage.model is 'The stage model, such as inbound.';
comment on column time_in_stage.position is 'The place of the stage in its model, from 1.';
comment on column time_in_stage.stage is 'The stage.';
comment on column time_in_stage.stays is 'How many stays there were, those that go on too.';
comment on column time_in_stage.ongoing is 'How many of them go on.';
comment on column time_in_stage.median_days is 'Half of the stays that have ended lasted no longer than so many days.';
comment on column time_in_stage.p90_days is 'Nine of ten stays that have ended lasted no longer than so many days.';

create view moves_back with (security_invoker = true) as
select site_id, model, from_stage, stage as to_stage, milestone, count(*)::int as moves, count(distinct person_id)::int as people,
  max(entered_at) as latest_at, (array_agg(reason order by entered_at desc, person_id))[1] as reason
from stage_entries where direction = 'back' and from_stage is not null
group by 1, 2, 3, 4, 5;
comment on view moves_back is 'From where to where people move back, and because of what.';
comment on column moves_back.site_id is 'The site.';
comment on column moves_back.model is 'The stage model, such as inbound.';
comment on column moves_back.from_stage is 'The stage they stood in.';
comment on column moves_back.to_stage is 'The stage they moved back to.';
comment on column moves_back.milestone is 'The milestone that caused it, such as cart_expired.';
comment on column moves_back.moves is 'How many moves there were.';
comment on column moves_back.people is 'How many people moved.';
comment on column moves_back.latest_at is 'When the latest of these moves was.';
comment on column moves_back.reason is 'Why, in words, for the latest of these moves.';

create view time_to_lead_and_order with (security_invoker = true) as
select j.site_id, date_trunc('month', j.first_seen_at at time zone s.time_zone)::date as cohort,
  coalesce(j.first_channel, 'Unattributed') as channel, count(*)::int as people,
  count(j.days_to_lead)::int as leads,
  round((percentile_cont(0.5) within group (order by j.days_to_lead::float8))::numeric, 4) as median_days_to_lead,
  round((percentile_cont(0.9) within group (order by j.days_to_lead::float8))::numeric, 4) as p90_days_to_lead,
  count(j.days_to_first_order)::int as customers,
  round((percentile_cont(0.5) within group (order by j.days_to_first_order::float8))::numeric, 4) as median_days_to_first_order,
  round((percentile_cont(0.9) within group (order by j.days_to_first_order::float8))::numeric, 4) as p90_days_to_first_order
from journeys j join sites s on s.site_id = j.site_id
where not j.is_bot
group by 1, 2, 3;
comment on view time_to_lead_and_order is 'Of the people first seen in a month, by channel: how many became leads and customers, and after how many days.';
comment on column time_to_lead_and_order.site_id is 'The site.';
comment on column time_to_lead_and_order.cohort is 'The first day of the month in which the people were first seen, in the site''s time zone.';
comment on column time_to_lead_and_order.channel is 'The channel of their first touchpoint; Unattributed when there is none.';
comment on column time_to_lead_and_order.people is 'How many people were first seen in the month.';
comment on column time_to_lead_and_order.leads is 'How many of them left their contact.';
comment on column time_to_lead_and_order.median_days_to_lead is 'Half of the leads did so within so many days after their first event.';
comment on column time_to_lead_and_order.p90_days_to_lead is 'Nine of ten leads did so within so many days after their first event.';
comment on column time_to_lead_and_order.customers is 'How many of them ordered; orders that were cancelled or wholly refunded do not count.';
comment on column time_to_lead_and_order.median_days_to_first_order is 'Half of the customers ordered first within so many days after their first event.';
comment on column time_to_lead_and_order.p90_days_to_first_order is 'Nine of ten customers ordered first within so many days after their first event.';

-- 2. Carts, lead magnets and orders.

create view abandoned_carts with (security_invoker = true) as
select c.site_id, c.person_id, c.sequence, c.status, c.opened_at, c.checkout_started_at, c.abandoned_at,
  round(greatest(extract(epoch from coalesce(c.closed_at, now()) - c.abandoned_at), 0) / 86400, 4) as days_abandoned,
  c.value, c.currency,
  (select string_agg(coalesce(line ->> 'name', line ->> 'product_id') || coalesce(' (' || (line ->> 'variant') || ')', '')
       || ' × ' || coalesce(line ->> 'quantity', '1'), ', ' order by place)
   from jsonb_array_elements(c.products) with ordinality as lines (line, place)) as products,
  later.ordered_at is not null as recovered, later.ordered_at as recovered_at,
  j.user_id,
  array(select i.identifier from person_identifiers i
        where i.part = c.part and i.site_id = c.site_id and i.person_id = c.person_id and i.kind in ('email', 'phone')
          and i.refused_because is null order by i.identifier) as identifiers,
  j.stage, coalesce(j.first_channel, 'Unattributed') as channel, j.lead_magnet, j.last_seen_at
from carts c
join journeys j on j.part = c.part and j.site_id = c.site_id and j.person_id = c.person_id
cross join lateral (
  select min(o.placed_at) as ordered_at from orders o
  where o.part = c.part and o.site_id = c.site_id and o.person_id = c.person_id and o.placed_at >= c.abandoned_at
    and o.status not in ('cancelled', 'refunded')) later
where c.abandoned_at is not null and not j.is_bot;
comment on view abandoned_carts is 'Carts that were left alone for an hour and not touched since: those that are open still, those that expired after a week, and those that were ordered after all. Contacts themselves are in the table contacts, for who may read it: join identifiers with contacts.identifier.';
comment on column abandoned_carts.site_id is 'The site.';
comment on column abandoned_carts.person_id is 'Whose cart it is.';
comment on column abandoned_carts.sequence is 'Which of the person''s carts: first 1, second 2, and so on.';
comment on column abandoned_carts.status is 'open, expired or ordered.';
comment on column abandoned_carts.opened_at is 'When the first product was added.';
comment on column abandoned_carts.checkout_started_at is 'When checkout was started.';
comment on column abandoned_carts.abandoned_at is 'Since when it counts as abandoned: an hour after its last change.';
comment on column abandoned_carts.days_abandoned is 'How many days it lay there, until it expired or was ordered, or up to now.';
comment on column abandoned_carts.value is 'Value of what is in it, in its currency.';
comment on column abandoned_carts.currency is 'ISO 4217 code.';
comment on column abandoned_carts.products is 'What is in it, in words: each name with variant and quantity.';
comment on column abandoned_carts.recovered is 'True when the person has placed an order since, which was neither cancelled nor wholly refunded.';
comment on column abandoned_carts.recovered_at is 'When that order was placed.';
comment on column abandoned_carts.user_id is 'The site''s own id of the user.';
comment on column abandoned_carts.identifiers is 'Keyed hashes of the person''s e-mail addresses and phone numbers.';
comment on column abandoned_carts.stage is 'Where the person stands in the default model.';
comment on column abandoned_carts.channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column abandoned_carts.lead_magnet is 'What the person first left their contact for.';
comment on column abandoned_carts.last_seen_at is 'Time of the person''s last event.';

create view lead_magnets with (security_invoker = true) as
select m.site_id, (rank() over (partition by m.site_id order by m.customers desc, m.leads desc))::int as rank, m.lead_magnet, m.leads, m.customers,
  round(m.customers::numeric / m.leads, 4) as conversion, m.orders, m.revenue, m.refunds, m.currency, m.median_days_to_first_order
from (
  select l.site_id, l.lead_magnet, l.currency, count(*)::int as leads, count(l.first_order_at)::int as customers, sum(l.orders)::int as orders,
    sum(l.revenue) as revenue, sum(l.refunds) as refunds,
    round((percentile_cont(0.5) within group (order by extract(epoch from l.first_order_at - l.lead_at)::float8 / 86400))::numeric, 4)
      as median_days_to_first_order
  from (
    select j.site_id, j.person_id, j.lead_magnet, j.lead_at, j.currency, min(o.placed_at) as first_order_at, count(o.order_id)::int as orders,
      coalesce(sum(o.total) filter (where o.currency = j.currency), 0) as revenue,
      coalesce(sum(o.refunded) filter (where o.currency = j.currency), 0) as refunds
    from journeys j
    left join orders o on o.part = j.part and o.site_id = j.site_id and o.person_id = j.person_id
      and o.placed_at >= j.lead_at and o.status not in ('cancelled', 'refunded')
    where j.lead_at is not null and not j.is_bot
    group by 1, 2, 3, 4, 5) l
  group by 1, 2, 3) m;
comment on view lead_magnets is 'What people leave their contact for, and how many of them order afterwards.';
comment on column lead_magnets.site_id is 'The site.';
comment on column lead_magnets.rank is 'Its place among the site''s lead magnets, by customers, then by leads.';
comment on column lead_magnets.lead_magnet is 'What people first left their contact for; empty for a form that named nothing.';
comment on column lead_magnets.leads is 'How many people became a lead through it.';
comment on column lead_magnets.customers is 'How many of them ordered since; orders that were cancelled or wholly refunded do not count.';
comment on column lead_magnets.conversion is 'customers as a share of leads, from 0 to 1.';
comment on column lead_magnets.orders is 'How many orders they have placed since.';
comment on column lead_magnets.revenue is 'Sum of these orders in the site''s currency, refunds not taken off; orders in other currencies are counted in orders only.';
comment on column lead_magnets.refunds is 'What was paid back of them.';
comment on column lead_magnets.currency is 'ISO 4217 code of revenue and refunds.';
comment on column lead_magnets.median_days_to_first_order is 'Half of the customers ordered first within so many days after they became a lead.';

create view order_paths with (security_invoker = true) as
select w.site_id, (rank() over (partition by w.site_id, w.currency order by count(*) desc, sum(w.total) desc))::int as rank, w.path, w.channels,
  count(*)::int as orders, count(distinct w.person_id)::int as people, sum(w.total) as revenue, sum(w.refunded) as refunds, w.currency,
  round((percentile_cont(0.5) within group (order by w.days))::numeric, 4) as median_days
from (
  select o.site_id, o.person_id, o.total, o.refunded, o.currency, coalesce(way.path, 'Unattributed') as path, way.channels,
    extract(epoch from o.placed_at - way.began_at)::float8 / 86400 as days
  from orders o
  join journeys j on j.part = o.part and j.site_id = o.site_id and j.person_id = o.person_id
  cross join lateral (
    select string_agg(t.channel, ' > ' order by t.occurred_at, t.sequence) as path, count(*)::int as channels, min(t.occurred_at) as began_at
    from (
      -- Which touchpoints take part: docs/attribution.md. The look-back is in hours, since a day can have 23 of them where the session's clock is.
      select t.channel, t.occurred_at, t.sequence, lag(t.channel) over (order by t.occurred_at, t.sequence) as before
      from touchpoints t
      where t.part = o.part and t.site_id = o.site_id and t.person_id = o.person_id
        and t.occurred_at between o.placed_at - interval '4320 hours' and o.placed_at
        and t.kind not in ('contact_click', 'delivery', 'support') and (t.kind <> 'chat' or t.session_id is null)) t
    where t.before is distinct from t.channel) way
  where o.placed_at is not null and o.status not in ('cancelled', 'refunded') and not j.is_bot) w
group by w.site_id, w.path, w.channels, w.currency;
comment on view order_paths is 'The channels that people met on their way to an order, in order of time, up to 180 days before it: which ways occur most. Orders that were cancelled or wholly refunded are left out.';
comment on column order_paths.site_id is 'The site.';
comment on column order_paths.rank is 'Its place among the site''s ways to orders in the same currency, by orders, then by revenue.';
comment on column order_paths.path is 'The channels with > between, such as Paid Social > Direct > Email; the same channel twice in a row is one. Unattributed for an order without touchpoints.';
comment on column order_paths.channels is 'How many channels stand in it; 0 when there is none.';
comment on column order_paths.orders is 'How many orders came this way.';
comment on column order_paths.people is 'How many people placed them.';
comment on column order_paths.revenue is 'Sum of these orders in their currency, refunds not taken off.';
comment on column order_paths.refunds is 'What was paid back of them.';
comment on column order_paths.currency is 'ISO 4217 code; a way that led to orders in two currencies has a row for each.';
comment on column order_paths.median_days is 'Half of the orders were placed within so many days after the first touchpoint of their way.';

-- The rule is rfmOf in packages/journey/src/segments/rfm.ts; a property test holds the two equal.
create view rfm_segments with (security_invoker = true) as
select r.site_id, r.person_id, r.last_order_at, r.recency_days, r.orders, r.revenue, r.currency, r.recency, r.frequency, r.monetary, r.worth,
  g.segment, g.segment_en, g.segment_vi
from (
  select f.*, (f.frequency + f.monetary) / 2 as worth
  from (
    select c.site_id, c.person_id, c.last_order_at, c.orders, c.revenue, c.currency,
      round(extract(epoch from now() - c.last_order_at) / 86400, 4) as recency_days,
      -- The fifth in which a customer's rank lies, worst first, in whole numbers; equal ones share the lowest place, or in recency the middle one.
      case when c.customers >= 5
        then least(5, 1 + 5 * (2 * c.older + c.as_recent - 1) / (2 * (c.customers - 1)))
        else 5 - (now() - c.last_order_at > interval '30 days')::int - (now() - c.last_order_at > interval '60 days')::int
          - (now() - c.last_order_at > interval '120 days')::int - (now() - c.last_order_at > interval '180 days')::int end::int as recency,
      case when c.customers >= 5 then least(5, 1 + 5 * c.rarer / (c.customers - 1)) else least(5, c.orders) end::int as frequency,
      case when c.customers >= 5 then least(5, 1 + 5 * c.poorer / (c.customers - 1)) else least(5, c.orders) end::int as monetary
    from (
      select b.*, count(*) over (partition by b.site_id) as customers,
        rank() over (partition by b.site_id order by b.last_order_at) - 1 as older,
        count(*) over (partition by b.site_id, b.last_order_at) as as_recent,
        rank() over (partition by b.site_id order by b.orders) - 1 as rarer,
        rank() over (partition by b.site_id order by b.revenue) - 1 as poorer
      from (
        select o.site_id, o.person_id, s.currency, count(*)::int as orders, sum(o.total - o.refunded) as revenue, max(o.placed_at) as last_order_at
        from orders o
        join sites s on s.site_id = o.site_id
        join journeys j on j.part = o.part and j.site_id = o.site_id and j.person_id = o.person_id
        where o.placed_at is not null and o.status not in ('cancelled', 'refunded') and not j.is_bot
        group by o.site_id, o.person_id, s.currency
        having bool_and(o.currency = s.currency) and max(o.placed_at) <= now()) b) c) f) r
join (values
  ('champions', 'Champions', 'Khách hàng VIP', 5, 5, 4, 5),
  ('loyal', 'Loyal', 'Khách hàng trung thành', 3, 4, 4, 5),
  ('potential_loyalists', 'Potential Loyalists', 'Khách hàng trung thành tiềm năng', 4, 5, 2, 3),
  ('new_customers', 'New Customers', 'Khách hàng mới', 5, 5, 1, 1),
  ('promising', 'Promising', 'Khách hàng triển vọng', 4, 4, 1, 1),
  ('need_attention', 'Need Attention', 'Khách hàng cần quan tâm', 3, 3, 3, 3),
  ('about_to_sleep', 'About to Sleep', 'Khách hàng sắp ngủ đông', 3, 3, 1, 2),
  ('at_risk', 'At Risk', 'Khách hàng có nguy cơ rời bỏ', 2, 2, 3, 5),
  ('at_risk', 'At Risk', 'Khách hàng có nguy cơ rời bỏ', 1, 1, 3, 3),
  ('cant_lose_them', 'Can''t Lose Them', 'Khách hàng không thể để mất', 1, 1, 4, 5),
  ('hibernating', 'Hibernating', 'Khách hàng ngủ đông', 2, 2, 1, 2),
  ('hibernating', 'Hibernating', 'Khách hàng ngủ đông', 1, 1, 2, 2),
  ('lost', 'Lost', 'Khách hàng đã rời bỏ', 1, 1, 1, 1)
) as g (segment, segment_en, segment_vi, least_recency, most_recency, least_worth, most_worth)
  on r.recency between g.least_recency and g.most_recency and r.worth between g.least_worth and g.most_worth;
comment on view rfm_segments is 'Recency, frequency and money of every customer, from 1 to 5 in comparison with the site''s other customers, and the segment they make. docs/segments.md has the rule. Who ordered in another currency than the site''s is left out.';
comment on column rfm_segments.site_id is 'The site.';
comment on column rfm_segments.person_id is 'The customer.';
comment on column rfm_segments.last_order_at is 'When the last order was placed.';
comment on column rfm_segments.recency_days is 'How many days ago that was.';
comment on column rfm_segments.orders is 'How many orders, cancelled and wholly refunded ones not counted.';
comment on column rfm_segments.revenue is 'What they brought, refunds taken off.';
comment on column rfm_segments.currency is 'ISO 4217 code.';
comment on column rfm_segments.recency is 'Score of 1 (long ago) to 5 (lately).';
comment on column rfm_segments.frequency is 'Score of 1 (seldom) to 5 (often).';
comment on column rfm_segments.monetary is 'Score of 1 (little) to 5 (much).';
comment on column rfm_segments.worth is 'Frequency and money together: their mean, a half counting down.';
comment on column rfm_segments.segment is 'The segment, such as champions or at_risk.';
comment on column rfm_segments.segment_en is 'Its English name.';
comment on column rfm_segments.segment_vi is 'Its Vietnamese name.';

-- 3. Deliveries, satisfaction and the quality of the data.

create view delivery_performance with (security_invoker = true) as
select o.site_id, o.order_id, o.person_id, o.status, o.placed_at,
  (coalesce(o.placed_at, o.shipped_at, o.delivered_at, o.promised_at) at time zone s.time_zone)::date as placed_on,
  o.shipped_at, o.promised_at, o.delivered_at,
  case when o.delivered_at is not null then case
      when o.promised_at is null then 'no_promise' when o.delivered_at > o.promised_at then 'late' else 'on_time' end
    when o.status in ('cancelled', 'refunded') then 'cancelled'
    when o.promised_at is null then 'no_promise'
    when o.promised_at < now() then 'overdue'
    else 'under_way' end as outcome,
  case when o.delivered_at is not null or (o.promised_at < now() and o.status not in ('cancelled', 'refunded'))
    then round(extract(epoch from coalesce(o.delivered_at, now()) - o.promised_at) / 86400, 4) end as days_late,
  round(extract(epoch from o.delivered_at - o.placed_at) / 86400, 4) as days_to_deliver,
  coalesce(j.first_channel, 'Unattributed') as channel, j.satisfaction, o.total, o.currency
from orders o
join sites s on s.site_id = o.site_id
join journeys j on j.part = o.part and j.site_id = o.site_id and j.person_id = o.person_id
where not j.is_bot;
comment on view delivery_performance is 'Every order with the promised and the actual time of its delivery.';
comment on column delivery_performance.site_id is 'The site.';
comment on column delivery_performance.order_id is 'The shop''s own id of the order.';
comment on column delivery_performance.person_id is 'Who ordered.';
comment on column delivery_performance.status is 'placed, shipped, delivered, cancelled or refunded; reported when only a later event about it is known.';
comment on column delivery_performance.placed_at is 'When it was placed; empty when only a later event about it is known.';
comment on column delivery_performance.placed_on is 'The day it was placed, in the site''s time zone; when that is not known, the first day that is.';
comment on column delivery_performance.shipped_at is 'When it left.';
comment on column delivery_performance.promised_at is 'When it was promised.';
comment on column delivery_performance.delivered_at is 'When it arrived.';
comment on column delivery_performance.outcome is 'on_time, late, overdue (promised for a time that has passed, and not there), under_way (promised for later), no_promise, or cancelled before it arrived.';
comment on column delivery_performance.days_late is 'Days from the promised to the actual time, or up to now when it is overdue; below 0 when it was early. Empty when one of the two is unknown.';
comment on column delivery_performance.days_to_deliver is 'Days from the order to the delivery.';
comment on column delivery_performance.channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column delivery_performance.satisfaction is 'How satisfied the person is now, from 0 to 100; empty without an answer.';
comment on column delivery_performance.total is 'What was to be paid, in the order''s currency.';
comment on column delivery_performance.currency is 'ISO 4217 code.';

create view deliveries_by_month with (security_invoker = true) as
select site_id, date_trunc('month', placed_on::timestamp)::date as month, count(*)::int as orders, count(delivered_at)::int as delivered,
  count(*) filter (where outcome = 'on_time')::int as on_time, count(*) filter (where outcome = 'late')::int as late,
  count(*) filter (where outcome = 'overdue')::int as overdue, count(*) filter (where outcome = 'under_way')::int as under_way,
  count(*) filter (where outcome = 'no_promise')::int as no_promise, count(*) filter (where outcome = 'cancelled')::int as cancelled,
  round(count(*) filter (where outcome = 'on_time')::numeric / nullif(count(*) filter (where outcome in ('on_time', 'late', 'overdue')), 0), 4)
    as share_on_time,
  round((percentile_cont(0.5) within group (order by days_to_deliver::float8))::numeric, 4) as median_days_to_deliver,
  round(avg(days_late) filter (where outcome in ('late', 'overdue')), 4) as mean_days_late
from delivery_performance
group by 1, 2;
comment on view deliveries_by_month is 'The orders of each month, and how their promises were kept.';
comment on column deliveries_by_month.site_id is 'The site.';
comment on column deliveries_by_month.month is 'The first day of the month in which the orders were placed, in the site''s time zone.';
comment on column deliveries_by_month.orders is 'How many orders.';
comment on column deliveries_by_month.delivered is 'How many of them arrived.';
comment on column deliveries_by_month.on_time is 'How many arrived by the promised time.';
comment on column deliveries_by_month.late is 'How many arrived later.';
comment on column deliveries_by_month.overdue is 'How many were promised for a time that has passed, and are not there.';
comment on column deliveries_by_month.under_way is 'How many are promised for later.';
comment on column deliveries_by_month.no_promise is 'How many have no promised time.';
comment on column deliveries_by_month.cancelled is 'How many were cancelled or wholly refunded before they arrived.';
comment on column deliveries_by_month.share_on_time is 'on_time as a share of on_time, late and overdue, from 0 to 1.';
comment on column deliveries_by_month.median_days_to_deliver is 'Half of those that arrived took no more than so many days.';
comment on column deliveries_by_month.mean_days_late is 'How many days those that were late or are overdue were late, on average.';

create view satisfaction_by_stage with (security_invoker = true) as
select f.site_id, f.model, m.position, f.stage, f.people, f.answered, f.mean_satisfaction
from (
  select e.site_id, e.model, e.stage, count(*)::int as people, count(j.satisfaction)::int as answered, round(avg(j.satisfaction), 1) as mean_satisfaction
  from journey_stages e
  join journeys j on j.part = e.part and j.site_id = e.site_id and j.person_id = e.person_id
  where e.left_at is null and not j.is_bot
  group by 1, 2, 3) f
left join model_stages m on m.site_id = f.site_id and m.model = f.model and m.stage = f.stage;
comment on view satisfaction_by_stage is 'How satisfied the people are who stand in each stage now.';
comment on column satisfaction_by_stage.site_id is 'The site.';
comment on column satisfaction_by_stage.model is 'The stage model, such as inbound.';
comment on column satisfaction_by_stage.position is 'The place of the stage in its model, from 1.';
comment on column satisfaction_by_stage.stage is 'The stage.';
comment on column satisfaction_by_stage.people is 'How many people stand in it.';
comment on column satisfaction_by_stage.answered is 'How many of them have said how satisfied they are.';
comment on column satisfaction_by_stage.mean_satisfaction is 'Their mean, from 0 to 100; docs/segments.md says how answers are measured.';

-- Events are added in the order in which they are received: a few bytes per 128 pages say which pages a time can be in.
create index events_received on events using brin (received_at);

create view data_quality_by_day with (security_invoker = true) as
select d.site_id, d.day, sum(d.accepted)::int as accepted, sum(d.from_servers)::int as from_servers,
  sum(d.from_robots)::int as from_robots, sum(d.late)::int as late, sum(d.rejected)::int as rejected,
  string_agg(d.reason || ' ' || d.rejected, ', ' order by d.rejected desc, d.reason) as rejected_because,
  round(sum(d.rejected)::numeric / sum(d.accepted + d.rejected), 4) as share_rejected, max(d.latest_at) as latest_received_at
from (
  select e.site_id, (e.received_at at time zone s.time_zone)::date as day, null as reason, count(*)::int as accepted, 0 as rejected,
    count(*) filter (where e.trusted)::int as from_servers, count(*) filter (where e.bot_reason is not null)::int as from_robots,
    count(*) filter (where e.received_at - e.occurred_at > interval '1 hour')::int as late, max(e.received_at) as latest_at
  from events e join sites s on s.site_id = e.site_id
  where e.received_at >= now() - interval '93 days'
  group by 1, 2
  union all
  select r.site_id, (r.received_at at time zone s.time_zone)::date, r.reason, 0, count(*)::int, 0, 0, 0, max(r.received_at)
  from rejected_events r join sites s on s.site_id = r.site_id
  where r.received_at >= now() - interval '93 days'
  group by 1, 2, 3) d
join sites s on s.site_id = d.site_id
-- Whole days only.
where d.day > (now() at time zone s.time_zone)::date - 92
group by 1, 2;
comment on view data_quality_by_day is 'What arrived on each of the last 92 days: events that were stored, robots'' too, and events that were rejected.';
comment on column data_quality_by_day.site_id is 'The site.';
comment on column data_quality_by_day.day is 'The day on which the events were received, in the site''s time zone.';
comment on column data_quality_by_day.accepted is 'How many events were stored.';
comment on column data_quality_by_day.from_servers is 'How many of them a server sent with a secret key.';
comment on column data_quality_by_day.from_robots is 'How many of them came from robots.';
comment on column data_quality_by_day.late is 'How many of them arrived more than an hour after they had occurred.';
comment on column data_quality_by_day.rejected is 'How many events were rejected.';
comment on column data_quality_by_day.rejected_because is 'The reasons, each with its number of events, most first; docs/rejects.md lists them.';
comment on column data_quality_by_day.share_rejected is 'rejected as a share of all that arrived, from 0 to 1.';
comment on column data_quality_by_day.latest_received_at is 'When the last of them arrived.';

-- 4. Who may read them, and what a view reads with its reader's rights.

do $$
declare
  name text;
begin
  foreach name in array array['model_stages', 'stage_entries', 'stage_stays', 'stage_now', 'stage_funnel_by_period', 'stage_funnel_by_cohort', 'time_in_stage',
    'moves_back', 'time_to_lead_and_order', 'abandoned_carts', 'lead_magnets', 'order_paths', 'rfm_segments', 'delivery_performance',
    'deliveries_by_month', 'satisfaction_by_stage', 'data_quality_by_day'] loop
    call set_access(name::regclass, collector => '', worker => '', dashboard => 'select', analyst => 'select');
  end loop;
end
$$;
grant select (site_id, model_id, definition) on stage_models to waystitch_dashboard;
grant select (received_at, bot_reason) on events to waystitch_dashboard;
grant select (site_id, reason, received_at) on rejected_events to waystitch_dashboard;
