-- Attribution. Who shares which conversion is worked out by the rules in packages/journey and stored; views only add up.

create table conversion_touches (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  conversion text not null,
  touchpoint integer not null,
  kind text not null,
  converted_at timestamptz not null,
  value numeric,
  currency text,
  touched_at timestamptz,
  channel text not null,
  source text,
  medium text,
  campaign text,
  first_share numeric not null,
  last_share numeric not null,
  last_non_direct_share numeric not null,
  linear_share numeric not null,
  position_share numeric not null,
  time_decay_share numeric not null,
  first_value numeric,
  last_value numeric,
  last_non_direct_value numeric,
  linear_value numeric,
  position_value numeric,
  time_decay_value numeric,
  primary key (part, site_id, person_id, conversion, touchpoint)
);
comment on table conversion_touches is 'Which touchpoint has which part in which conversion, by every rule; docs/attribution.md describes them. Robots have no rows.';
comment on column conversion_touches.part is 'Where the person''s rows live.';
comment on column conversion_touches.site_id is 'The site.';
comment on column conversion_touches.person_id is 'The person.';
comment on column conversion_touches.conversion is 'lead, or order: and the shop''s own id of an order that was neither cancelled nor wholly refunded.';
comment on column conversion_touches.touchpoint is 'Sequence of the person''s touchpoint; 0 when none lay in the 180 days before.';
comment on column conversion_touches.kind is 'lead or order.';
comment on column conversion_touches.converted_at is 'When the person became a lead, or ordered.';
comment on column conversion_touches.value is 'What the order is worth: its total less what was paid back; empty for a lead, which is a number and no money.';
comment on column conversion_touches.currency is 'ISO 4217 code of the values; empty for a lead.';
comment on column conversion_touches.touched_at is 'When the touchpoint happened; empty when there is none.';
comment on column conversion_touches.channel is 'Channel of the touchpoint; Unattributed when there is none.';
comment on column conversion_touches.source is 'Source of the touchpoint.';
comment on column conversion_touches.medium is 'Medium of the touchpoint.';
comment on column conversion_touches.campaign is 'Campaign of the touchpoint.';
comment on column conversion_touches.first_share is 'Its part of the conversion counted as one: the first touchpoint has all. They sum to exactly 1 a conversion.';
comment on column conversion_touches.last_share is 'Its part of the conversion counted as one: the last touchpoint has all. They sum to exactly 1 a conversion.';
comment on column conversion_touches.last_non_direct_share is 'Its part of the conversion counted as one: the last touchpoint that is not Direct has all. They sum to exactly 1 a conversion.';
comment on column conversion_touches.linear_share is 'Its part of the conversion counted as one: all touchpoints have the same. They sum to exactly 1 a conversion.';
comment on column conversion_touches.position_share is 'Its part of the conversion counted as one: the first and the last have 40 % each, those between them 20 %. They sum to exactly 1 a conversion.';
comment on column conversion_touches.time_decay_share is 'Its part of the conversion counted as one: a touchpoint has half as much for each 7 days before the conversion. They sum to exactly 1 a conversion.';
comment on column conversion_touches.first_value is 'Its part of the order''s value: the first touchpoint has all. They sum to exactly the value; empty for a lead.';
comment on column conversion_touches.last_value is 'Its part of the order''s value: the last touchpoint has all. They sum to exactly the value; empty for a lead.';
comment on column conversion_touches.last_non_direct_value is 'Its part of the order''s value: the last touchpoint that is not Direct has all. They sum to exactly the value; empty for a lead.';
comment on column conversion_touches.linear_value is 'Its part of the order''s value: all touchpoints have the same. They sum to exactly the value; empty for a lead.';
comment on column conversion_touches.position_value is 'Its part of the order''s value: the first and the last have 40 % each, those between them 20 %. They sum to exactly the value; empty for a lead.';
comment on column conversion_touches.time_decay_value is 'Its part of the order''s value: a touchpoint has half as much for each 7 days before the conversion. They sum to exactly the value; empty for a lead.';

create view channel_attribution with (security_invoker = true) as
select site_id, month, day, kind, channel, currency, count(*) as conversions,
  sum(first_share) as first_conversions,
  sum(last_share) as last_conversions,
  sum(last_non_direct_share) as last_non_direct_conversions,
  sum(linear_share) as linear_conversions,
  sum(position_share) as position_conversions,
  sum(time_decay_share) as time_decay_conversions,
  sum(first_value) as first_revenue,
  sum(last_value) as last_revenue,
  sum(last_non_direct_value) as last_non_direct_revenue,
  sum(linear_value) as linear_revenue,
  sum(position_value) as position_revenue,
  sum(time_decay_value) as time_decay_revenue
