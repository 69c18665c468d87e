-- What the migrations in sql/ make, for reading. Written by npm run fix, compared by npm run check.

create view abandoned_carts with (security_invoker=true) as
 SELECT c.site_id,
    c.person_id,
    c.sequence,
    c.status,
    c.opened_at,
    c.checkout_started_at,
    c.abandoned_at,
    round((GREATEST(EXTRACT(epoch FROM (COALESCE(c.closed_at, now()) - c.left_at)), (0)::numeric) / (86400)::numeric), 4) AS days_abandoned,
    c.value,
    c.currency,
    ( SELECT string_agg((((COALESCE((lines.line ->> 'name'::text), (lines.line ->> 'product_id'::text)) || COALESCE(((' ('::text || (lines.line ->> 'variant'::text)) || ')'::text), ''::text)) || ' × '::text) || COALESCE((lines.line ->> 'quantity'::text), '1'::text)), ', '::text ORDER BY lines.place) AS string_agg
           FROM jsonb_array_elements(c.products) WITH ORDINALITY lines(line, place)) AS products,
    (c.recovered_at IS NOT NULL) AS recovered,
    c.recovered_at,
    c.user_id,
    known.identifiers,
    c.stage,
    COALESCE(c.first_channel, 'Unattributed'::text) AS channel,
    c.lead_magnet,
    c.last_seen_at,
    c.left_at,
    c.came_back
   FROM (cart_lives c
     CROSS JOIN LATERAL ( SELECT ARRAY( SELECT i.identifier
                   FROM person_identifiers i
                  WHERE ((i.part = c.part) AND (i.site_id = c.site_id) AND (i.person_id = c.person_id) AND (i.kind = ANY (ARRAY['email'::text, 'phone'::text])) AND (i.refused_because IS NULL))
                  ORDER BY i.identifier) AS identifiers) known)
  WHERE (c.left_at IS NOT NULL);
comment on view abandoned_carts is 'Carts that were left alone for an hour: those that lie there still, those that expired after a week, those whose person came back, and those that were ordered after all. Contacts themselves are in the table contacts, for who may read it: join identifiers with contacts.identifier.';
comment on column abandoned_carts.site_id is 'The site.';
comment on column abandoned_carts.person_id is 'Whose cart it is.';
comment on column abandoned_carts.sequence is 'Which of the person''s carts: first 1, second 2, and so on.';
comment on column abandoned_carts.status is 'open, expired, ordered, or emptied by the person.';
comment on column abandoned_carts.opened_at is 'When the first product was added.';
comment on column abandoned_carts.checkout_started_at is 'When checkout was started.';
comment on column abandoned_carts.abandoned_at is 'Since when it lies there: an hour after its last change. Empty when it was touched again.';
comment on column abandoned_carts.days_abandoned is 'How many days went by since it was first left, until it was closed, or up to now.';
comment on column abandoned_carts.value is 'Value of what is in it, in its currency.';
comment on column abandoned_carts.currency is 'ISO 4217 code.';
comment on column abandoned_carts.products is 'What is in it, in words: each name with variant and quantity.';
comment on column abandoned_carts.recovered is 'True when the person placed an order after they had left it: within 30 days, before they began another cart, and neither cancelled nor wholly refunded.';
comment on column abandoned_carts.recovered_at is 'When that order was placed.';
comment on column abandoned_carts.user_id is 'The site''s own id of the user.';
comment on column abandoned_carts.identifiers is 'Keyed hashes of the person''s e-mail addresses and phone numbers.';
comment on column abandoned_carts.stage is 'Where the person stands in the default model.';
comment on column abandoned_carts.channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column abandoned_carts.lead_magnet is 'What the person first left their contact for.';
comment on column abandoned_carts.last_seen_at is 'Time of the person''s last event.';
comment on column abandoned_carts.left_at is 'When an hour had passed without the person for the first time.';
comment on column abandoned_carts.came_back is 'True when the person came back to it after that: changed it, began checkout or ordered.';
grant select on abandoned_carts to waystitch_analyst;
grant select on abandoned_carts to waystitch_dashboard;

create table analyst_sites (
  role_name text not null,
  site_id text not null,
  constraint analyst_sites_pkey PRIMARY KEY (role_name, site_id)
);
comment on table analyst_sites is 'Which sites each analyst sees. An analyst without a row sees nothing.';
comment on column analyst_sites.role_name is 'The role that the analyst connects as, a member of waystitch_analyst.';
comment on column analyst_sites.site_id is 'The site; * for all sites, later ones too.';
alter table analyst_sites enable row level security;
create policy analysts on analyst_sites for select to waystitch_analyst using ((role_name = CURRENT_USER));
create policy services on analyst_sites to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant select on analyst_sites to waystitch_analyst;

create table audit_log (
  audit_id uuid not null default gen_random_uuid(),
  at timestamp with time zone not null default clock_timestamp(),
  site_id text not null,
  actor text not null,
  action text not null,
  detail jsonb not null default '{}'::jsonb,
  address_prefix text,
  constraint audit_log_pkey PRIMARY KEY (audit_id),
  constraint audit_log_detail_check CHECK ((octet_length((detail)::text) <= 4096))
);
CREATE INDEX audit_log_of_site ON public.audit_log USING btree (site_id, at DESC, audit_id DESC);
comment on table audit_log is 'Who signed in, and who changed or took along what. The dashboard adds rows and changes none.';
comment on column audit_log.audit_id is 'Tells the row from every other.';
comment on column audit_log.at is 'When it was done.';
comment on column audit_log.site_id is 'The site; * for what concerns the installation.';
comment on column audit_log.actor is 'E-mail address of the user; link for an owner who came by a link, command for the command line, nobody for a stranger.';
comment on column audit_log.action is 'What was done: docs/access.md lists it.';
comment on column audit_log.detail is 'To whom or what.';
comment on column audit_log.address_prefix is 'The network it came from: of an IPv4 address the first three numbers, of an IPv6 address the first 48 bits.';
alter table audit_log enable row level security;
create policy analysts on audit_log for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on audit_log to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant insert (site_id, actor, action, detail, address_prefix) on audit_log to waystitch_worker;
grant insert (site_id, actor, action, detail, address_prefix), select on audit_log to waystitch_dashboard;

create view campaign_attribution with (security_invoker=true) as
 SELECT site_id,
    month,
    day,
    kind,
    channel,
    source,
    medium,
    campaign,
    currency,
    count(*) AS conversions,
    sum(first_share) AS first_conversions,
    sum(last_share) AS last_conversions,
    sum(last_non_direct_share) AS last_non_direct_conversions,
    sum(linear_share) AS linear_conversions,
    sum(position_share) AS position_conversions,
    sum(time_decay_share) AS time_decay_conversions,
    sum(first_value) AS first_revenue,
    sum(last_value) AS last_revenue,
    sum(last_non_direct_value) AS last_non_direct_revenue,
    sum(linear_value) AS linear_revenue,
    sum(position_value) AS position_revenue,
    sum(time_decay_value) AS time_decay_revenue
   FROM ( SELECT t.site_id,
            (date_trunc('month'::text, (t.converted_at AT TIME ZONE s.time_zone)))::date AS month,
            ((t.converted_at AT TIME ZONE s.time_zone))::date AS day,
            t.kind,
            t.channel,
            t.source,
            t.medium,
            t.campaign,
            t.currency,
            sum(t.first_share) AS first_share,
            sum(t.last_share) AS last_share,
            sum(t.last_non_direct_share) AS last_non_direct_share,
            sum(t.linear_share) AS linear_share,
            sum(t.position_share) AS position_share,
            sum(t.time_decay_share) AS time_decay_share,
            sum(t.first_value) AS first_value,
            sum(t.last_value) AS last_value,
            sum(t.last_non_direct_value) AS last_non_direct_value,
            sum(t.linear_value) AS linear_value,
            sum(t.position_value) AS position_value,
            sum(t.time_decay_value) AS time_decay_value
           FROM (conversion_touches t
             JOIN sites s ON ((s.site_id = t.site_id)))
          GROUP BY t.part, t.site_id, t.person_id, t.conversion, ((date_trunc('month'::text, (t.converted_at AT TIME ZONE s.time_zone)))::date), (((t.converted_at AT TIME ZONE s.time_zone))::date), t.kind, t.channel, t.source, t.medium, t.campaign, t.currency) each_once
  GROUP BY site_id, month, day, kind, channel, source, medium, campaign, currency;
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
grant select on campaign_attribution to waystitch_analyst;
grant select on campaign_attribution to waystitch_dashboard;

create view cart_lives with (security_invoker=true) as
 SELECT c.part,
    c.site_id,
    c.person_id,
    c.sequence,
    c.status,
    c.opened_at,
    c.checkout_started_at,
    c.closed_at,
    c.abandoned_at,
    c.value,
    c.currency,
    c.products,
    pause.left_at,
    ((pause.left_at IS NOT NULL) AND ((c.abandoned_at IS NULL) OR (won.recovered_at IS NOT NULL))) AS came_back,
    won.recovered_at,
    j.user_id,
    j.first_channel,
    j.stage,
    j.lead_magnet,
    j.last_seen_at
   FROM (((carts c
     JOIN journeys j ON (((j.part = c.part) AND (j.site_id = c.site_id) AND (j.person_id = c.person_id))))
     CROSS JOIN LATERAL ( SELECT LEAST(c.abandoned_at, (min(s.ended_at) + '01:00:00'::interval)) AS left_at
           FROM ( SELECT sessions.ended_at,
                    lead(sessions.started_at) OVER (ORDER BY sessions.sequence) AS next_at
                   FROM sessions
                  WHERE ((sessions.part = c.part) AND (sessions.site_id = c.site_id) AND (sessions.person_id = c.person_id))) s
          WHERE ((s.ended_at >= COALESCE(c.reopened_at, c.opened_at)) AND ((s.ended_at + '01:00:00'::interval) <= LEAST(s.next_at, c.closed_at, now())))) pause)
     CROSS JOIN LATERAL ( SELECT min(o.placed_at) AS recovered_at
           FROM orders o
          WHERE ((o.part = c.part) AND (o.site_id = c.site_id) AND (o.person_id = c.person_id) AND (o.status <> ALL (ARRAY['cancelled'::text, 'refunded'::text])) AND (o.placed_at >= pause.left_at) AND (o.placed_at < (pause.left_at + '30 days'::interval)) AND (NOT (EXISTS ( SELECT
                   FROM carts n
                  WHERE ((n.part = c.part) AND (n.site_id = c.site_id) AND (n.person_id = c.person_id) AND (n.sequence = (c.sequence + 1)) AND (n.opened_at <= o.placed_at))))))) won)
  WHERE (NOT j.is_bot);
comment on view cart_lives is 'Every cart of a person with when it was first left and when it was won back.';
comment on column cart_lives.part is 'Part of the person.';
comment on column cart_lives.site_id is 'The site.';
comment on column cart_lives.person_id is 'Whose cart it is.';
comment on column cart_lives.sequence is 'Which of the person''s carts: first 1, second 2, and so on.';
comment on column cart_lives.status is 'open, ordered, emptied or expired.';
comment on column cart_lives.opened_at is 'When the first product was added.';
comment on column cart_lives.checkout_started_at is 'When checkout was started.';
comment on column cart_lives.closed_at is 'When it was ordered, emptied or expired.';
comment on column cart_lives.abandoned_at is 'Since when it lies there: an hour after its last change. Empty when it was touched again.';
comment on column cart_lives.value is 'Value of what is in it, in its currency.';
comment on column cart_lives.currency is 'ISO 4217 code.';
comment on column cart_lives.products is 'What is in it.';
comment on column cart_lives.left_at is 'When an hour had passed without the person for the first time, whether or not they came back later. Empty when that never was.';
comment on column cart_lives.came_back is 'True when the person came back to it after that: changed it, began checkout or ordered.';
comment on column cart_lives.recovered_at is 'When the person ordered after that: within 30 days, and before they began another cart. Orders that were cancelled or wholly refunded do not count.';
comment on column cart_lives.user_id is 'The site''s own id of the user.';
comment on column cart_lives.first_channel is 'The channel of the person''s first touchpoint.';
comment on column cart_lives.stage is 'Where the person stands in the default model.';
comment on column cart_lives.lead_magnet is 'What the person first left their contact for.';
comment on column cart_lives.last_seen_at is 'Time of the person''s last event.';
grant select on cart_lives to waystitch_analyst;
grant select on cart_lives to waystitch_dashboard;

create table carts (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  sequence integer not null,
  status text not null,
  opened_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  checkout_started_at timestamp with time zone,
  abandoned_at timestamp with time zone,
  closed_at timestamp with time zone,
  reopened_at timestamp with time zone,
  order_id text,
  value numeric not null,
  currency text not null,
  products jsonb not null default '[]'::jsonb,
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  constraint carts_pkey PRIMARY KEY (part, site_id, person_id, sequence)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table carts is 'Carts, one row from the first product to the order, the expiry or the last product taken out. A cart is the person''s, on every device.';
comment on column carts.part is 'Where the person''s rows live.';
comment on column carts.site_id is 'The site.';
comment on column carts.person_id is 'Whose cart it is.';
comment on column carts.sequence is 'First cart 1, second 2, and so on.';
comment on column carts.status is 'open, ordered, emptied or expired.';
comment on column carts.opened_at is 'When the first product was added.';
comment on column carts.changed_at is 'When it last changed.';
comment on column carts.checkout_started_at is 'When checkout was started.';
comment on column carts.abandoned_at is 'When it had been left alone for an hour; empty before, and when it was ordered in time.';
comment on column carts.closed_at is 'When it was ordered, emptied or expired.';
comment on column carts.reopened_at is 'When the order it had become was cancelled, so that it was open again.';
comment on column carts.order_id is 'The order it became.';
comment on column carts.value is 'Value of what is in it.';
comment on column carts.currency is 'ISO 4217 code.';
comment on column carts.products is 'What is in it: product_id, name, price, quantity.';
comment on column carts.evidence_visitor_id is 'The visitor of the event that opened it.';
comment on column carts.evidence_event_id is 'The event that opened it.';
alter table carts enable row level security;
create policy analysts on carts for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on carts to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, person_id) on carts to waystitch_worker;
grant select on carts to waystitch_analyst;
grant select on carts to waystitch_dashboard;

