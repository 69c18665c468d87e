-- Derived tables. The worker replaces all rows of a person in one transaction; they can be dropped and built anew
-- from events. Rows of a person carry part = hash of (site, the person's home key), which the person id begins with.

create table identity_nodes (
  part smallint not null,
  site_id text not null,
  node text not null,
  person_ids text[] not null default '{}',
  primary key (part, site_id, node)
) with (fillfactor = 80);
comment on table identity_nodes is 'Visitors and identifiers that have been seen. A worker locks the rows of a person''s whole neighbourhood.';
comment on column identity_nodes.part is 'Hash of site and node, 0 to 1023: where the row lives.';
comment on column identity_nodes.site_id is 'The site.';
comment on column identity_nodes.node is 'visitor:..., user:..., email:..., phone:... or order:....';
comment on column identity_nodes.person_ids is 'On a visitor: the persons its events belong to now.';

create table identity_edges (
  part smallint not null,
  site_id text not null,
  node text not null,
  neighbour text not null,
  primary key (part, site_id, node, neighbour)
);
comment on table identity_edges is 'Which visitor was seen with which identifier; every pair stands here in both directions.';
comment on column identity_edges.part is 'Hash of site and node, 0 to 1023: where the row lives.';
comment on column identity_edges.site_id is 'The site.';
comment on column identity_edges.node is 'One end.';
comment on column identity_edges.neighbour is 'The other end.';

create table stitch_timers (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  visitor_id text not null,
  due_at timestamptz not null,
  primary key (part, site_id, person_id)
) with (fillfactor = 80);
create index stitch_timers_due on stitch_timers (due_at);
comment on table stitch_timers is 'When a journey changes next without a new event: a cart is abandoned or expires, a person lapses.';
comment on column stitch_timers.part is 'Where the person''s rows live.';
comment on column stitch_timers.site_id is 'The site.';
comment on column stitch_timers.person_id is 'The person.';
comment on column stitch_timers.visitor_id is 'One of the person''s visitors, to be queued when the time has come.';
comment on column stitch_timers.due_at is 'The time.';

create table persons (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  user_id text,
  visitors integer not null,
  events integer not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  is_bot boolean not null,
  primary key (part, site_id, person_id)
);
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

create table person_visitors (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  visitor_id text not null,
  rule text not null,
  identifier text,
  evidence_event_id text not null,
  is_shared boolean not null,
  primary key (part, site_id, person_id, visitor_id)
);
comment on table person_visitors is 'The browsers and devices of each person, and why they are the person''s.';
comment on column person_visitors.part is 'Where the person''s rows live.';
comment on column person_visitors.site_id is 'The site.';
comment on column person_visitors.person_id is 'The person.';
comment on column person_visitors.visitor_id is 'The visitor.';
comment on column person_visitors.rule is 'The rule that links the visitor to the person: own, user, email, phone, order.';
comment on column person_visitors.identifier is 'The identifier that links the visitor to the person; empty where the rule is own.';
comment on column person_visitors.evidence_event_id is 'The visitor''s event that made the link.';
comment on column person_visitors.is_shared is 'True when other events of the visitor are another person''s: several users signed in on it.';

create table person_identifiers (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  identifier text not null,
  kind text not null,
  refused_because text,
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  primary key (part, site_id, person_id, identifier)
);
comment on table person_identifiers is 'The identifiers each person was seen with, and whether they link.';
comment on column person_identifiers.part is 'Where the person''s rows live.';
comment on column person_identifiers.site_id is 'The site.';
comment on column person_identifiers.person_id is 'The person.';
comment on column person_identifiers.identifier is 'user:..., email:..., phone:... or order:...; e-mail and phone as keyed hashes.';
comment on column person_identifiers.kind is 'user, email, phone or order.';
comment on column person_identifiers.refused_because is 'Why not everyone who carries the identifier is this person: two_users, too_many_visitors, too_many_identifiers, placeholder_visitor, between_users or placed_elsewhere; empty when they are.';
comment on column person_identifiers.evidence_visitor_id is 'The visitor of the first event that carried it.';
comment on column person_identifiers.evidence_event_id is 'The first event that carried it.';

create table person_aliases (
  part smallint not null,
  site_id text not null,
  old_person_id text not null,
  person_id text not null,
  primary key (part, site_id, old_person_id)
);
comment on table person_aliases is 'Ids that persons had before they were stitched together, each with its successor.';
comment on column person_aliases.part is 'Where the old person''s rows lived.';
comment on column person_aliases.site_id is 'The site.';
comment on column person_aliases.old_person_id is 'The id the person had.';
comment on column person_aliases.person_id is 'The id it has now.';

create table sessions (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  session_id text not null,
  sequence integer not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
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
  primary key (part, site_id, person_id, session_id)
);
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

create table touchpoints (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  sequence integer not null,
  kind text not null,
  occurred_at timestamptz not null,
  channel text not null,
  source text,
  medium text,
  campaign text,
  landing_page text,
  session_id text,
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  primary key (part, site_id, person_id, sequence)
);
comment on table touchpoints is 'Every contact: how each session began, and contacts off the site such as a call, a store visit or a delivery.';
comment on column touchpoints.part is 'Where the person''s rows live.';
comment on column touchpoints.site_id is 'The site.';
comment on column touchpoints.person_id is 'The person.';
comment on column touchpoints.sequence is 'First touchpoint 1, second 2, and so on.';
comment on column touchpoints.kind is 'session, call, store_visit, email_click, chat, delivery or support.';
comment on column touchpoints.occurred_at is 'When it happened.';
comment on column touchpoints.channel is 'The channel, such as Organic Social; Offline for contacts off the site.';
comment on column touchpoints.source is 'The site or campaign source.';
comment on column touchpoints.medium is 'The medium.';
comment on column touchpoints.campaign is 'Name of the campaign.';
comment on column touchpoints.landing_page is 'Path of the page it led to.';
comment on column touchpoints.session_id is 'The session it began, or happened in.';
comment on column touchpoints.evidence_visitor_id is 'The visitor of the event that shows it.';
comment on column touchpoints.evidence_event_id is 'The event that shows it.';

create table milestones (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  sequence integer not null,
  milestone text not null,
  occurred_at timestamptz not null,
  rule text not null,
  attributes jsonb not null default '{}',
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  primary key (part, site_id, person_id, sequence)
);
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

create table orders (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  order_id text not null,
  status text not null,
  placed_at timestamptz,
  total numeric not null,
  refunded numeric not null,
  currency text not null,
  coupon text,
  products jsonb not null default '[]',
  is_tripwire boolean not null,
  shipped_at timestamptz,
  promised_at timestamptz,
  delivered_at timestamptz,
  cancelled_at timestamptz,
  is_late boolean,
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  primary key (part, site_id, person_id, order_id)
);
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

create table carts (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  sequence integer not null,
  status text not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  checkout_started_at timestamptz,
  abandoned_at timestamptz,
  closed_at timestamptz,
  reopened_at timestamptz,
  order_id text,
  value numeric not null,
  currency text not null,
  products jsonb not null default '[]',
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  primary key (part, site_id, person_id, sequence)
);
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

create table journeys (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  stage text not null,
  step text not null,
  stage_since timestamptz not null,
  stage_milestone text not null,
  stage_evidence_visitor_id text not null,
  stage_evidence_event_id text not null,
  furthest_stage text not null,
  furthest_step text not null,
  moves_back integer not null,
  status text not null check (status in ('active', 'lapsed')),
  model_version integer not null,
  first_channel text, first_source text, first_medium text, first_campaign text, first_landing_page text,
  last_channel text, last_source text, last_medium text, last_campaign text, last_landing_page text,
  deciding_channel text, deciding_source text, deciding_medium text, deciding_campaign text, deciding_landing_page text,
  lead_magnet text,
  lead_at timestamptz,
  days_to_lead numeric,
  days_to_first_order numeric,
  sessions integer not null,
  page_views integer not null,
  devices integer not null,
  open_cart boolean not null,
  open_cart_value numeric,
  abandoned_since timestamptz,
  orders integer not null,
  revenue numeric not null,
  refunds numeric not null,
  currency text not null,
  late_deliveries integer not null,
  satisfaction numeric,
  referrals integer not null,
  user_id text,
  is_bot boolean not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (part, site_id, person_id)
);
create index journeys_latest on journeys (site_id, last_seen_at desc);
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

create table journey_stages (
  part smallint not null,
  site_id text not null,
  person_id text not null,
  model text not null,
  sequence integer not null,
  stage text not null,
  step text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  direction text not null check (direction in ('forward', 'back')),
  milestone text not null,
  rule text not null,
  reason text not null,
  model_version integer not null,
  evidence_visitor_id text not null,
  evidence_event_id text not null,
  primary key (part, site_id, person_id, model, sequence)
);
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