from (
  select t.site_id, date_trunc('month', t.converted_at at time zone s.time_zone)::date as month,
    (t.converted_at at time zone s.time_zone)::date as day, t.kind, t.channel, t.currency,
    sum(t.first_share) as first_share,
    sum(t.last_share) as last_share,
    sum(t.last_non_direct_share) as last_non_direct_share,
    sum(t.linear_share) as linear_share,
    sum(t.position_share) as position_share,
    sum(t.time_decay_share) as time_decay_share,
    sum(t.first_value) as first_value,
    sum(t.last_value) as last_value,
    sum(t.last_non_direct_value) as last_non_direct_value,
    sum(t.linear_value) as linear_value,
    sum(t.position_value) as position_value,
    sum(t.time_decay_value) as time_decay_value
  from conversion_touches t join sites s on s.site_id = t.site_id
  -- First each conversion once: it counts as one wherever it was touched twice.
  group by t.part, t.site_id, t.person_id, t.conversion, month, day, t.kind, t.channel, t.currency
) as each_once
group by site_id, month, day, kind, channel, currency;
comment on view channel_attribution is 'What each channel brought, by the rules of docs/attribution.md side by side: a line a day of conversion, kind, channel and currency. Lines may be added up, but for conversions.';
comment on column channel_attribution.site_id is 'The site.';
comment on column channel_attribution.month is 'First day of the month of the conversions, in the site''s time zone.';
comment on column channel_attribution.day is 'Day of the conversions, in the site''s time zone.';
comment on column channel_attribution.kind is 'lead or order.';
comment on column channel_attribution.channel is 'The channel; Unattributed where no touchpoint lay in the 180 days before.';
comment on column channel_attribution.currency is 'ISO 4217 code of the revenue; empty for leads. Different currencies must not be added.';
comment on column channel_attribution.conversions is 'How many conversions it took part in. The same one counts on every line that took part, so that these must not be added; the ones by rule may.';
comment on column channel_attribution.first_conversions is 'Conversions credited when the first touchpoint has all.';
comment on column channel_attribution.last_conversions is 'Conversions credited when the last touchpoint has all.';
comment on column channel_attribution.last_non_direct_conversions is 'Conversions credited when the last touchpoint that is not Direct has all.';
comment on column channel_attribution.linear_conversions is 'Conversions credited when all touchpoints have the same.';
comment on column channel_attribution.position_conversions is 'Conversions credited when the first and the last have 40 % each, those between them 20 %.';
comment on column channel_attribution.time_decay_conversions is 'Conversions credited when a touchpoint has half as much for each 7 days before the conversion.';
comment on column channel_attribution.first_revenue is 'Revenue credited when the first touchpoint has all; empty for leads.';
comment on column channel_attribution.last_revenue is 'Revenue credited when the last touchpoint has all; empty for leads.';
comment on column channel_attribution.last_non_direct_revenue is 'Revenue credited when the last touchpoint that is not Direct has all; empty for leads.';
comment on column channel_attribution.linear_revenue is 'Revenue credited when all touchpoints have the same; empty for leads.';
comment on column channel_attribution.position_revenue is 'Revenue credited when the first and the last have 40 % each, those between them 20 %; empty for leads.';
comment on column channel_attribution.time_decay_revenue is 'Revenue credited when a touchpoint has half as much for each 7 days before the conversion; empty for leads.';

create view campaign_attribution with (security_invoker = true) as
select site_id, month, day, kind, channel, source, medium, campaign, currency, count(*) as conversions,
  sum(first_share) as first_conversions,
  sum(last_share) as last_conversions,
  sum(last_non_direct_share) as last_non_direct_conversions,
  sum(linear_share) as linear_conversions,
  sum(position_share) as position_conversions,
  sum(time_decay_share) as time_decay_conversions,
  sum(first_value) as first_revenue,
  sum(last_value) as last_revenue,
  sum(last_non_direct_value) as last_non_direct_revenue,
  sum(linear_value) as linear_revenue,
  sum(position_value) as position_revenue,
  sum(time_decay_value) as time_decay_revenue