create view channel_attribution with (security_invoker=true) as
 SELECT site_id,
    month,
    day,
    kind,
    channel,
    currency,
    count(*) AS conversions,
    sum(first_share) AS first_conversions,
    sum(last_share) AS last_conversions,
    sum(last_non_direct_share) AS last_non_direct_conversions,
    sum(linear_share) AS linear_conversions,
    sum(position_share) AS position_conversions,
    sum(time_decay_share) AS time_decay_conversions,
    sum(first_value) AS first_revenue,
    sum(last_value) AS last_revenue,
    sum(last_non_direct_value) AS last_non_direct_revenue,
    sum(linear_value) AS linear_revenue,
    sum(position_value) AS position_revenue,
    sum(time_decay_value) AS time_decay_revenue
   FROM ( SELECT t.site_id,
            (date_trunc('month'::text, (t.converted_at AT TIME ZONE s.time_zone)))::date AS month,
            ((t.converted_at AT TIME ZONE s.time_zone))::date AS day,
            t.kind,
            t.channel,
            t.currency,
            sum(t.first_share) AS first_share,
            sum(t.last_share) AS last_share,
            sum(t.last_non_direct_share) AS last_non_direct_share,
            sum(t.linear_share) AS linear_share,
            sum(t.position_share) AS position_share,
            sum(t.time_decay_share) AS time_decay_share,
            sum(t.first_value) AS first_value,
            sum(t.last_value) AS last_value,
            sum(t.last_non_direct_value) AS last_non_direct_value,
            sum(t.linear_value) AS linear_value,
            sum(t.position_value) AS position_value,
            sum(t.time_decay_value) AS time_decay_value
           FROM (conversion_touches t
             JOIN sites s ON ((s.site_id = t.site_id)))
          GROUP BY t.part, t.site_id, t.person_id, t.conversion, ((date_trunc('month'::text, (t.converted_at AT TIME ZONE s.time_zone)))::date), (((t.converted_at AT TIME ZONE s.time_zone))::date), t.kind, t.channel, t.currency) each_once
  GROUP BY site_id, month, day, kind, channel, currency;
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
grant select on channel_attribution to waystitch_analyst;
grant select on channel_attribution to waystitch_dashboard;

create table channel_costs (
  site_id text not null,
  cost_id uuid not null default gen_random_uuid(),
  channel text not null,
  source text,
  medium text,
  campaign text,
  first_day date not null,
  last_day date not null,
  amount numeric not null,
  currency text not null,
  note text not null default ''::text,
  entered_by text not null,
  entered_at timestamp with time zone not null default now(),
  constraint channel_costs_pkey PRIMARY KEY (site_id, cost_id),
  constraint channel_costs_amount_check CHECK (((amount >= (0)::numeric) AND (amount < '1000000000000000'::numeric))),
  constraint channel_costs_channel_check CHECK ((channel <> ''::text)),
  constraint channel_costs_check CHECK ((first_day <= last_day)),
  constraint channel_costs_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
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
alter table channel_costs enable row level security;
create policy analysts on channel_costs for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on channel_costs to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select on channel_costs to waystitch_dashboard;
grant select on channel_costs to waystitch_analyst;

create table contacts (
  part smallint not null,
  site_id text not null,
  identifier text not null,
  value text not null,
  received_at timestamp with time zone not null,
  constraint contacts_pkey PRIMARY KEY (part, site_id, identifier),
  constraint contacts_part_check CHECK (((part >= 0) AND (part <= 1023)))
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table contacts is 'E-mail addresses and phone numbers themselves, of sites that keep them (sites.keeps_contacts). The only place where they are.';
comment on column contacts.part is 'Hash of site and identifier, 0 to 1023: where the row lives.';
comment on column contacts.site_id is 'The site.';
comment on column contacts.identifier is 'Its keyed hash, as in events.identifiers and person_identifiers.';
comment on column contacts.value is 'The address in small letters, or the number as +84...';
comment on column contacts.received_at is 'When it first came.';
alter table contacts enable row level security;
create policy analysts on contacts for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on contacts to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, select on contacts to waystitch_worker;
grant insert on contacts to waystitch_collector;

create table conversion_touches (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  conversion text not null,
  touchpoint integer not null,
  kind text not null,
  converted_at timestamp with time zone not null,
  value numeric,
  currency text,
  touched_at timestamp with time zone,
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
  constraint conversion_touches_pkey PRIMARY KEY (part, site_id, person_id, conversion, touchpoint)
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
alter table conversion_touches enable row level security;
create policy analysts on conversion_touches for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on conversion_touches to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, person_id) on conversion_touches to waystitch_worker;
grant select on conversion_touches to waystitch_analyst;
grant select on conversion_touches to waystitch_dashboard;

create table daily_landings (
  site_id text not null,
  landed_on date not null,
  stages jsonb not null,
  landing_page text not null,
  first_channel text not null,
  batch bigint not null,
  sessions integer not null
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX daily_landings_changes ON public.daily_landings USING btree (batch) WHERE (batch <> 0);
CREATE UNIQUE INDEX daily_landings_key ON public.daily_landings USING btree (site_id, landed_on, md5((stages)::text), md5(landing_page), first_channel, batch);
comment on table daily_landings is 'How many sessions began on a page on a day, by where their people stood. Ask for sum(sessions).';
comment on column daily_landings.site_id is 'The site.';
comment on column daily_landings.landed_on is 'The day, in the site''s time zone.';
comment on column daily_landings.stages is 'The stage in which the person stood, by model: stages ->> ''inbound''.';
comment on column daily_landings.landing_page is 'The page the session began on.';
comment on column daily_landings.first_channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column daily_landings.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column daily_landings.sessions is 'How many; below zero in a change that takes some away.';
alter table daily_landings enable row level security;
create policy analysts on daily_landings for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on daily_landings to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update on daily_landings to waystitch_worker;
grant select on daily_landings to waystitch_analyst;
grant select on daily_landings to waystitch_dashboard;

create table daily_milestones (
  site_id text not null,
  reached_on date not null,
  stages jsonb not null,
  milestone text not null,
  first_channel text not null,
  batch bigint not null,
  times integer not null
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX daily_milestones_changes ON public.daily_milestones USING btree (batch) WHERE (batch <> 0);
CREATE UNIQUE INDEX daily_milestones_key ON public.daily_milestones USING btree (site_id, reached_on, md5((stages)::text), milestone, first_channel, batch);
comment on table daily_milestones is 'How often a milestone was reached on a day, by where the person stood then; what leads into a stage counts there. Ask for sum(times).';
comment on column daily_milestones.site_id is 'The site.';
comment on column daily_milestones.reached_on is 'The day, in the site''s time zone.';
comment on column daily_milestones.stages is 'The stage in which the person stood, by model: stages ->> ''inbound''.';
comment on column daily_milestones.milestone is 'The milestone.';
comment on column daily_milestones.first_channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column daily_milestones.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column daily_milestones.times is 'How often; below zero in a change that takes some away.';
alter table daily_milestones enable row level security;
create policy analysts on daily_milestones for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on daily_milestones to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update on daily_milestones to waystitch_worker;
grant select on daily_milestones to waystitch_analyst;
grant select on daily_milestones to waystitch_dashboard;

create table daily_stay_lengths (
  site_id text not null,
  model text not null,
  left_on date not null,
  stage text not null,
  seconds integer not null,
  first_channel text not null,
  batch bigint not null,
  stays integer not null
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX daily_stay_lengths_changes ON public.daily_stay_lengths USING btree (batch) WHERE (batch <> 0);
CREATE UNIQUE INDEX daily_stay_lengths_key ON public.daily_stay_lengths USING btree (site_id, model, left_on, stage, seconds, first_channel, batch);
comment on table daily_stay_lengths is 'How long the stays lasted that ended on a day. Ask for sum(stays).';
comment on column daily_stay_lengths.site_id is 'The site.';
comment on column daily_stay_lengths.model is 'The stage model, such as inbound.';
comment on column daily_stay_lengths.left_on is 'The day the stage was left, in the site''s time zone.';
comment on column daily_stay_lengths.stage is 'The stage that was left.';
comment on column daily_stay_lengths.seconds is 'How long they stayed, to three digits: 1234567 seconds are 1230000.';
comment on column daily_stay_lengths.first_channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column daily_stay_lengths.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column daily_stay_lengths.stays is 'How many; below zero in a change that takes some away.';
alter table daily_stay_lengths enable row level security;
create policy analysts on daily_stay_lengths for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on daily_stay_lengths to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update on daily_stay_lengths to waystitch_worker;
grant select on daily_stay_lengths to waystitch_analyst;
grant select on daily_stay_lengths to waystitch_dashboard;

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
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX daily_stays_changes ON public.daily_stays USING btree (batch) WHERE (batch <> 0);
CREATE UNIQUE INDEX daily_stays_key ON public.daily_stays USING btree (site_id, model, entered_on, stage, from_stage, direction, milestone, left_on, to_stage, left_direction, first_channel, batch) NULLS NOT DISTINCT;
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
alter table daily_stays enable row level security;
create policy analysts on daily_stays for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on daily_stays to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update on daily_stays to waystitch_worker;
grant select on daily_stays to waystitch_analyst;
grant select on daily_stays to waystitch_dashboard;

create table daily_touchpoints (
  site_id text not null,
  touched_on date not null,
  stages jsonb not null,
  kind text not null,
  channel text not null,
  first_channel text not null,
  batch bigint not null,
  touchpoints integer not null
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX daily_touchpoints_changes ON public.daily_touchpoints USING btree (batch) WHERE (batch <> 0);
CREATE UNIQUE INDEX daily_touchpoints_key ON public.daily_touchpoints USING btree (site_id, touched_on, md5((stages)::text), kind, channel, first_channel, batch);
comment on table daily_touchpoints is 'How many touchpoints there were on a day, by where their people stood. Ask for sum(touchpoints).';
comment on column daily_touchpoints.site_id is 'The site.';
comment on column daily_touchpoints.touched_on is 'The day, in the site''s time zone.';
comment on column daily_touchpoints.stages is 'The stage in which the person stood, by model: stages ->> ''inbound''.';
comment on column daily_touchpoints.kind is 'As touchpoints.kind.';
comment on column daily_touchpoints.channel is 'The channel of the touchpoint.';
comment on column daily_touchpoints.first_channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column daily_touchpoints.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column daily_touchpoints.touchpoints is 'How many; below zero in a change that takes some away.';
alter table daily_touchpoints enable row level security;
create policy analysts on daily_touchpoints for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on daily_touchpoints to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update on daily_touchpoints to waystitch_worker;
grant select on daily_touchpoints to waystitch_analyst;
grant select on daily_touchpoints to waystitch_dashboard;

create table daily_ways (
  site_id text not null,
  model text not null,
  entered_on date not null,
  way text[] not null,
  first_channel text not null,
  batch bigint not null,
  people integer not null
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX daily_ways_changes ON public.daily_ways USING btree (batch) WHERE (batch <> 0);
CREATE UNIQUE INDEX daily_ways_key ON public.daily_ways USING btree (site_id, model, entered_on, way, first_channel, batch);
comment on table daily_ways is 'How many people went which way through the stages, by the day of their first entry. Ask for sum(people).';
comment on column daily_ways.site_id is 'The site.';
comment on column daily_ways.model is 'The stage model, such as inbound.';
comment on column daily_ways.entered_on is 'The day of their first entry, in the site''s time zone.';
comment on column daily_ways.way is 'The stages they entered one after the other, the first six of them.';
comment on column daily_ways.first_channel is 'The channel of the person''s first touchpoint; Unattributed when there is none.';
comment on column daily_ways.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column daily_ways.people is 'How many; below zero in a change that takes some away.';
alter table daily_ways enable row level security;
create policy analysts on daily_ways for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on daily_ways to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update on daily_ways to waystitch_worker;
grant select on daily_ways to waystitch_analyst;
grant select on daily_ways to waystitch_dashboard;

create table dashboard_sessions (
  token_hash text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  user_id text,
  used_at timestamp with time zone not null default now(),
  constraint dashboard_sessions_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX dashboard_sessions_of_user ON public.dashboard_sessions USING btree (user_id);
comment on table dashboard_sessions is 'Browsers that are signed in to the dashboard.';
comment on column dashboard_sessions.token_hash is 'SHA-256 of the token in the browser''s cookie, in hexadecimal.';
comment on column dashboard_sessions.created_at is 'When the browser signed in.';
comment on column dashboard_sessions.expires_at is 'When it has to sign in again.';
comment on column dashboard_sessions.user_id is 'The user; null for whoever came by a link as an owner of the installation.';
comment on column dashboard_sessions.used_at is 'When the browser last asked for something, to about ten minutes.';
grant delete, insert (token_hash, expires_at, user_id), select, update (used_at) on dashboard_sessions to waystitch_dashboard;

create view data_quality_by_day with (security_invoker=true) as
 SELECT d.site_id,
    d.day,
    (sum(d.accepted))::integer AS accepted,
    (sum(d.from_servers))::integer AS from_servers,
    (sum(d.from_robots))::integer AS from_robots,
    (sum(d.late))::integer AS late,
    (sum(d.duplicate))::integer AS duplicate,
    (sum(d.rejected))::integer AS rejected,
    string_agg(((d.reason || ' '::text) || d.rejected), ', '::text ORDER BY d.rejected DESC, d.reason) FILTER (WHERE (d.reason <> ''::text)) AS rejected_because,
    COALESCE(round((sum(d.rejected) / NULLIF(sum((d.accepted + d.rejected)), (0)::numeric)), 4), (0)::numeric) AS share_rejected,
    g.expected,
    g.missing,
    max(d.latest_received_at) AS latest_received_at
   FROM ((( SELECT ingest_days.site_id,
            ingest_days.day,
            ingest_days.reason,
            sum(ingest_days.accepted) AS accepted,
            sum(ingest_days.from_servers) AS from_servers,
            sum(ingest_days.from_robots) AS from_robots,
            sum(ingest_days.late) AS late,
            sum(ingest_days.duplicate) AS duplicate,
            sum(ingest_days.rejected) AS rejected,
            max(ingest_days.latest_received_at) AS latest_received_at
           FROM ingest_days
          GROUP BY ingest_days.site_id, ingest_days.day, ingest_days.reason) d
     JOIN sites s ON ((s.site_id = d.site_id)))
     LEFT JOIN ingest_gaps g ON (((g.site_id = d.site_id) AND (g.day = d.day))))
  WHERE (d.day > (((now() AT TIME ZONE s.time_zone))::date - 92))
  GROUP BY d.site_id, d.day, g.expected, g.missing;
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
grant select on data_quality_by_day to waystitch_analyst;
grant select on data_quality_by_day to waystitch_dashboard;

create view deliveries_by_month with (security_invoker=true) as
 SELECT site_id,
    (date_trunc('month'::text, (placed_on)::timestamp without time zone))::date AS month,
    (count(*))::integer AS orders,
    (count(delivered_at))::integer AS delivered,
    (count(*) FILTER (WHERE (outcome = 'on_time'::text)))::integer AS on_time,
    (count(*) FILTER (WHERE (outcome = 'late'::text)))::integer AS late,
    (count(*) FILTER (WHERE (outcome = 'overdue'::text)))::integer AS overdue,
    (count(*) FILTER (WHERE (outcome = 'under_way'::text)))::integer AS under_way,
    (count(*) FILTER (WHERE (outcome = 'no_promise'::text)))::integer AS no_promise,
    (count(*) FILTER (WHERE (outcome = 'cancelled'::text)))::integer AS cancelled,
    round(((count(*) FILTER (WHERE (outcome = 'on_time'::text)))::numeric / (NULLIF(count(*) FILTER (WHERE (outcome = ANY (ARRAY['on_time'::text, 'late'::text, 'overdue'::text]))), 0))::numeric), 4) AS share_on_time,
    round((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((days_to_deliver)::double precision)))::numeric, 4) AS median_days_to_deliver,
    round(avg(days_late) FILTER (WHERE (outcome = ANY (ARRAY['late'::text, 'overdue'::text]))), 4) AS mean_days_late
   FROM delivery_performance
  GROUP BY site_id, ((date_trunc('month'::text, (placed_on)::timestamp without time zone))::date);
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
grant select on deliveries_by_month to waystitch_analyst;
grant select on deliveries_by_month to waystitch_dashboard;

create view delivery_performance with (security_invoker=true) as
 SELECT o.site_id,
    o.order_id,
    o.person_id,
    o.status,
    o.placed_at,
    ((COALESCE(o.placed_at, o.shipped_at, o.delivered_at, o.promised_at) AT TIME ZONE s.time_zone))::date AS placed_on,
    o.shipped_at,
    o.promised_at,
    o.delivered_at,
        CASE
            WHEN (o.delivered_at IS NOT NULL) THEN
            CASE
                WHEN (o.promised_at IS NULL) THEN 'no_promise'::text
                WHEN (o.delivered_at > o.promised_at) THEN 'late'::text
                ELSE 'on_time'::text
            END
            WHEN (o.status = ANY (ARRAY['cancelled'::text, 'refunded'::text])) THEN 'cancelled'::text
            WHEN (o.promised_at IS NULL) THEN 'no_promise'::text
            WHEN (o.promised_at < now()) THEN 'overdue'::text
            ELSE 'under_way'::text
        END AS outcome,
        CASE
            WHEN ((o.delivered_at IS NOT NULL) OR ((o.promised_at < now()) AND (o.status <> ALL (ARRAY['cancelled'::text, 'refunded'::text])))) THEN round((EXTRACT(epoch FROM (COALESCE(o.delivered_at, now()) - o.promised_at)) / (86400)::numeric), 4)
            ELSE NULL::numeric
        END AS days_late,
    round((EXTRACT(epoch FROM (o.delivered_at - o.placed_at)) / (86400)::numeric), 4) AS days_to_deliver,
    COALESCE(j.first_channel, 'Unattributed'::text) AS channel,
    j.satisfaction,
    o.total,
    o.currency
   FROM ((orders o
     JOIN sites s ON ((s.site_id = o.site_id)))
     JOIN journeys j ON (((j.part = o.part) AND (j.site_id = o.site_id) AND (j.person_id = o.person_id))))
  WHERE (NOT j.is_bot);
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
grant select on delivery_performance to waystitch_analyst;
grant select on delivery_performance to waystitch_dashboard;

create table erasures (
  part smallint not null,
  site_id text not null,
  erased_key text not null,
  erased_at timestamp with time zone not null,
  constraint erasures_pkey PRIMARY KEY (part, site_id, erased_key),
  constraint erasures_part_check CHECK (((part >= 0) AND (part <= 1023)))
);
comment on table erasures is 'Tombstones of erased persons: what they did by then is not stored again, whoever sends it.';
comment on column erasures.part is 'Hash of site and erased_key, 0 to 1023: where the row lives.';
comment on column erasures.site_id is 'The site.';
comment on column erasures.erased_key is 'Keyed hash of what named the person: a visitor, a user id, an e-mail, a phone or an order. It occurs nowhere else.';
comment on column erasures.erased_at is 'Events that occurred by then are kept out; later ones are new facts of a new person.';
alter table erasures enable row level security;
create policy analysts on erasures for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on erasures to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant insert, select, update (erased_at) on erasures to waystitch_worker;
grant select on erasures to waystitch_collector;

create table events (
  part smallint not null,
  site_id text not null,
  visitor_id text not null,
  event_id text not null,
  type text not null,
  name text,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  trusted boolean not null,
  user_id text,
  previous_id text,
  group_id text,
  identifiers text[] not null default '{}'::text[],
  page_url text,
  page_title text,
  referrer text,
  campaign jsonb,
  properties jsonb not null default '{}'::jsonb,
  context jsonb not null default '{}'::jsonb,
  device text,
  browser text,
  os text,
  language text,
  ip_prefix text,
  bot_reason text,
  country text,
  constraint events_pkey PRIMARY KEY (part, site_id, visitor_id, event_id),
  constraint events_part_check CHECK (((part >= 0) AND (part <= 1023))),
  constraint events_type_check CHECK ((type = ANY (ARRAY['page'::text, 'screen'::text, 'track'::text, 'identify'::text, 'group'::text, 'alias'::text])))
) with (autovacuum_vacuum_insert_scale_factor=0.02, autovacuum_vacuum_insert_threshold=10000, autovacuum_vacuum_scale_factor=0.05, autovacuum_analyze_scale_factor=0.02);
CREATE INDEX events_received ON public.events USING brin (received_at) WITH (autosummarize='on');
comment on table events is 'Every fact that was received, once. Rows are added and never changed; everything else is derived from them.';
comment on column events.part is 'Hash of site and visitor, 0 to 1023: where the row lives.';
comment on column events.site_id is 'The site the event happened on.';
comment on column events.visitor_id is 'The browser or device (anonymousId); begins with @ when a server reported a user or an order instead.';
comment on column events.event_id is 'The sender''s own id of the event (messageId); together with the visitor it removes duplicates.';
comment on column events.type is 'page, screen, track, identify, group or alias, as in Segment''s specification.';
comment on column events.name is 'Name of a track event, such as Product Added, or of a page.';
comment on column events.occurred_at is 'When it happened, by the collector''s clock.';
comment on column events.received_at is 'When the collector first received it.';
comment on column events.trusted is 'True when a server sent it with a secret key.';
comment on column events.user_id is 'The site''s own id of the signed-in user, if the event named one.';
comment on column events.previous_id is 'On alias: the id that is the same person as user_id.';
comment on column events.group_id is 'On group: the organisation the user belongs to.';
comment on column events.identifiers is 'Keyed hashes of the e-mail addresses and phone numbers the event carried, as email:... and phone:....';
comment on column events.page_url is 'Address of the page, e-mail addresses and phone numbers removed.';
comment on column events.page_title is 'Title of the page.';
comment on column events.referrer is 'Address of the page before it.';
comment on column events.campaign is 'Campaign the sender named itself: source, medium, name, term, content.';
comment on column events.properties is 'What the event says: properties, or traits on identify and group, without e-mail and phone.';
comment on column events.context is 'Circumstances the sender added, without what the other columns hold.';
comment on column events.device is 'desktop, mobile, tablet, tv, console, wearable or embedded.';
comment on column events.browser is 'Browser and its major version, such as Chrome 143.';
comment on column events.os is 'Operating system, such as Android 15.';
comment on column events.language is 'Language of the browser, such as vi-VN.';
comment on column events.ip_prefix is 'Address of the sender cut to its network: /24 for IPv4, /48 for IPv6.';
comment on column events.bot_reason is 'Why the sender is taken for a robot; empty for people.';
comment on column events.country is 'Country of the sender, ISO 3166-1 alpha-2 such as VN, where the proxy in front or a database of networks says so.';
alter table events enable row level security;
create policy analysts on events for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on events to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, select on events to waystitch_worker;
grant insert, select (part, site_id, visitor_id, event_id, occurred_at, received_at, trusted, bot_reason) on events to waystitch_collector;
grant select (part, site_id, visitor_id, event_id, type, name, occurred_at, received_at, trusted, user_id, page_url, page_title, browser, bot_reason) on events to waystitch_dashboard;
grant select on events to waystitch_analyst;

create table identity_edges (
  part smallint not null,
  site_id text not null,
  node text not null,
  neighbour text not null,
  constraint identity_edges_pkey PRIMARY KEY (part, site_id, node, neighbour)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table identity_edges is 'Which visitor was seen with which identifier; every pair stands here in both directions.';
comment on column identity_edges.part is 'Hash of site and node, 0 to 1023: where the row lives.';
comment on column identity_edges.site_id is 'The site.';
comment on column identity_edges.node is 'One end.';
comment on column identity_edges.neighbour is 'The other end.';
alter table identity_edges enable row level security;
create policy analysts on identity_edges for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on identity_edges to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select on identity_edges to waystitch_worker;
grant select (part, site_id, node, neighbour) on identity_edges to waystitch_dashboard;

create table identity_nodes (
  part smallint not null,
  site_id text not null,
  node text not null,
  person_ids text[] not null default '{}'::text[],
  constraint identity_nodes_pkey PRIMARY KEY (part, site_id, node)
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table identity_nodes is 'Visitors and identifiers that have been seen. A worker locks the rows of a person''s whole neighbourhood.';
comment on column identity_nodes.part is 'Hash of site and node, 0 to 1023: where the row lives.';
comment on column identity_nodes.site_id is 'The site.';
comment on column identity_nodes.node is 'visitor:..., user:..., email:..., phone:... or order:....';
comment on column identity_nodes.person_ids is 'On a visitor: the persons its events belong to now.';
alter table identity_nodes enable row level security;
create policy analysts on identity_nodes for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on identity_nodes to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update (person_ids) on identity_nodes to waystitch_worker;
grant select (part, site_id, node, person_ids) on identity_nodes to waystitch_dashboard;

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
  latest_received_at timestamp with time zone not null
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX ingest_days_changes ON public.ingest_days USING btree (batch) WHERE (batch <> 0);
CREATE UNIQUE INDEX ingest_days_key ON public.ingest_days USING btree (site_id, day, reason) WHERE (batch = 0);
CREATE INDEX ingest_days_of_site ON public.ingest_days USING btree (site_id, day);
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
alter table ingest_days enable row level security;
create policy analysts on ingest_days for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on ingest_days to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update on ingest_days to waystitch_worker;
grant insert on ingest_days to waystitch_collector;
grant select on ingest_days to waystitch_analyst;
grant select on ingest_days to waystitch_dashboard;

create table ingest_gaps (
  site_id text not null,
  day date not null,
  expected bigint not null,
  missing bigint not null,
  constraint ingest_gaps_pkey PRIMARY KEY (site_id, day)
);
comment on table ingest_gaps is 'Of the browsers'' events that were numbered on each page load: how many there must have been, and how many never came. Counted once, when the day after is over.';
comment on column ingest_gaps.site_id is 'The site.';
comment on column ingest_gaps.day is 'The day on which the first event of a page load arrived, in the site''s time zone.';
comment on column ingest_gaps.expected is 'How many events the page loads made at least: each up to the highest number that came. Those after it that never came cannot be seen.';
comment on column ingest_gaps.missing is 'How many of them were neither stored nor rejected. Of a page load of which a single event came, and not the first, nothing is counted.';
alter table ingest_gaps enable row level security;
create policy analysts on ingest_gaps for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on ingest_gaps to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant insert, select on ingest_gaps to waystitch_worker;
grant select on ingest_gaps to waystitch_analyst;
grant select on ingest_gaps to waystitch_dashboard;

create table journey_stages (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  model text not null,
  sequence integer not null,
  stage text not null,
  step text not null,
  entered_at timestamp with time zone not null,
  left_at timestamp with time zone,
  direction text not null,
  milestone text not null,
  rule text not null,
  reason text not null,
  model_version integer not null,
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  constraint journey_stages_pkey PRIMARY KEY (part, site_id, person_id, model, sequence),
  constraint journey_stages_direction_check CHECK ((direction = ANY (ARRAY['forward'::text, 'back'::text])))
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX journey_stages_entered ON public.journey_stages USING btree (site_id, entered_at) WHERE (model = 'inbound'::text);
comment on table journey_stages is 'Every entry into a stage or step, in every model, with the rule and the event that caused it.';
comment on column journey_stages.part is 'Where the person''s rows live.';
comment on column journey_stages.site_id is 'The site.';
comment on column journey_stages.person_id is 'The person.';
comment on column journey_stages.model is 'The stage model, such as inbound.';
comment on column journey_stages.sequence is 'First entry 1, second 2, and so on.';
comment on column journey_stages.stage is 'The stage entered.';
comment on column journey_stages.step is 'The step entered.';
comment on column journey_stages.entered_at is 'When.';
comment on column journey_stages.left_at is 'When it was left; empty while the person stands here.';
comment on column journey_stages.direction is 'forward or back.';
comment on column journey_stages.milestone is 'The milestone that caused it.';
comment on column journey_stages.rule is 'The rule of the model that fired.';
comment on column journey_stages.reason is 'Why, in words.';
comment on column journey_stages.model_version is 'Version of the model that said so.';
comment on column journey_stages.evidence_visitor_id is 'The visitor of the event that proves it.';
comment on column journey_stages.evidence_event_id is 'The event that proves it.';
alter table journey_stages enable row level security;
create policy analysts on journey_stages for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on journey_stages to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, person_id) on journey_stages to waystitch_worker;
grant select on journey_stages to waystitch_analyst;
grant select on journey_stages to waystitch_dashboard;

create table journeys (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  stage text not null,
  step text not null,
  stage_since timestamp with time zone not null,
  stage_milestone text not null,
  stage_evidence_visitor_id text not null,
  stage_evidence_event_id text not null,
  furthest_stage text not null,
  furthest_step text not null,
  moves_back integer not null,
  status text not null,
  model_version integer not null,
  first_channel text,
  first_source text,
  first_medium text,
  first_campaign text,
  first_landing_page text,
  last_channel text,
  last_source text,
  last_medium text,
  last_campaign text,
  last_landing_page text,
  deciding_channel text,
  deciding_source text,
  deciding_medium text,
  deciding_campaign text,
  deciding_landing_page text,
  lead_magnet text,
  lead_at timestamp with time zone,
  days_to_lead numeric,
  days_to_first_order numeric,
  sessions integer not null,
  page_views integer not null,
  devices integer not null,
  open_cart boolean not null,
  open_cart_value numeric,
  abandoned_since timestamp with time zone,
  orders integer not null,
  revenue numeric not null,
  refunds numeric not null,
  currency text not null,
  late_deliveries integer not null,
  satisfaction numeric,
  referrals integer not null,
  user_id text,
  is_bot boolean not null,
  first_seen_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  constraint journeys_pkey PRIMARY KEY (part, site_id, person_id),
  constraint journeys_status_check CHECK ((status = ANY (ARRAY['active'::text, 'lapsed'::text])))
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX journeys_late ON public.journeys USING btree (site_id, last_seen_at DESC) WHERE (late_deliveries > 0);
CREATE INDEX journeys_latest ON public.journeys USING btree (site_id, last_seen_at DESC);
CREATE INDEX journeys_revenue ON public.journeys USING btree (site_id, revenue DESC) WHERE (revenue > (0)::numeric);
CREATE INDEX journeys_since ON public.journeys USING btree (site_id, stage_since DESC);
comment on table journeys is 'Exactly one row per person: where the person stands in the default model, since when and because of which event, and how it came to that.';
comment on column journeys.part is 'Where the person''s rows live.';
comment on column journeys.site_id is 'The site.';
comment on column journeys.person_id is 'The person.';
comment on column journeys.stage is 'Attract, Convert, Close or Delight.';
comment on column journeys.step is 'The finer position inside the stage, such as lead or customer.';
comment on column journeys.stage_since is 'When the person entered this stage and step.';
comment on column journeys.stage_milestone is 'The milestone that brought the person here.';
comment on column journeys.stage_evidence_visitor_id is 'The visitor of the event that proves it.';
comment on column journeys.stage_evidence_event_id is 'The event that proves it.';
comment on column journeys.furthest_stage is 'The furthest stage the person ever stood in.';
comment on column journeys.furthest_step is 'The furthest step the person ever stood on.';
comment on column journeys.moves_back is 'How often the person moved back.';
comment on column journeys.status is 'active, or lapsed after 180 days without an event.';
comment on column journeys.model_version is 'Version of the stage model.';
comment on column journeys.first_channel is 'Channel of the first touchpoint.';
comment on column journeys.first_source is 'Source of the first touchpoint.';
comment on column journeys.first_medium is 'Medium of the first touchpoint.';
comment on column journeys.first_campaign is 'Campaign of the first touchpoint.';
comment on column journeys.first_landing_page is 'Landing page of the first touchpoint.';
comment on column journeys.last_channel is 'Channel of the last touchpoint.';
comment on column journeys.last_source is 'Source of the last touchpoint.';
comment on column journeys.last_medium is 'Medium of the last touchpoint.';
comment on column journeys.last_campaign is 'Campaign of the last touchpoint.';
comment on column journeys.last_landing_page is 'Landing page of the last touchpoint.';
comment on column journeys.deciding_channel is 'Channel of the last touchpoint that was not Direct, before the first order, or before the lead when there is no order.';
comment on column journeys.deciding_source is 'Source of the deciding touchpoint.';
comment on column journeys.deciding_medium is 'Medium of the deciding touchpoint.';
comment on column journeys.deciding_campaign is 'Campaign of the deciding touchpoint.';
comment on column journeys.deciding_landing_page is 'Landing page of the deciding touchpoint.';
comment on column journeys.lead_magnet is 'What the person first left their contact for.';
comment on column journeys.lead_at is 'When that was.';
comment on column journeys.days_to_lead is 'Days from the first event to the lead.';
comment on column journeys.days_to_first_order is 'Days from the first event to the first order.';
comment on column journeys.sessions is 'How many sessions.';
comment on column journeys.page_views is 'How many page views.';
comment on column journeys.devices is 'How many browsers and devices.';
comment on column journeys.open_cart is 'True while a cart is open.';
comment on column journeys.open_cart_value is 'Value of the open cart.';
comment on column journeys.abandoned_since is 'Since when the open cart counts as abandoned: an hour after its last change.';
comment on column journeys.orders is 'How many orders, cancelled and wholly refunded ones not counted.';
comment on column journeys.revenue is 'Sum of the orders in the site''s currency, refunds not taken off.';
comment on column journeys.refunds is 'Sum of the refunds in the site''s currency.';
comment on column journeys.currency is 'ISO 4217 code of revenue, refunds and cart value.';
comment on column journeys.late_deliveries is 'How many orders arrived after the promised time.';
comment on column journeys.satisfaction is 'How satisfied the person is, from 0 to 100: the mean of the latest review of each product, the latest NPS and the latest CSAT.';
comment on column journeys.referrals is 'How often the person recommended the shop.';
comment on column journeys.user_id is 'The site''s own id of the user.';
comment on column journeys.is_bot is 'True when every browser event came from a robot.';
comment on column journeys.first_seen_at is 'Time of the first event.';
comment on column journeys.last_seen_at is 'Time of the last event.';
alter table journeys enable row level security;
create policy analysts on journeys for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on journeys to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, person_id) on journeys to waystitch_worker;
grant select on journeys to waystitch_analyst;
grant select on journeys to waystitch_dashboard;

create table keys (
  key_hash text not null,
  site_id text not null,
  kind text not null,
  write_key text,
  label text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  origins text[] not null default '{}'::text[],
  events_per_second integer,
  last_used_on date,
  constraint keys_pkey PRIMARY KEY (key_hash),
  constraint keys_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(site_id),
  constraint keys_check CHECK (((kind = 'write'::text) = (write_key IS NOT NULL))),
  constraint keys_events_per_second_check CHECK ((events_per_second > 0)),
  constraint keys_kind_check CHECK ((kind = ANY (ARRAY['write'::text, 'secret'::text])))
);
comment on table keys is 'The keys with which events may be sent to a site.';
comment on column keys.key_hash is 'SHA-256 of the key in hexadecimal; the key itself is not kept, unless it is public.';
comment on column keys.site_id is 'The site the key sends to.';
comment on column keys.kind is 'write: public, stands in the script tag, sends browser events. secret: for servers.';
comment on column keys.write_key is 'The key itself when it is a write key, which is public.';
comment on column keys.label is 'What the key is for, in the owner''s words.';
comment on column keys.created_at is 'When the key was made.';
comment on column keys.revoked_at is 'When the key stopped being accepted; empty while it is.';
comment on column keys.origins is 'Origins whose pages may send with the key, such as https://shop.example or https://*.shop.example; empty for any.';
comment on column keys.events_per_second is 'Events a second that are taken with the key; empty for the collector''s own limit.';
comment on column keys.last_used_on is 'The last day (UTC) on which events came with the key: whether an old one can be revoked.';
alter table keys enable row level security;
create policy analysts on keys for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on keys to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant insert (key_hash, site_id, kind, write_key, label, origins, events_per_second), select (key_hash, site_id, kind, write_key, label, created_at, revoked_at, origins, events_per_second, last_used_on), update (revoked_at) on keys to waystitch_dashboard;
grant select (key_hash, site_id, kind, revoked_at, origins, events_per_second, last_used_on), update (last_used_on) on keys to waystitch_collector;

create table known_browsers (
  token_hash text not null,
  user_id text not null,
  seen_at timestamp with time zone not null default now(),
  constraint known_browsers_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX known_browsers_of_user ON public.known_browsers USING btree (user_id);
comment on table known_browsers is 'Browsers in which a user has signed in before. They are throttled by themselves, so that a stranger who guesses cannot lock the user out.';
comment on column known_browsers.token_hash is 'SHA-256 of the token in the browser''s cookie, in hexadecimal.';
comment on column known_browsers.user_id is 'The user who signed in.';
comment on column known_browsers.seen_at is 'When they last did.';
grant delete, insert (token_hash, user_id), select, update (seen_at) on known_browsers to waystitch_dashboard;

create view lead_magnets with (security_invoker=true) as
 SELECT site_id,
    (rank() OVER (PARTITION BY site_id ORDER BY customers DESC, leads DESC))::integer AS rank,
    lead_magnet,
    leads,
    customers,
    round(((customers)::numeric / (leads)::numeric), 4) AS conversion,
    orders,
    revenue,
    refunds,
    currency,
    median_days_to_first_order
   FROM ( SELECT l.site_id,
            l.lead_magnet,
            l.currency,
            (count(*))::integer AS leads,
            (count(l.first_order_at))::integer AS customers,
            (sum(l.orders))::integer AS orders,
            sum(l.revenue) AS revenue,
            sum(l.refunds) AS refunds,
            round((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((EXTRACT(epoch FROM (l.first_order_at - l.lead_at)))::double precision / (86400)::double precision)))::numeric, 4) AS median_days_to_first_order
           FROM ( SELECT j.site_id,
                    j.person_id,
                    j.lead_magnet,
                    j.lead_at,
                    j.currency,
                    min(o.placed_at) AS first_order_at,
                    (count(o.order_id))::integer AS orders,
                    COALESCE(sum(o.total) FILTER (WHERE (o.currency = j.currency)), (0)::numeric) AS revenue,
                    COALESCE(sum(o.refunded) FILTER (WHERE (o.currency = j.currency)), (0)::numeric) AS refunds
                   FROM (journeys j
                     LEFT JOIN orders o ON (((o.part = j.part) AND (o.site_id = j.site_id) AND (o.person_id = j.person_id) AND (o.placed_at >= j.lead_at) AND (o.status <> ALL (ARRAY['cancelled'::text, 'refunded'::text])))))
                  WHERE ((j.lead_at IS NOT NULL) AND (NOT j.is_bot))
                  GROUP BY j.site_id, j.person_id, j.lead_magnet, j.lead_at, j.currency) l
          GROUP BY l.site_id, l.lead_magnet, l.currency) m;
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
grant select on lead_magnets to waystitch_analyst;
grant select on lead_magnets to waystitch_dashboard;

create table milestones (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  sequence integer not null,
  milestone text not null,
  occurred_at timestamp with time zone not null,
  rule text not null,
  attributes jsonb not null default '{}'::jsonb,
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  constraint milestones_pkey PRIMARY KEY (part, site_id, person_id, sequence)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table milestones is 'Dated facts about a person, each with the event that proves it. docs/milestones.md lists them.';
comment on column milestones.part is 'Where the person''s rows live.';
comment on column milestones.site_id is 'The site.';
comment on column milestones.person_id is 'The person.';
comment on column milestones.sequence is 'In order of time, from 1.';
comment on column milestones.milestone is 'Such as lead_captured, cart_added or order_completed.';
comment on column milestones.occurred_at is 'When it was reached.';
comment on column milestones.rule is 'The rule that found it.';
comment on column milestones.attributes is 'What belongs to it: lead magnet, order, rating, promised and actual time.';
comment on column milestones.evidence_visitor_id is 'The visitor of the event that proves it.';
comment on column milestones.evidence_event_id is 'The event that proves it.';
alter table milestones enable row level security;
create policy analysts on milestones for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on milestones to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, person_id) on milestones to waystitch_worker;
grant select on milestones to waystitch_analyst;
grant select on milestones to waystitch_dashboard;

create view model_stages with (security_invoker=true) as
 SELECT s.site_id,
    m.model,
    m."position",
    m.stage,
    m.stage_vi
   FROM (sites s
     CROSS JOIN ( VALUES ('inbound'::text,1,'Attract'::text,'Thu hút'::text), ('inbound'::text,2,'Convert'::text,'Chuyển đổi'::text), ('inbound'::text,3,'Close'::text,'Chốt đơn hàng'::text), ('inbound'::text,4,'Delight'::text,'Hài lòng'::text), ('value-journey'::text,1,'Aware'::text,'Nhận biết'::text), ('value-journey'::text,2,'Engage'::text,'Tương tác'::text), ('value-journey'::text,3,'Subscribe'::text,'Đăng ký'::text), ('value-journey'::text,4,'Convert'::text,'Chuyển đổi'::text), ('value-journey'::text,5,'Excite'::text,'Hào hứng'::text), ('value-journey'::text,6,'Ascend'::text,'Gia tăng giá trị'::text), ('value-journey'::text,7,'Advocate'::text,'Ủng hộ'::text), ('value-journey'::text,8,'Promote'::text,'Quảng bá'::text), ('digital'::text,1,'Awareness'::text,'Nhận biết'::text), ('digital'::text,2,'Research'::text,'Tìm hiểu'::text), ('digital'::text,3,'Consideration'::text,'Cân nhắc'::text), ('digital'::text,4,'Purchase'::text,'Mua hàng'::text), ('digital'::text,5,'Post-purchase'::text,'Sau mua hàng'::text), ('experience'::text,1,'Awareness'::text,'Nhận biết'::text), ('experience'::text,2,'Consideration'::text,'Cân nhắc'::text), ('experience'::text,3,'Decision'::text,'Quyết định'::text), ('experience'::text,4,'Purchase'::text,'Mua hàng'::text), ('experience'::text,5,'Retention'::text,'Giữ chân'::text), ('experience'::text,6,'Advocacy'::text,'Ủng hộ'::text), ('ecommerce'::text,1,'Awareness'::text,'Nhận biết'::text), ('ecommerce'::text,2,'Acquisition'::text,'Thu hút'::text), ('ecommerce'::text,3,'Nurture'::text,'Nuôi dưỡng'::text), ('ecommerce'::text,4,'Delivery'::text,'Giao hàng'::text), ('ecommerce'::text,5,'Delight'::text,'Hài lòng'::text), ('buying'::text,1,'Learn'::text,'Tìm hiểu'::text), ('buying'::text,2,'Consider'::text,'Cân nhắc'::text), ('buying'::text,3,'Decide'::text,'Quyết định'::text)) m(model, "position", stage, stage_vi))
UNION ALL
 SELECT d.site_id,
    d.model_id AS model,
    (place."position")::integer AS "position",
    (place.stage ->> 'id'::text) AS stage,
    ((place.stage -> 'label'::text) ->> 'vi'::text) AS stage_vi
   FROM (stage_models d
     CROSS JOIN LATERAL jsonb_array_elements((d.definition -> 'stages'::text)) WITH ORDINALITY place(stage, "position"));
comment on view model_stages is 'The stages of every model of a site in their order: the built-in models and the site''s own.';
comment on column model_stages.site_id is 'The site.';
comment on column model_stages.model is 'The stage model, such as inbound.';
comment on column model_stages.position is 'First stage 1, second 2, and so on: what to sort stages by.';
comment on column model_stages.stage is 'The stage, as in journey_stages.';
comment on column model_stages.stage_vi is 'Its Vietnamese name.';
grant select on model_stages to waystitch_analyst;
grant select on model_stages to waystitch_dashboard;

create view moves_back with (security_invoker=true) as
 SELECT site_id,
    model,
    from_stage,
    stage AS to_stage,
    milestone,
    (count(*))::integer AS moves,
    (count(DISTINCT person_id))::integer AS people,
    max(entered_at) AS latest_at,
    (array_agg(reason ORDER BY entered_at DESC, person_id))[1] AS reason
   FROM stage_entries
  WHERE ((direction = 'back'::text) AND (from_stage IS NOT NULL))
  GROUP BY site_id, model, from_stage, stage, milestone;
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
grant select on moves_back to waystitch_analyst;
grant select on moves_back to waystitch_dashboard;

create view order_paths with (security_invoker=true) as
 SELECT site_id,
    (rank() OVER (PARTITION BY site_id, currency ORDER BY (count(*)) DESC, (sum(total)) DESC))::integer AS rank,
    path,
    channels,
    (count(*))::integer AS orders,
    (count(DISTINCT person_id))::integer AS people,
    sum(total) AS revenue,
    sum(refunded) AS refunds,
    currency,
    round((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY days))::numeric, 4) AS median_days
   FROM ( SELECT o.site_id,
            o.person_id,
            o.total,
            o.refunded,
            o.currency,
            COALESCE(way.path, 'Unattributed'::text) AS path,
            way.channels,
            ((EXTRACT(epoch FROM (o.placed_at - way.began_at)))::double precision / (86400)::double precision) AS days
           FROM ((orders o
             JOIN journeys j ON (((j.part = o.part) AND (j.site_id = o.site_id) AND (j.person_id = o.person_id))))
             CROSS JOIN LATERAL ( SELECT string_agg(t.channel, ' > '::text ORDER BY t.occurred_at, t.sequence) AS path,
                    (count(*))::integer AS channels,
                    min(t.occurred_at) AS began_at
                   FROM ( SELECT t_1.channel,
                            t_1.occurred_at,
                            t_1.sequence,
                            lag(t_1.channel) OVER (ORDER BY t_1.occurred_at, t_1.sequence) AS before
                           FROM touchpoints t_1
                          WHERE ((t_1.part = o.part) AND (t_1.site_id = o.site_id) AND (t_1.person_id = o.person_id) AND ((t_1.occurred_at >= (o.placed_at - '4320:00:00'::interval)) AND (t_1.occurred_at <= o.placed_at)) AND (t_1.kind <> ALL (ARRAY['contact_click'::text, 'delivery'::text, 'support'::text])) AND ((t_1.kind <> 'chat'::text) OR (t_1.session_id IS NULL)))) t
                  WHERE (t.before IS DISTINCT FROM t.channel)) way)
          WHERE ((o.placed_at IS NOT NULL) AND (o.status <> ALL (ARRAY['cancelled'::text, 'refunded'::text])) AND (NOT j.is_bot))) w
  GROUP BY site_id, path, channels, currency;
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
grant select on order_paths to waystitch_analyst;
grant select on order_paths to waystitch_dashboard;

create table orders (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  order_id text not null,
  status text not null,
  placed_at timestamp with time zone,
  total numeric not null,
  refunded numeric not null,
  currency text not null,
  coupon text,
  products jsonb not null default '[]'::jsonb,
  is_tripwire boolean not null,
  shipped_at timestamp with time zone,
  promised_at timestamp with time zone,
  delivered_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  is_late boolean,
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  constraint orders_pkey PRIMARY KEY (part, site_id, person_id, order_id)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table orders is 'Orders, one row each.';
comment on column orders.part is 'Where the person''s rows live.';
comment on column orders.site_id is 'The site.';
comment on column orders.person_id is 'Who ordered.';
comment on column orders.order_id is 'The shop''s own id of the order.';
comment on column orders.status is 'placed, shipped, delivered, cancelled or refunded; reported when only a later event about it is known.';
comment on column orders.placed_at is 'When it was placed.';
comment on column orders.total is 'What was to be paid, in the order''s currency.';
comment on column orders.refunded is 'What was paid back.';
comment on column orders.currency is 'ISO 4217 code.';
comment on column orders.coupon is 'Coupon that was used.';
comment on column orders.products is 'What was ordered: product_id, name, price, quantity.';
comment on column orders.is_tripwire is 'True for a small first offer, made to win a customer.';
comment on column orders.shipped_at is 'When it left.';
comment on column orders.promised_at is 'When it was promised.';
comment on column orders.delivered_at is 'When it arrived.';
comment on column orders.cancelled_at is 'When it was cancelled.';
comment on column orders.is_late is 'True when it arrived after the promised time; empty when one of the two is unknown.';
comment on column orders.evidence_visitor_id is 'The visitor of the event that placed it.';
comment on column orders.evidence_event_id is 'The event that placed it.';
alter table orders enable row level security;
create policy analysts on orders for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on orders to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, person_id) on orders to waystitch_worker;
grant select on orders to waystitch_analyst;
grant select on orders to waystitch_dashboard;

create table person_aliases (
  part smallint not null,
  site_id text not null,
  old_person_id text not null,
  person_id text not null,
  constraint person_aliases_pkey PRIMARY KEY (part, site_id, old_person_id)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table person_aliases is 'Ids that persons had before they were stitched together, each with its successor.';
comment on column person_aliases.part is 'Where the old person''s rows lived.';
comment on column person_aliases.site_id is 'The site.';
comment on column person_aliases.old_person_id is 'The id the person had.';
comment on column person_aliases.person_id is 'The id it has now.';
alter table person_aliases enable row level security;
create policy analysts on person_aliases for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on person_aliases to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, old_person_id) on person_aliases to waystitch_worker;
grant select on person_aliases to waystitch_analyst;
grant select on person_aliases to waystitch_dashboard;

create table person_exports (
  site_id text not null,
  request_id uuid not null,
  sequence integer not null,
  piece text not null,
  constraint person_exports_pkey PRIMARY KEY (site_id, request_id, sequence)
);
comment on table person_exports is 'Files of exports in pieces, for an hour, or until somebody of the site is erased.';
comment on column person_exports.site_id is 'The site.';
comment on column person_exports.request_id is 'The request that it answers.';
comment on column person_exports.sequence is 'Which piece of the file it is, from 0.';
comment on column person_exports.piece is 'The text: put together, the pieces are one JSON document.';
alter table person_exports enable row level security;
create policy analysts on person_exports for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on person_exports to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select (site_id, request_id) on person_exports to waystitch_worker;
grant select on person_exports to waystitch_dashboard;

create table person_identifiers (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  identifier text not null,
  kind text not null,
  refused_because text,
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  constraint person_identifiers_pkey PRIMARY KEY (part, site_id, person_id, identifier)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table person_identifiers is 'The identifiers each person was seen with, and whether they link.';
comment on column person_identifiers.part is 'Where the person''s rows live.';
comment on column person_identifiers.site_id is 'The site.';
comment on column person_identifiers.person_id is 'The person.';
comment on column person_identifiers.identifier is 'user:..., email:..., phone:... or order:...; e-mail and phone as keyed hashes.';
comment on column person_identifiers.kind is 'user, email, phone or order.';
comment on column person_identifiers.refused_because is 'Why not everyone who carries the identifier is this person: two_users, too_many_visitors, too_many_identifiers, placeholder_visitor, between_users or placed_elsewhere; empty when they are.';
comment on column person_identifiers.evidence_visitor_id is 'The visitor of the first event that carried it.';
comment on column person_identifiers.evidence_event_id is 'The first event that carried it.';
alter table person_identifiers enable row level security;
create policy analysts on person_identifiers for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on person_identifiers to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, person_id) on person_identifiers to waystitch_worker;
grant select on person_identifiers to waystitch_analyst;
grant select on person_identifiers to waystitch_dashboard;

create table person_requests (
  request_id uuid not null default gen_random_uuid(),
  site_id text not null,
  kind text not null,
  person_id text,
  is_whole boolean not null default true,
  asked_by text not null,
  asked_at timestamp with time zone not null default clock_timestamp(),
  state text not null default 'waiting'::text,
  problem text,
  tries integer not null default 0,
  tries_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  ended_at timestamp with time zone,
  constraint person_requests_pkey PRIMARY KEY (request_id),
  constraint person_requests_check CHECK (((state = 'waiting'::text) = (person_id IS NOT NULL))),
  constraint person_requests_check1 CHECK (((state = 'waiting'::text) = (ended_at IS NULL))),
  constraint person_requests_kind_check CHECK ((kind = ANY (ARRAY['erasure'::text, 'export'::text]))),
  constraint person_requests_problem_check CHECK ((problem = ANY (ARRAY['no_secret'::text, 'rebuild_under_way'::text, 'busy'::text, 'nobody'::text, 'error'::text]))),
  constraint person_requests_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX person_requests_due ON public.person_requests USING btree (kind, tries_at) WHERE (state = 'waiting'::text);
CREATE UNIQUE INDEX person_requests_erasure ON public.person_requests USING btree (site_id, person_id) WHERE ((kind = 'erasure'::text) AND (state = 'waiting'::text));
CREATE UNIQUE INDEX person_requests_export ON public.person_requests USING btree (site_id, person_id, asked_by, is_whole) WHERE ((kind = 'export'::text) AND (state = 'waiting'::text));
CREATE INDEX person_requests_of_site ON public.person_requests USING btree (site_id, asked_at);
comment on table person_requests is 'What was asked for in the dashboard about one person, for the worker to carry out.';
comment on column person_requests.request_id is 'Tells the request from every other.';
comment on column person_requests.site_id is 'The site.';
comment on column person_requests.kind is 'erasure or export.';
comment on column person_requests.person_id is 'Who is meant, by an id that they have or had; empty once the request has ended, so that nothing in it leads back to them.';
comment on column person_requests.is_whole is 'False: the export is without what only owners may see, contacts and rejected events.';
comment on column person_requests.asked_by is 'Who asked, as in audit_log.actor.';
comment on column person_requests.asked_at is 'When it was asked for.';
comment on column person_requests.state is 'waiting; done; failed when it can never be carried out.';
comment on column person_requests.problem is 'Why it has failed, or why it still waits after it was tried.';
comment on column person_requests.tries is 'How many times it was tried in vain.';
comment on column person_requests.tries_at is 'It is not tried again before.';
comment on column person_requests.ended_at is 'When it was done or has failed.';
alter table person_requests enable row level security;
create policy analysts on person_requests for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on person_requests to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant insert (site_id, kind, person_id, is_whole, asked_by), select on person_requests to waystitch_dashboard;
grant select, update (person_id, state, problem, tries, tries_at, ended_at) on person_requests to waystitch_worker;

create table person_visitors (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  visitor_id text not null,
  rule text not null,
  identifier text,
  evidence_event_id text not null,
  is_shared boolean not null,
  constraint person_visitors_pkey PRIMARY KEY (part, site_id, person_id, visitor_id)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table person_visitors is 'The browsers and devices of each person, and why they are the person''s.';
comment on column person_visitors.part is 'Where the person''s rows live.';
comment on column person_visitors.site_id is 'The site.';
comment on column person_visitors.person_id is 'The person.';
comment on column person_visitors.visitor_id is 'The visitor.';
comment on column person_visitors.rule is 'The rule that links the visitor to the person: own, user, email, phone, order.';
comment on column person_visitors.identifier is 'The identifier that links the visitor to the person; empty where the rule is own.';
comment on column person_visitors.evidence_event_id is 'The visitor''s event that made the link.';
comment on column person_visitors.is_shared is 'True when other events of the visitor are another person''s: several users signed in on it.';
alter table person_visitors enable row level security;
create policy analysts on person_visitors for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on person_visitors to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, person_id) on person_visitors to waystitch_worker;
grant select on person_visitors to waystitch_analyst;
grant select on person_visitors to waystitch_dashboard;

create table persons (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  user_id text,
  visitors integer not null,
  events integer not null,
  first_seen_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  is_bot boolean not null,
  constraint persons_pkey PRIMARY KEY (part, site_id, person_id)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table persons is 'The human that stitching makes of visitors and identifiers. Anonymous ones are persons too.';
comment on column persons.part is 'Hash of site and the person''s home key, 0 to 1023: where the person''s rows live.';
comment on column persons.site_id is 'The site.';
comment on column persons.person_id is 'Id of the person; a function of its members, so that a rebuild gives the same one.';
comment on column persons.user_id is 'The site''s own id of the user; a person has at most one.';
comment on column persons.visitors is 'How many browsers and devices were stitched together.';
comment on column persons.events is 'How many events the person has.';
comment on column persons.first_seen_at is 'Time of the first event.';
comment on column persons.last_seen_at is 'Time of the last event.';
comment on column persons.is_bot is 'True when every browser event came from a robot.';
alter table persons enable row level security;
create policy analysts on persons for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on persons to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, person_id) on persons to waystitch_worker;
grant select (part, site_id, person_id, events) on persons to waystitch_dashboard;
grant select on persons to waystitch_analyst;

create table rebuilds (
  only_row boolean not null default true,
  rebuild_id uuid,
  site_id text,
  as_of timestamp with time zone,
  started_at timestamp with time zone,
  visitors integer,
  closed_until timestamp with time zone,
  constraint rebuilds_pkey PRIMARY KEY (only_row),
  constraint rebuilds_only_row_check CHECK (only_row)
);
comment on table rebuilds is 'One row: the rebuild that is under way beside the live tables, in the schema waystitch_rebuild. Workers hold the row while they stitch, and whoever puts the new rows in place holds it alone.';
comment on column rebuilds.only_row is 'True: there is one row.';
comment on column rebuilds.rebuild_id is 'The rebuild; empty while none is under way.';
comment on column rebuilds.site_id is 'The site that is rebuilt; empty for all.';
comment on column rebuilds.as_of is 'The time as at which everything is derived.';
comment on column rebuilds.started_at is 'When the rebuild began.';
comment on column rebuilds.visitors is 'How many visitors there were to stitch; empty until they are queued.';
comment on column rebuilds.closed_until is 'Until then workers begin nothing, so that the row can be held alone.';
alter table rebuilds enable row level security;
create policy analysts on rebuilds for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on rebuilds to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant select, update (only_row) on rebuilds to waystitch_worker;

create table rejected_events (
  part smallint not null,
  site_id text not null,
  rejected_id text not null,
  reason text not null,
  detail text not null,
  message_id text,
  payload text not null,
  trusted boolean not null,
  received_at timestamp with time zone not null,
  identifiers text[] not null default '{}'::text[],
  is_cut boolean not null default false,
  circumstances jsonb not null default '{}'::jsonb,
  constraint rejected_events_pkey PRIMARY KEY (part, site_id, rejected_id),
  constraint rejected_events_part_check CHECK (((part >= 0) AND (part <= 1023)))
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX rejected_events_of_site ON public.rejected_events USING btree (site_id, rejected_id COLLATE "C");
CREATE INDEX rejected_events_received ON public.rejected_events USING brin (received_at) WITH (autosummarize='on');
comment on table rejected_events is 'Events that were received and could not be stored, each with its reason. docs/rejects.md lists the reasons.';
comment on column rejected_events.part is 'Hash of site and rejected_id, 0 to 1023: where the row lives.';
comment on column rejected_events.site_id is 'The site the event was sent to.';
comment on column rejected_events.rejected_id is 'Keyed hash of the payload: the same event sent again is kept once.';
comment on column rejected_events.reason is 'Why it was rejected, one of a closed list.';
comment on column rejected_events.detail is 'What exactly was wrong.';
comment on column rejected_events.message_id is 'The sender''s id of the event, if it had a usable one.';
comment on column rejected_events.payload is 'The event as JSON, cut to 8,000 characters, without e-mail and phone.';
comment on column rejected_events.trusted is 'True when a server sent it with a secret key.';
comment on column rejected_events.received_at is 'When the collector first received it.';
comment on column rejected_events.identifiers is 'Keyed hashes of the e-mail addresses and phone numbers the event carried, for when it is sent through the rules again.';
comment on column rejected_events.is_cut is 'True when the payload is not all of the event, which then cannot be replayed.';
comment on column rejected_events.circumstances is 'What the request said about all its events, for when this one is sent through the rules again.';
alter table rejected_events enable row level security;
create policy analysts on rejected_events for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on rejected_events to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, select on rejected_events to waystitch_worker;
grant insert, select (part, site_id, reason, received_at) on rejected_events to waystitch_collector;
grant select (part, site_id, reason, trusted, received_at, is_cut) on rejected_events to waystitch_analyst;
grant select (site_id, rejected_id, reason, detail, message_id, payload, received_at) on rejected_events to waystitch_dashboard;

create table replay_requests (
  request_id uuid not null default gen_random_uuid(),
  site_id text not null,
  reason text,
  is_trial boolean not null,
  asked_by text not null,
  asked_at timestamp with time zone not null default clock_timestamp(),
  state text not null default 'waiting'::text,
  problem text,
  accepted integer not null default 0,
  duplicate integer not null default 0,
  rejected jsonb not null default '{}'::jsonb,
  after_id text not null default ''::text,
  carried_at timestamp with time zone,
  tries integer not null default 0,
  tries_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  ended_at timestamp with time zone,
  constraint replay_requests_pkey PRIMARY KEY (request_id),
  constraint replay_requests_check CHECK (((state = 'waiting'::text) = (ended_at IS NULL))),
  constraint replay_requests_problem_check CHECK ((problem = ANY (ARRAY['busy'::text, 'error'::text]))),
  constraint replay_requests_rejected_check CHECK ((octet_length((rejected)::text) <= 4096)),
  constraint replay_requests_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX replay_requests_of_site ON public.replay_requests USING btree (site_id, asked_at);
CREATE UNIQUE INDEX replay_requests_waiting ON public.replay_requests USING btree (site_id) WHERE (state = 'waiting'::text);
comment on table replay_requests is 'What was asked for in the dashboard about rejected events: to send them through today''s rules again, or to try what would become of them.';
comment on column replay_requests.request_id is 'Tells the request from every other.';
comment on column replay_requests.site_id is 'The site.';
comment on column replay_requests.reason is 'Only what was rejected for this reason; empty for all reasons.';
comment on column replay_requests.is_trial is 'True: nothing is changed, and it is counted what would be accepted.';
comment on column replay_requests.asked_by is 'Who asked, as in audit_log.actor.';
comment on column replay_requests.asked_at is 'When it was asked for.';
comment on column replay_requests.state is 'waiting, also while it is carried out; done; failed when it was tried too often in vain.';
comment on column replay_requests.problem is 'Why it has failed, or why it still waits after it was tried.';
comment on column replay_requests.accepted is 'Events that were accepted so far; of a trial, that would be.';
comment on column replay_requests.duplicate is 'Events so far that had been stored meanwhile.';
comment on column replay_requests.rejected is 'How many events so far are rejected still, by reason.';
comment on column replay_requests.after_id is 'Rejected events up to this id are dealt with: whoever goes on begins after it.';
comment on column replay_requests.carried_at is 'When a collector last dealt with some of them.';
comment on column replay_requests.tries is 'How many times in a row it was tried in vain.';
comment on column replay_requests.tries_at is 'It is not tried again before.';
comment on column replay_requests.ended_at is 'When it was done or has failed.';
alter table replay_requests enable row level security;
create policy analysts on replay_requests for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on replay_requests to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant insert (site_id, reason, is_trial, asked_by), select on replay_requests to waystitch_dashboard;
grant select, update (problem, accepted, duplicate, rejected, after_id, carried_at, tries, tries_at) on replay_requests to waystitch_collector;

create view rfm_segments with (security_invoker=true) as
 SELECT r.site_id,
    r.person_id,
    r.last_order_at,
    r.recency_days,
    r.orders,
    r.revenue,
    r.currency,
    r.recency,
    r.frequency,
    r.monetary,
    r.worth,
    g.segment,
    g.segment_en,
    g.segment_vi
   FROM (( SELECT f.site_id,
            f.person_id,
            f.last_order_at,
            f.orders,
            f.revenue,
            f.currency,
            f.recency_days,
            f.recency,
            f.frequency,
            f.monetary,
            ((f.frequency + f.monetary) / 2) AS worth
           FROM ( SELECT c.site_id,
                    c.person_id,
                    c.last_order_at,
                    c.orders,
                    c.revenue,
                    c.currency,
                    round((EXTRACT(epoch FROM (now() - c.last_order_at)) / (86400)::numeric), 4) AS recency_days,
                    (
                        CASE
                            WHEN (c.customers >= 5) THEN LEAST((5)::bigint, (1 + ((5 * (((2 * c.older) + c.as_recent) - 1)) / (2 * (c.customers - 1)))))
                            ELSE (((((5 - (((now() - c.last_order_at) > '30 days'::interval))::integer) - (((now() - c.last_order_at) > '60 days'::interval))::integer) - (((now() - c.last_order_at) > '120 days'::interval))::integer) - (((now() - c.last_order_at) > '180 days'::interval))::integer))::bigint
                        END)::integer AS recency,
                    (
                        CASE
                            WHEN (c.customers >= 5) THEN LEAST((5)::bigint, (1 + ((5 * c.rarer) / (c.customers - 1))))
                            ELSE (LEAST(5, c.orders))::bigint
                        END)::integer AS frequency,
                    (
                        CASE
                            WHEN (c.customers >= 5) THEN LEAST((5)::bigint, (1 + ((5 * c.poorer) / (c.customers - 1))))
                            ELSE (LEAST(5, c.orders))::bigint
                        END)::integer AS monetary
                   FROM ( SELECT b.site_id,
                            b.person_id,
                            b.currency,
                            b.orders,
                            b.revenue,
                            b.last_order_at,
                            count(*) OVER (PARTITION BY b.site_id) AS customers,
                            (rank() OVER (PARTITION BY b.site_id ORDER BY b.last_order_at) - 1) AS older,
                            count(*) OVER (PARTITION BY b.site_id, b.last_order_at) AS as_recent,
                            (rank() OVER (PARTITION BY b.site_id ORDER BY b.orders) - 1) AS rarer,
                            (rank() OVER (PARTITION BY b.site_id ORDER BY b.revenue) - 1) AS poorer
                           FROM ( SELECT o.site_id,
                                    o.person_id,
                                    s.currency,
                                    (count(*))::integer AS orders,
                                    sum((o.total - o.refunded)) AS revenue,
                                    max(o.placed_at) AS last_order_at
                                   FROM ((orders o
                                     JOIN sites s ON ((s.site_id = o.site_id)))
                                     JOIN journeys j ON (((j.part = o.part) AND (j.site_id = o.site_id) AND (j.person_id = o.person_id))))
                                  WHERE ((o.placed_at IS NOT NULL) AND (o.status <> ALL (ARRAY['cancelled'::text, 'refunded'::text])) AND (NOT j.is_bot))
                                  GROUP BY o.site_id, o.person_id, s.currency
                                 HAVING (bool_and((o.currency = s.currency)) AND (max(o.placed_at) <= now()))) b) c) f) r
     JOIN ( VALUES ('champions'::text,'Champions'::text,'Khách hàng VIP'::text,5,5,4,5), ('loyal'::text,'Loyal'::text,'Khách hàng trung thành'::text,3,4,4,5), ('potential_loyalists'::text,'Potential Loyalists'::text,'Khách hàng trung thành tiềm năng'::text,4,5,2,3), ('new_customers'::text,'New Customers'::text,'Khách hàng mới'::text,5,5,1,1), ('promising'::text,'Promising'::text,'Khách hàng triển vọng'::text,4,4,1,1), ('need_attention'::text,'Need Attention'::text,'Khách hàng cần quan tâm'::text,3,3,3,3), ('about_to_sleep'::text,'About to Sleep'::text,'Khách hàng sắp ngủ đông'::text,3,3,1,2), ('at_risk'::text,'At Risk'::text,'Khách hàng có nguy cơ rời bỏ'::text,2,2,3,5), ('at_risk'::text,'At Risk'::text,'Khách hàng có nguy cơ rời bỏ'::text,1,1,3,3), ('cant_lose_them'::text,'Can''t Lose Them'::text,'Khách hàng không thể để mất'::text,1,1,4,5), ('hibernating'::text,'Hibernating'::text,'Khách hàng ngủ đông'::text,2,2,1,2), ('hibernating'::text,'Hibernating'::text,'Khách hàng ngủ đông'::text,1,1,2,2), ('lost'::text,'Lost'::text,'Khách hàng đã rời bỏ'::text,1,1,1,1)) g(segment, segment_en, segment_vi, least_recency, most_recency, least_worth, most_worth) ON ((((r.recency >= g.least_recency) AND (r.recency <= g.most_recency)) AND ((r.worth >= g.least_worth) AND (r.worth <= g.most_worth)))));
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
grant select on rfm_segments to waystitch_analyst;
grant select on rfm_segments to waystitch_dashboard;

create view satisfaction_by_stage with (security_invoker=true) as
 SELECT f.site_id,
    f.model,
    m."position",
    f.stage,
    f.people,
    f.answered,
    f.mean_satisfaction
   FROM (( SELECT e.site_id,
            e.model,
            e.stage,
            (count(*))::integer AS people,
            (count(j.satisfaction))::integer AS answered,
            round(avg(j.satisfaction), 1) AS mean_satisfaction
           FROM (journey_stages e
             JOIN journeys j ON (((j.part = e.part) AND (j.site_id = e.site_id) AND (j.person_id = e.person_id))))
          WHERE ((e.left_at IS NULL) AND (NOT j.is_bot))
          GROUP BY e.site_id, e.model, e.stage) f
     LEFT JOIN model_stages m ON (((m.site_id = f.site_id) AND (m.model = f.model) AND (m.stage = f.stage))));
comment on view satisfaction_by_stage is 'How satisfied the people are who stand in each stage now.';
comment on column satisfaction_by_stage.site_id is 'The site.';
comment on column satisfaction_by_stage.model is 'The stage model, such as inbound.';
comment on column satisfaction_by_stage.position is 'The place of the stage in its model, from 1.';
comment on column satisfaction_by_stage.stage is 'The stage.';
comment on column satisfaction_by_stage.people is 'How many people stand in it.';
comment on column satisfaction_by_stage.answered is 'How many of them have said how satisfied they are.';
comment on column satisfaction_by_stage.mean_satisfaction is 'Their mean, from 0 to 100; docs/segments.md says how answers are measured.';
grant select on satisfaction_by_stage to waystitch_analyst;
grant select on satisfaction_by_stage to waystitch_dashboard;

create table sessions (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  session_id text not null,
  sequence integer not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  channel text not null,
  source text,
  medium text,
  campaign text,
  landing_page text,
  referrer text,
  device text,
  page_views integer not null,
  events integer not null,
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  constraint sessions_pkey PRIMARY KEY (part, site_id, person_id, session_id)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table sessions is 'A person''s runs of events with no gap over 30 minutes. A new campaign starts a new one, midnight does not.';
comment on column sessions.part is 'Where the person''s rows live.';
comment on column sessions.site_id is 'The site.';
comment on column sessions.person_id is 'The person.';
comment on column sessions.session_id is 'Id of the session: visitor and id of its first event, with a slash between.';
comment on column sessions.sequence is 'First session 1, second 2, and so on.';
comment on column sessions.started_at is 'Time of its first event.';
comment on column sessions.ended_at is 'Time of its last event.';
comment on column sessions.channel is 'Where it came from, such as Paid Search or Direct.';
comment on column sessions.source is 'The site or campaign source it came from.';
comment on column sessions.medium is 'The medium, such as cpc or email.';
comment on column sessions.campaign is 'Name of the campaign.';
comment on column sessions.landing_page is 'Path of the first page.';
comment on column sessions.referrer is 'Host of the page before the first one.';
comment on column sessions.device is 'Kind of device.';
comment on column sessions.page_views is 'How many pages were seen.';
comment on column sessions.events is 'How many events it has.';
comment on column sessions.evidence_visitor_id is 'The visitor of its first event.';
comment on column sessions.evidence_event_id is 'Its first event.';
alter table sessions enable row level security;
create policy analysts on sessions for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on sessions to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, person_id) on sessions to waystitch_worker;
grant select on sessions to waystitch_analyst;
grant select on sessions to waystitch_dashboard;

create table sign_in_links (
  token_hash text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  user_id text,
  constraint sign_in_links_pkey PRIMARY KEY (token_hash)
);
comment on table sign_in_links is 'One-time links that open the dashboard.';
comment on column sign_in_links.token_hash is 'SHA-256 of the token in the link, in hexadecimal.';
comment on column sign_in_links.created_at is 'When the link was made.';
comment on column sign_in_links.expires_at is 'After this time the link no longer works.';
comment on column sign_in_links.used_at is 'When the link was used; a used link no longer works.';
comment on column sign_in_links.user_id is 'The user who sets a password with it; null for a link that signs in as an owner of the installation.';
grant insert (token_hash, expires_at, user_id), select (token_hash, expires_at, used_at, user_id), update (used_at) on sign_in_links to waystitch_dashboard;

create table sign_in_throttles (
  subject text not null,
  tries integer not null,
  tried_at timestamp with time zone not null,
  waits_until timestamp with time zone not null,
  constraint sign_in_throttles_pkey PRIMARY KEY (subject)
);
CREATE INDEX sign_in_throttles_by_age ON public.sign_in_throttles USING btree (tried_at);
comment on table sign_in_throttles is 'Tries to sign in since the last that succeeded, by account, address and known browser.';
comment on column sign_in_throttles.subject is 'What is counted: account:, address: or browser: and a hash.';
comment on column sign_in_throttles.tries is 'Tries since the last success; begins anew after a day without any.';
comment on column sign_in_throttles.tried_at is 'When the last try was let through.';
comment on column sign_in_throttles.waits_until is 'Before this time no further try is let through.';
grant delete, insert, select, update on sign_in_throttles to waystitch_dashboard;

create table sites (
  site_id text not null,
  name text not null,
  time_zone text not null default 'Asia/Ho_Chi_Minh'::text,
  currency text not null default 'VND'::text,
  domains text[] not null default '{}'::text[],
  settings jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  keeps_contacts boolean not null default false,
  last_erased_at timestamp with time zone,
  keeps_from timestamp with time zone,
  constraint sites_pkey PRIMARY KEY (site_id),
  constraint sites_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint sites_site_id_check CHECK ((site_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
);
comment on table sites is 'One website or shop. Every row of every other table belongs to one.';
comment on column sites.site_id is 'Short name of the site: lower-case letters, digits and hyphens.';
comment on column sites.name is 'The name people read.';
comment on column sites.time_zone is 'IANA time zone in which the site''s days begin.';
comment on column sites.currency is 'ISO 4217 code of the currency the site sells in.';
comment on column sites.domains is 'The site''s own domains. A visit that comes from one of them has no referrer.';
comment on column sites.settings is 'Settings of the stitching rules that differ from their defaults.';
comment on column sites.created_at is 'When the site was added.';
comment on column sites.keeps_contacts is 'True when the site keeps e-mail addresses and phone numbers themselves, in contacts, beside their keyed hashes.';
comment on column sites.last_erased_at is 'The latest of the site''s erasures; empty when there is none. Events that occurred later need no look at them.';
comment on column sites.keeps_from is 'Events that occurred before are not taken any more: the site was pruned up to then. Empty when it never was.';
alter table sites enable row level security;
create policy analysts on sites for select to waystitch_analyst using ((EXISTS ( SELECT
   FROM analyst_sites a
  WHERE ((a.role_name = CURRENT_USER) AND (a.site_id = ANY (ARRAY[sites.site_id, '*'::text]))))));
create policy services on sites to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant select (site_id, name, time_zone, currency, domains, created_at, keeps_contacts) on sites to waystitch_dashboard;
grant select (site_id, time_zone, currency, domains, last_erased_at), update (last_erased_at) on sites to waystitch_worker;
grant select (site_id, time_zone, keeps_contacts, last_erased_at, keeps_from) on sites to waystitch_collector;
grant select on sites to waystitch_analyst;

create view stage_entries with (security_invoker=true) as
 SELECT e.site_id,
    e.person_id,
    e.model,
    e.sequence,
    ((e.entered_at AT TIME ZONE s.time_zone))::date AS entered_on,
    e.entered_at,
    e.stage,
    previous.stage AS from_stage,
    e.direction,
    e.milestone,
    e.reason,
    next.entered_at AS left_at,
    next.stage AS to_stage,
    next.direction AS left_direction,
    round((GREATEST(EXTRACT(epoch FROM (COALESCE(next.entered_at, now()) - e.entered_at)), (0)::numeric) / (86400)::numeric), 4) AS days_in_stage,
    COALESCE(j.first_channel, 'Unattributed'::text) AS channel,
    j.lead_magnet,
    (date_trunc('month'::text, (j.first_seen_at AT TIME ZONE s.time_zone)))::date AS cohort,
    e.evidence_visitor_id,
    e.evidence_event_id
   FROM ((((journey_stages e
     JOIN sites s ON ((s.site_id = e.site_id)))
     JOIN journeys j ON (((j.part = e.part) AND (j.site_id = e.site_id) AND (j.person_id = e.person_id))))
     LEFT JOIN journey_stages previous ON (((previous.part = e.part) AND (previous.site_id = e.site_id) AND (previous.person_id = e.person_id) AND (previous.model = e.model) AND (previous.sequence = (e.sequence - 1)))))
     LEFT JOIN LATERAL ( SELECT n.entered_at,
            n.stage,
            n.direction
           FROM journey_stages n
          WHERE ((n.part = e.part) AND (n.site_id = e.site_id) AND (n.person_id = e.person_id) AND (n.model = e.model) AND (n.sequence > e.sequence) AND (n.stage <> e.stage))
          ORDER BY n.sequence
         LIMIT 1) next ON (true))
  WHERE ((NOT j.is_bot) AND (previous.stage IS DISTINCT FROM e.stage));
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
grant select on stage_entries to waystitch_analyst;
grant select on stage_entries to waystitch_dashboard;

create view stage_funnel_by_cohort with (security_invoker=true) as
 SELECT site_id,
    model,
    cohort,
    channel,
    "position",
    stage,
    people,
    entered,
    reached,
    round(((reached)::numeric / (people)::numeric), 4) AS conversion,
    round(((reached)::numeric / (NULLIF(lag(reached) OVER (PARTITION BY site_id, model, cohort, channel ORDER BY "position"), 0))::numeric), 4) AS conversion_from_previous
   FROM ( SELECT p.site_id,
            p.model,
            p.cohort,
            p.channel,
            m."position",
            m.stage,
            (count(*))::integer AS people,
            (count(*) FILTER (WHERE (m."position" = ANY (p.stood))))::integer AS entered,
            (count(*) FILTER (WHERE (m."position" <= p.furthest)))::integer AS reached
           FROM (( SELECT e.site_id,
                    e.model,
                    e.person_id,
                    (date_trunc('month'::text, (j.first_seen_at AT TIME ZONE s.time_zone)))::date AS cohort,
                    COALESCE(j.first_channel, 'Unattributed'::text) AS channel,
                    array_agg(m_1."position") AS stood,
                    max(m_1."position") AS furthest
                   FROM (((journey_stages e
                     JOIN sites s ON ((s.site_id = e.site_id)))
                     JOIN journeys j ON (((j.part = e.part) AND (j.site_id = e.site_id) AND (j.person_id = e.person_id))))
                     JOIN model_stages m_1 ON (((m_1.site_id = e.site_id) AND (m_1.model = e.model) AND (m_1.stage = e.stage))))
                  WHERE (NOT j.is_bot)
                  GROUP BY e.site_id, e.model, e.person_id, ((date_trunc('month'::text, (j.first_seen_at AT TIME ZONE s.time_zone)))::date), COALESCE(j.first_channel, 'Unattributed'::text)) p
             JOIN model_stages m ON (((m.site_id = p.site_id) AND (m.model = p.model))))
          GROUP BY p.site_id, p.model, p.cohort, p.channel, m."position", m.stage) f;
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
grant select on stage_funnel_by_cohort to waystitch_analyst;
grant select on stage_funnel_by_cohort to waystitch_dashboard;

create view stage_funnel_by_period with (security_invoker=true) as
 SELECT f.site_id,
    f.model,
    f.period,
    f.period_start,
    m."position",
    f.stage,
    f.channel,
    f.entered,
    f.people,
    f.left_forward,
    f.left_back,
    ((f.entered - f.left_forward) - f.left_back) AS still_there,
    round(((f.left_forward)::numeric / (f.entered)::numeric), 4) AS conversion
   FROM (( SELECT e.site_id,
            e.model,
            p.period,
            (date_trunc(p.period, (e.entered_on)::timestamp without time zone))::date AS period_start,
            e.stage,
            e.channel,
            (count(*))::integer AS entered,
            (count(DISTINCT e.person_id))::integer AS people,
            (count(*) FILTER (WHERE (e.left_direction = 'forward'::text)))::integer AS left_forward,
            (count(*) FILTER (WHERE (e.left_direction = 'back'::text)))::integer AS left_back
           FROM (stage_stays e
             CROSS JOIN ( VALUES ('week'::text), ('month'::text)) p(period))
          GROUP BY e.site_id, e.model, p.period, ((date_trunc(p.period, (e.entered_on)::timestamp without time zone))::date), e.stage, e.channel) f
     LEFT JOIN model_stages m ON (((m.site_id = f.site_id) AND (m.model = f.model) AND (m.stage = f.stage))));
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
grant select on stage_funnel_by_period to waystitch_analyst;
grant select on stage_funnel_by_period to waystitch_dashboard;

create table stage_models (
  site_id text not null,
  model_id text not null,
  version integer not null,
  definition jsonb not null,
  changed_at timestamp with time zone not null default now(),
  constraint stage_models_pkey PRIMARY KEY (site_id, model_id),
  constraint stage_models_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(site_id)
);
comment on table stage_models is 'A site''s own stage models, computed beside the built-in ones. docs/models.md says what a model is.';
comment on column stage_models.site_id is 'The site.';
comment on column stage_models.model_id is 'Name of the model, as in journey_stages.model.';
comment on column stage_models.version is 'Goes up with every change of the model.';
comment on column stage_models.definition is 'The model: its stages, steps, what enters them, and what leads back.';
comment on column stage_models.changed_at is 'When this version was put here.';
alter table stage_models enable row level security;
create policy analysts on stage_models for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on stage_models to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant select (site_id, model_id, definition) on stage_models to waystitch_dashboard;
grant select (site_id, model_id, definition) on stage_models to waystitch_worker;
grant select on stage_models to waystitch_analyst;

create view stage_now with (security_invoker=true) as
 SELECT site_id,
    person_id,
    model,
    stage,
    step,
    since,
    round((GREATEST(EXTRACT(epoch FROM (now() - since)), (0)::numeric) / (86400)::numeric), 4) AS days,
    step_since,
    status,
    channel,
    lead_magnet,
    satisfaction,
    user_id,
    last_seen_at
   FROM ( SELECT e.site_id,
            e.person_id,
            e.model,
            e.stage,
            e.step,
            e.entered_at AS step_since,
            j.status,
            COALESCE(j.first_channel, 'Unattributed'::text) AS channel,
            j.lead_magnet,
            j.satisfaction,
            j.user_id,
            j.last_seen_at,
            COALESCE(( SELECT other.left_at
                   FROM journey_stages other
                  WHERE ((other.part = e.part) AND (other.site_id = e.site_id) AND (other.person_id = e.person_id) AND (other.model = e.model) AND (other.sequence < e.sequence) AND (other.stage <> e.stage))
                  ORDER BY other.sequence DESC
                 LIMIT 1), ( SELECT first.entered_at
                   FROM journey_stages first
                  WHERE ((first.part = e.part) AND (first.site_id = e.site_id) AND (first.person_id = e.person_id) AND (first.model = e.model) AND (first.sequence = 1)))) AS since
           FROM (journey_stages e
             JOIN journeys j ON (((j.part = e.part) AND (j.site_id = e.site_id) AND (j.person_id = e.person_id))))
          WHERE ((e.left_at IS NULL) AND (NOT j.is_bot))) n;
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
grant select on stage_now to waystitch_analyst;
grant select on stage_now to waystitch_dashboard;

create view stage_stays with (security_invoker=true) as
 SELECT e.site_id,
    e.person_id,
    e.model,
    e.sequence,
    ((e.entered_at AT TIME ZONE s.time_zone))::date AS entered_on,
    e.entered_at,
    e.stage,
    e.from_stage,
    e.direction,
    e.milestone,
    e.reason,
    e.left_at,
    e.to_stage,
    e.left_direction,
    round((GREATEST(EXTRACT(epoch FROM (COALESCE(e.left_at, now()) - e.entered_at)), (0)::numeric) / (86400)::numeric), 4) AS days_in_stage,
    COALESCE(j.first_channel, 'Unattributed'::text) AS channel,
    j.lead_magnet,
    (date_trunc('month'::text, (j.first_seen_at AT TIME ZONE s.time_zone)))::date AS cohort,
    e.evidence_visitor_id,
    e.evidence_event_id
   FROM ((( SELECT b.part,
            b.site_id,
            b.person_id,
            b.model,
            b.sequence,
            b.stage,
            b.from_stage,
            b.entered_at,
            b.direction,
            b.milestone,
            b.reason,
            b.evidence_visitor_id,
            b.evidence_event_id,
            lead(b.entered_at) OVER person AS left_at,
            lead(b.stage) OVER person AS to_stage,
            lead(b.direction) OVER person AS left_direction
           FROM ( SELECT journey_stages.part,
                    journey_stages.site_id,
                    journey_stages.person_id,
                    journey_stages.model,
                    journey_stages.sequence,
                    journey_stages.stage,
                    journey_stages.step,
                    journey_stages.entered_at,
                    journey_stages.left_at,
                    journey_stages.direction,
                    journey_stages.milestone,
                    journey_stages.rule,
                    journey_stages.reason,
                    journey_stages.model_version,
                    journey_stages.evidence_visitor_id,
                    journey_stages.evidence_event_id,
                    lag(journey_stages.stage) OVER (PARTITION BY journey_stages.part, journey_stages.site_id, journey_stages.person_id, journey_stages.model ORDER BY journey_stages.sequence) AS from_stage
                   FROM journey_stages) b
          WHERE (b.from_stage IS DISTINCT FROM b.stage)
          WINDOW person AS (PARTITION BY b.part, b.site_id, b.person_id, b.model ORDER BY b.sequence)) e
     JOIN sites s ON ((s.site_id = e.site_id)))
     JOIN journeys j ON (((j.part = e.part) AND (j.site_id = e.site_id) AND (j.person_id = e.person_id))))
  WHERE (NOT j.is_bot);
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
grant select on stage_stays to waystitch_analyst;
grant select on stage_stays to waystitch_dashboard;

create table standing_counts (
  site_id text not null,
  stage text not null,
  step text not null,
  furthest_stage text not null,
  status text not null,
  is_bot boolean not null,
  batch bigint not null,
  people integer not null
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX standing_counts_changes ON public.standing_counts USING btree (batch) WHERE (batch <> 0);
CREATE UNIQUE INDEX standing_counts_key ON public.standing_counts USING btree (site_id, stage, step, furthest_stage, status, is_bot, batch);
comment on table standing_counts is 'How many people stand where in the default model now: journeys, counted, robots too. Ask for sum(people).';
comment on column standing_counts.site_id is 'The site.';
comment on column standing_counts.stage is 'The stage.';
comment on column standing_counts.step is 'The finer position inside the stage.';
comment on column standing_counts.furthest_stage is 'The furthest stage they ever stood in.';
comment on column standing_counts.status is 'active, or lapsed after 180 days without an event.';
comment on column standing_counts.is_bot is 'True for robots.';
comment on column standing_counts.batch is '0 for what is added up; otherwise the transaction whose change this is.';
comment on column standing_counts.people is 'How many; below zero in a change that takes some away.';
alter table standing_counts enable row level security;
create policy analysts on standing_counts for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on standing_counts to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update on standing_counts to waystitch_worker;
grant select on standing_counts to waystitch_analyst;
grant select on standing_counts to waystitch_dashboard;

create table stitch_hot (
  part smallint not null,
  site_id text not null,
  visitor_id text not null,
  events integer not null,
  rests_until timestamp with time zone not null,
  constraint stitch_hot_pkey PRIMARY KEY (part, site_id, visitor_id)
);
comment on table stitch_hot is 'Visitors with very many events, such as robots and kiosks: stitched alone and rarely, so that nobody waits for them.';
comment on column stitch_hot.part is 'Hash of site and visitor, 0 to 1023: where the row lives.';
comment on column stitch_hot.site_id is 'The site.';
comment on column stitch_hot.visitor_id is 'The visitor.';
comment on column stitch_hot.events is 'How many events it had when it was stitched last.';
comment on column stitch_hot.rests_until is 'When it may be stitched again.';
alter table stitch_hot enable row level security;
create policy analysts on stitch_hot for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on stitch_hot to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update (events, rests_until) on stitch_hot to waystitch_worker;

create table stitch_parked (
  part smallint not null,
  site_id text not null,
  visitor_id text not null,
  error text not null,
  parked_at timestamp with time zone not null default now(),
  constraint stitch_parked_pkey PRIMARY KEY (part, site_id, visitor_id)
);
comment on table stitch_parked is 'Visitors whose events could not be stitched, set aside so that they hold up nobody else. Their next event tries again.';
comment on column stitch_parked.part is 'Hash of site and visitor, 0 to 1023: where the row lives.';
comment on column stitch_parked.site_id is 'The site.';
comment on column stitch_parked.visitor_id is 'The visitor.';
comment on column stitch_parked.error is 'What went wrong.';
comment on column stitch_parked.parked_at is 'When.';
alter table stitch_parked enable row level security;
create policy analysts on stitch_parked for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on stitch_parked to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select (part, site_id, visitor_id), update (error) on stitch_parked to waystitch_worker;

create table stitch_queue (
  part smallint not null,
  site_id text not null,
  visitor_id text not null,
  queue_id uuid not null default gen_random_uuid(),
  queued_at timestamp with time zone not null default now(),
  constraint stitch_queue_pkey PRIMARY KEY (part, site_id, visitor_id, queue_id)
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=1000);
comment on table stitch_queue is 'Visitors with events that are not stitched yet. Written in the transaction that stores the events.';
comment on column stitch_queue.part is 'Hash of site and visitor, 0 to 1023: where the row lives.';
comment on column stitch_queue.site_id is 'The site.';
comment on column stitch_queue.visitor_id is 'The visitor to stitch.';
comment on column stitch_queue.queue_id is 'Tells the rows of one visitor apart.';
comment on column stitch_queue.queued_at is 'When the row was written.';
alter table stitch_queue enable row level security;
create policy analysts on stitch_queue for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on stitch_queue to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert (part, site_id, visitor_id), select, update (queue_id) on stitch_queue to waystitch_worker;
grant insert (part, site_id, visitor_id, queue_id) on stitch_queue to waystitch_collector;

create table stitch_timers (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  visitor_id text not null,
  due_at timestamp with time zone not null,
  constraint stitch_timers_pkey PRIMARY KEY (part, site_id, person_id)
) with (fillfactor=80, autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
CREATE INDEX stitch_timers_due ON public.stitch_timers USING btree (due_at);
comment on table stitch_timers is 'When a journey changes next without a new event: a cart is abandoned or expires, a person lapses.';
comment on column stitch_timers.part is 'Where the person''s rows live.';
comment on column stitch_timers.site_id is 'The site.';
comment on column stitch_timers.person_id is 'The person.';
comment on column stitch_timers.visitor_id is 'One of the person''s visitors, to be queued when the time has come.';
comment on column stitch_timers.due_at is 'The time.';
alter table stitch_timers enable row level security;
create policy analysts on stitch_timers for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on stitch_timers to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update (due_at) on stitch_timers to waystitch_worker;

create view time_in_stage with (security_invoker=true) as
 SELECT f.site_id,
    f.model,
    m."position",
    f.stage,
    f.stays,
    f.ongoing,
    f.median_days,
    f.p90_days
   FROM (( SELECT stage_stays.site_id,
            stage_stays.model,
            stage_stays.stage,
            (count(*))::integer AS stays,
            (count(*) FILTER (WHERE (stage_stays.left_at IS NULL)))::integer AS ongoing,
            round((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((stage_stays.days_in_stage)::double precision)) FILTER (WHERE (stage_stays.left_at IS NOT NULL)))::numeric, 4) AS median_days,
            round((percentile_cont((0.9)::double precision) WITHIN GROUP (ORDER BY ((stage_stays.days_in_stage)::double precision)) FILTER (WHERE (stage_stays.left_at IS NOT NULL)))::numeric, 4) AS p90_days
           FROM stage_stays
          GROUP BY stage_stays.site_id, stage_stays.model, stage_stays.stage) f
     LEFT JOIN model_stages m ON (((m.site_id = f.site_id) AND (m.model = f.model) AND (m.stage = f.stage))));
comment on view time_in_stage is 'How long people stay in each stage.';
comment on column time_in_stage.site_id is 'The site.';
comment on column time_in_stage.model is 'The stage model, such as inbound.';
comment on column time_in_stage.position is 'The place of the stage in its model, from 1.';
comment on column time_in_stage.stage is 'The stage.';
comment on column time_in_stage.stays is 'How many stays there were, those that go on too.';
comment on column time_in_stage.ongoing is 'How many of them go on.';
comment on column time_in_stage.median_days is 'Half of the stays that have ended lasted no longer than so many days.';
comment on column time_in_stage.p90_days is 'Nine of ten stays that have ended lasted no longer than so many days.';
grant select on time_in_stage to waystitch_analyst;
grant select on time_in_stage to waystitch_dashboard;

create view time_to_lead_and_order with (security_invoker=true) as
 SELECT j.site_id,
    (date_trunc('month'::text, (j.first_seen_at AT TIME ZONE s.time_zone)))::date AS cohort,
    COALESCE(j.first_channel, 'Unattributed'::text) AS channel,
    (count(*))::integer AS people,
    (count(j.days_to_lead))::integer AS leads,
    round((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((j.days_to_lead)::double precision)))::numeric, 4) AS median_days_to_lead,
    round((percentile_cont((0.9)::double precision) WITHIN GROUP (ORDER BY ((j.days_to_lead)::double precision)))::numeric, 4) AS p90_days_to_lead,
    (count(j.days_to_first_order))::integer AS customers,
    round((percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((j.days_to_first_order)::double precision)))::numeric, 4) AS median_days_to_first_order,
    round((percentile_cont((0.9)::double precision) WITHIN GROUP (ORDER BY ((j.days_to_first_order)::double precision)))::numeric, 4) AS p90_days_to_first_order
   FROM (journeys j
     JOIN sites s ON ((s.site_id = j.site_id)))
  WHERE (NOT j.is_bot)
  GROUP BY j.site_id, ((date_trunc('month'::text, (j.first_seen_at AT TIME ZONE s.time_zone)))::date), COALESCE(j.first_channel, 'Unattributed'::text);
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
grant select on time_to_lead_and_order to waystitch_analyst;
grant select on time_to_lead_and_order to waystitch_dashboard;

create table touchpoints (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  sequence integer not null,
  kind text not null,
  occurred_at timestamp with time zone not null,
  channel text not null,
  source text,
  medium text,
  campaign text,
  landing_page text,
  session_id text,
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  constraint touchpoints_pkey PRIMARY KEY (part, site_id, person_id, sequence)
) with (autovacuum_vacuum_scale_factor=0.05, autovacuum_vacuum_threshold=500, autovacuum_analyze_scale_factor=0.05);
comment on table touchpoints is 'Every contact: how each session began, contacts made on the site such as a chat or a click on a phone number, and contacts off the site such as a call, a store visit or a delivery.';
comment on column touchpoints.part is 'Where the person''s rows live.';
comment on column touchpoints.site_id is 'The site.';
comment on column touchpoints.person_id is 'The person.';
comment on column touchpoints.sequence is 'First touchpoint 1, second 2, and so on.';
comment on column touchpoints.kind is 'session, call, store_visit, email_click, chat, contact_click, delivery or support.';
comment on column touchpoints.occurred_at is 'When it happened.';
comment on column touchpoints.channel is 'The channel, such as Organic Social; Offline for contacts that name no source.';
comment on column touchpoints.source is 'The site or campaign source.';
comment on column touchpoints.medium is 'The medium.';
comment on column touchpoints.campaign is 'Name of the campaign.';
comment on column touchpoints.landing_page is 'Path of the page it led to.';
comment on column touchpoints.session_id is 'The session it began, or happened in; null for contacts off the site.';
comment on column touchpoints.evidence_visitor_id is 'The visitor of the event that shows it.';
comment on column touchpoints.evidence_event_id is 'The event that shows it.';
alter table touchpoints enable row level security;
create policy analysts on touchpoints for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on touchpoints to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, select (part, site_id, person_id) on touchpoints to waystitch_worker;
grant select on touchpoints to waystitch_analyst;
grant select on touchpoints to waystitch_dashboard;

create table user_sites (
  user_id text not null,
  site_id text not null,
  role text not null,
  constraint user_sites_pkey PRIMARY KEY (user_id, site_id),
  constraint user_sites_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'analyst'::text, 'viewer'::text])))
);
CREATE INDEX user_sites_of_site ON public.user_sites USING btree (site_id);
comment on table user_sites is 'What each user may do with which site. A user without a row sees nothing.';
comment on column user_sites.user_id is 'The user.';
comment on column user_sites.site_id is 'The site; * for all sites, later ones too.';
comment on column user_sites.role is 'owner, analyst or viewer: docs/access.md says what each may do.';
alter table user_sites enable row level security;
create policy analysts on user_sites for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on user_sites to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update (role) on user_sites to waystitch_dashboard;

create table users (
  user_id text not null,
  email text not null,
  password_hash text,
  created_at timestamp with time zone not null default now(),
  password_set_at timestamp with time zone,
  constraint users_email_key UNIQUE (email),
  constraint users_pkey PRIMARY KEY (user_id)
);
comment on table users is 'People who sign in to the dashboard with an e-mail address and a password.';
comment on column users.user_id is 'Names the user in addresses and commands.';
comment on column users.email is 'The address they sign in with, in small letters.';
comment on column users.password_hash is 'Argon2id hash of the password; null until the invitation was accepted.';
comment on column users.created_at is 'When the user was invited.';
comment on column users.password_set_at is 'When the password was last set.';
grant delete, insert (user_id, email), select, update (password_hash, password_set_at) on users to waystitch_dashboard;

CREATE OR REPLACE FUNCTION public.end_replay(request uuid, failure text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
BEGIN ATOMIC
 WITH ended AS (
          UPDATE replay_requests r SET state =
                 CASE
                     WHEN (end_replay.failure IS NULL) THEN 'done'::text
                     ELSE 'failed'::text
                 END, problem = end_replay.failure, ended_at = clock_timestamp()
           WHERE ((r.request_id = end_replay.request) AND (r.state = 'waiting'::text))
           RETURNING r.request_id,
             r.site_id,
             r.asked_by,
             r.is_trial,
             r.accepted
         )
  INSERT INTO audit_log (site_id, actor, action, detail)  SELECT ended.site_id,
             ended.asked_by,
             'rejected_replayed',
             jsonb_build_object('accepted', ended.accepted, 'request', ended.request_id) AS jsonb_build_object
            FROM ended
           WHERE (NOT ended.is_trial);
END
;
CREATE OR REPLACE FUNCTION public.recount_days_anew()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- Workers hold a row of it while they stitch.
  lock table rebuilds in exclusive mode;
  if exists (select from rebuilds where rebuild_id is not null) then
    raise exception 'A rebuild is under way, and has counted days that begin at another hour: change the time zone when it has ended.';
  end if;
  call recount_days(new.site_id);
  return null;
end
$function$
;
CREATE OR REPLACE FUNCTION public.rejected_to_replay(request uuid, after text, most integer)
 RETURNS TABLE(rejected_id text, reason text, detail text, message_id text, payload text, is_cut boolean, trusted boolean, received_at timestamp with time zone, identifiers text[], circumstances jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
BEGIN ATOMIC
 SELECT e.rejected_id,
     e.reason,
     e.detail,
     e.message_id,
     e.payload,
     e.is_cut,
     e.trusted,
     e.received_at,
     e.identifiers,
     e.circumstances
    FROM (replay_requests r
      JOIN rejected_events e ON ((e.site_id = r.site_id)))
   WHERE ((r.request_id = rejected_to_replay.request) AND (r.state = 'waiting'::text) AND ((r.reason IS NULL) OR (e.reason = r.reason)) AND ((e.rejected_id COLLATE "C") > rejected_to_replay.after))
   ORDER BY (e.rejected_id COLLATE "C")
  LIMIT LEAST(rejected_to_replay.most, 500);
END
;
CREATE OR REPLACE FUNCTION public.remove_replayed(request uuid, rejected_ids text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
BEGIN ATOMIC
 DELETE FROM rejected_events e
    USING replay_requests r
   WHERE ((r.request_id = remove_replayed.request) AND (r.state = 'waiting'::text) AND (NOT r.is_trial) AND (e.site_id = r.site_id) AND ((r.reason IS NULL) OR (e.reason = r.reason)) AND ((e.rejected_id COLLATE "C") = ANY (remove_replayed.rejected_ids)));
END
;
CREATE OR REPLACE FUNCTION public.to_three_digits(seconds bigint)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
BEGIN ATOMIC
 SELECT
         CASE
             WHEN (seconds < 1000) THEN GREATEST(seconds, (0)::bigint)
             WHEN (seconds > 2000000000) THEN (2000000000)::bigint
             ELSE (((seconds + ((power((10)::double precision, ((length((seconds)::text) - 3))::double precision))::bigint / 2)) / (power((10)::double precision, ((length((seconds)::text) - 3))::double precision))::bigint) * (power((10)::double precision, ((length((seconds)::text) - 3))::double precision))::bigint)
         END AS "case";
END
;
CREATE OR REPLACE FUNCTION public.visible_sites()
 RETURNS text[]
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT COALESCE(array_agg(sites.site_id), '{}'::text[]) AS "coalesce"
    FROM sites;
END
;
CREATE OR REPLACE PROCEDURE public.recount_days(IN counted_site text)
 LANGUAGE plpgsql
AS $procedure$
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
$procedure$
;
CREATE OR REPLACE PROCEDURE public.set_access(IN relation regclass, IN collector text, IN worker text, IN dashboard text, IN analyst text)
 LANGUAGE plpgsql
AS $procedure$
declare
  decision record;
begin
  for decision in
    select * from (values ('waystitch_collector', collector), ('waystitch_worker', worker), ('waystitch_dashboard', dashboard),
      ('waystitch_analyst', analyst)) as d (role_name, verbs)
  loop
    execute format('revoke all on %s from %I', relation, decision.role_name);
    continue when decision.verbs = '';
    execute format('grant %s on %s to %I', decision.verbs, relation, decision.role_name);
  end loop;
  -- A site is a wall. Services work for all sites; views see what their reader sees (security_invoker).
  if exists (select from pg_attribute where attrelid = relation and attname = 'site_id' and not attisdropped)
    and exists (select from pg_class where oid = relation and relkind in ('r', 'p'))
  then
    execute format('alter table %s enable row level security', relation);
    execute format('drop policy if exists services on %s', relation);
    execute format('create policy services on %s to waystitch_collector, waystitch_worker, waystitch_dashboard using (true)', relation);
    execute format('drop policy if exists analysts on %s', relation);
    -- In a sub-select the sites are looked up once a query, not once a row.
    execute format('create policy analysts on %s for select to waystitch_analyst using (site_id = any ((select visible_sites())::text[]))', relation);
  end if;
end
$procedure$
;
CREATE TRIGGER recount_days_anew AFTER UPDATE OF time_zone ON public.sites FOR EACH ROW WHEN ((old.time_zone IS DISTINCT FROM new.time_zone)) EXECUTE FUNCTION recount_days_anew();