from (
  select t.site_id, date_trunc('month', t.converted_at at time zone s.time_zone)::date as month,
    (t.converted_at at time zone s.time_zone)::date as day, t.kind, t.channel, t.source, t.medium, t.campaign, t.currency,
    sum(t.first_share) as first_share,
    sum(t.last_share) as last_share,
    sum(t.last_non_direct_share) as last_non_direct_share,
    sum(t.linear_share) as linear_share,
    sum(t.position_share) as position_share,
    sum(t.time_decay_share) as time_decay_share,
    sum(t.first_value) as first_value,
    sum(t.last_value) as last_value,
    sum(t.last_non_direct_value) as last_non_direct_value,
    sum(t.linear_value) as linear_value,
    sum(t.position_value) as position_value,
    sum(t.time_decay_value) as time_decay_value
  from conversion_touches t join sites s on s.site_id = t.site_id
  -- First each conversion once: it counts as one wherever it was touched twice.
  group by t.part, t.site_id, t.person_id, t.conversion, month, day, t.kind, t.channel, t.source, t.medium, t.campaign, t.currency
) as each_once
group by site_id, month, day, kind, channel, source, medium, campaign, currency;
comment on view campaign_attribution is 'What each campaign brought, as channel_attribution.';
comment on column campaign_attribution.site_id is 'The site.';
comment on column campaign_attribution.month is 'First day of the month of the conversions, in the site''s time zone.';
comment on column campaign_attribution.day is 'Day of the conversions, in the site''s time zone.';
comment on column campaign_attribution.kind is 'lead or order.';
comment on column campaign_attribution.channel is 'The channel; Unattributed where no touchpoint lay in the 180 days before.';
comment on column campaign_attribution.source is 'The source.';
comment on column campaign_attribution.medium is 'The medium.';
comment on column campaign_attribution.campaign is 'The campaign.';
comment on column campaign_attribution.currency is 'ISO 4217 code of the revenue; empty for leads. Different currencies must not be added.';
comment on column campaign_attribution.conversions is 'How many conversions it took part in. The same one counts on every line that took part, so that these must not be added; the ones by rule may.';
comment on column campaign_attribution.first_conversions is 'Conversions credited when the first touchpoint has all.';
comment on column campaign_attribution.last_conversions is 'Conversions credited when the last touchpoint has all.';
comment on column campaign_attribution.last_non_direct_conversions is 'Conversions credited when the last touchpoint that is not Direct has all.';
comment on column campaign_attribution.linear_conversions is 'Conversions credited when all touchpoints have the same.';
comment on column campaign_attribution.position_conversions is 'Conversions credited when the first and the last have 40 % each, those between them 20 %.';
comment on column campaign_attribution.time_decay_conversions is 'Conversions credited when a touchpoint has half as much for each 7 days before the conversion.';
comment on column campaign_attribution.first_revenue is 'Revenue credited when the first touchpoint has all; empty for leads.';
comment on column campaign_attribution.last_revenue is 'Revenue credited when the last touchpoint has all; empty for leads.';
comment on column campaign_attribution.last_non_direct_revenue is 'Revenue credited when the last touchpoint that is not Direct has all; empty for leads.';
comment on column campaign_attribution.linear_revenue is 'Revenue credited when all touchpoints have the same; empty for leads.';
comment on column campaign_attribution.position_revenue is 'Revenue credited when the first and the last have 40 % each, those between them 20 %; empty for leads.';
comment on column campaign_attribution.time_decay_revenue is 'Revenue credited when a touchpoint has half as much for each 7 days before the conversion; empty for leads.';

create table channel_costs (
  site_id text not null,
  cost_id uuid not null default gen_random_uuid(),
  channel text not null check (channel <> ''),
  source text,
  medium text,
  campaign text,
  first_day date not null,
  last_day date not null,
  amount numeric not null check (amount >= 0 and amount < 1e15),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  note text not null default '',
  entered_by text not null,
  entered_at timestamptz not null default now(),
  primary key (site_id, cost_id),
  check (first_day <= last_day)
);
comment on table channel_costs is 'What was paid for channels and campaigns, as people entered it. Nothing derives it, and a rebuild leaves it alone.';
comment on column channel_costs.site_id is 'The site.';
comment on column channel_costs.cost_id is 'Id of the entry.';
comment on column channel_costs.channel is 'The channel it was paid for, as in touchpoints.';
comment on column channel_costs.source is 'The source it was paid for; empty for the whole channel.';
comment on column channel_costs.medium is 'The medium it was paid for; empty for the whole channel.';
comment on column channel_costs.campaign is 'The campaign it was paid for; empty for the whole channel.';
comment on column channel_costs.first_day is 'The first day it was paid for, in the site''s time zone.';
comment on column channel_costs.last_day is 'The last day it was paid for; it is spread evenly over the days.';
comment on column channel_costs.amount is 'What was paid.';
comment on column channel_costs.currency is 'ISO 4217 code of the amount.';
comment on column channel_costs.note is 'What the person who entered it remarked.';
comment on column channel_costs.entered_by is 'Who entered it.';
comment on column channel_costs.entered_at is 'When it was entered.';

call set_access('conversion_touches',
  collector => '', worker => 'select (part, site_id, person_id), insert, delete', dashboard => 'select', analyst => 'select');
call set_access('channel_attribution', collector => '', worker => '', dashboard => 'select', analyst => 'select');
call set_access('campaign_attribution', collector => '', worker => '', dashboard => 'select', analyst => 'select');
call set_access('channel_costs', collector => '', worker => '', dashboard => 'select, insert, delete', analyst => 'select');
