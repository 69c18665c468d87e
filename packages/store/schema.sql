-- What the migrations in sql/ make, for reading. Written by npm run fix, compared by npm run check.

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
alter table carts enable row level security;
create policy analysts on carts for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on carts to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select (part, site_id, person_id) on carts to waystitch_worker;
grant select on carts to waystitch_analyst;
grant select on carts to waystitch_dashboard;

create table contacts (
  part smallint not null,
  site_id text not null,
  identifier text not null,
  value text not null,
  received_at timestamp with time zone not null,
  constraint contacts_pkey PRIMARY KEY (part, site_id, identifier),
  constraint contacts_part_check CHECK (((part >= 0) AND (part <= 1023)))
);
comment on table contacts is 'E-mail addresses and phone numbers themselves, of sites that keep them (sites.keeps_contacts). The only place where they are.';
comment on column contacts.part is 'Hash of site and identifier, 0 to 1023: where the row lives.';
comment on column contacts.site_id is 'The site.';
comment on column contacts.identifier is 'Its keyed hash, as in events.identifiers and person_identifiers.';
comment on column contacts.value is 'The address in small letters, or the number as +84...';
comment on column contacts.received_at is 'When it first came.';
alter table contacts enable row level security;
create policy analysts on contacts for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on contacts to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant insert on contacts to waystitch_collector;

create table dashboard_sessions (
  token_hash text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint dashboard_sessions_pkey PRIMARY KEY (token_hash)
);
comment on table dashboard_sessions is 'Browsers that are signed in to the dashboard.';
comment on column dashboard_sessions.token_hash is 'SHA-256 of the token in the browser''s cookie, in hexadecimal.';
comment on column dashboard_sessions.created_at is 'When the browser signed in.';
comment on column dashboard_sessions.expires_at is 'When it has to sign in again.';
grant insert (token_hash, expires_at), select (token_hash, expires_at) on dashboard_sessions to waystitch_dashboard;

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
);
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
grant insert, select (part, site_id, visitor_id, event_id) on events to waystitch_collector;
grant select (part, site_id, visitor_id, event_id, type, name, occurred_at, trusted, user_id, page_url, page_title) on events to waystitch_dashboard;
grant select on events to waystitch_analyst;
grant select on events to waystitch_worker;

create table identity_edges (
  part smallint not null,
  site_id text not null,
  node text not null,
  neighbour text not null,
  constraint identity_edges_pkey PRIMARY KEY (part, site_id, node, neighbour)
);
comment on table identity_edges is 'Which visitor was seen with which identifier; every pair stands here in both directions.';
comment on column identity_edges.part is 'Hash of site and node, 0 to 1023: where the row lives.';
comment on column identity_edges.site_id is 'The site.';
comment on column identity_edges.node is 'One end.';
comment on column identity_edges.neighbour is 'The other end.';
alter table identity_edges enable row level security;
create policy analysts on identity_edges for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on identity_edges to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select on identity_edges to waystitch_worker;

create table identity_nodes (
  part smallint not null,
  site_id text not null,
  node text not null,
  person_ids text[] not null default '{}'::text[],
  constraint identity_nodes_pkey PRIMARY KEY (part, site_id, node)
) with (fillfactor=80);
comment on table identity_nodes is 'Visitors and identifiers that have been seen. A worker locks the rows of a person''s whole neighbourhood.';
comment on column identity_nodes.part is 'Hash of site and node, 0 to 1023: where the row lives.';
comment on column identity_nodes.site_id is 'The site.';
comment on column identity_nodes.node is 'visitor:..., user:..., email:..., phone:... or order:....';
comment on column identity_nodes.person_ids is 'On a visitor: the persons its events belong to now.';
alter table identity_nodes enable row level security;
create policy analysts on identity_nodes for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on identity_nodes to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select, update (person_ids) on identity_nodes to waystitch_worker;

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
alter table journey_stages enable row level security;
create policy analysts on journey_stages for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on journey_stages to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select (part, site_id, person_id) on journey_stages to waystitch_worker;
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
);
CREATE INDEX journeys_latest ON public.journeys USING btree (site_id, last_seen_at DESC);
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
grant delete, insert, select (part, site_id, person_id) on journeys to waystitch_worker;
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
grant select (key_hash, site_id, kind, revoked_at, origins, events_per_second, last_used_on), update (last_used_on) on keys to waystitch_collector;

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
alter table milestones enable row level security;
create policy analysts on milestones for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on milestones to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select (part, site_id, person_id) on milestones to waystitch_worker;
grant select on milestones to waystitch_analyst;
grant select on milestones to waystitch_dashboard;

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
alter table orders enable row level security;
create policy analysts on orders for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on orders to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select (part, site_id, person_id) on orders to waystitch_worker;
grant select on orders to waystitch_analyst;
grant select on orders to waystitch_dashboard;

create table person_aliases (
  part smallint not null,
  site_id text not null,
  old_person_id text not null,
  person_id text not null,
  constraint person_aliases_pkey PRIMARY KEY (part, site_id, old_person_id)
);
comment on table person_aliases is 'Ids that persons had before they were stitched together, each with its successor.';
comment on column person_aliases.part is 'Where the old person''s rows lived.';
comment on column person_aliases.site_id is 'The site.';
comment on column person_aliases.old_person_id is 'The id the person had.';
comment on column person_aliases.person_id is 'The id it has now.';
alter table person_aliases enable row level security;
create policy analysts on person_aliases for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on person_aliases to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select (part, site_id, old_person_id) on person_aliases to waystitch_worker;
grant select on person_aliases to waystitch_analyst;
grant select on person_aliases to waystitch_dashboard;

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
alter table person_identifiers enable row level security;
create policy analysts on person_identifiers for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on person_identifiers to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select (part, site_id, person_id) on person_identifiers to waystitch_worker;
grant select on person_identifiers to waystitch_analyst;
grant select on person_identifiers to waystitch_dashboard;

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
alter table person_visitors enable row level security;
create policy analysts on person_visitors for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on person_visitors to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select (part, site_id, person_id) on person_visitors to waystitch_worker;
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
alter table persons enable row level security;
create policy analysts on persons for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on persons to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select (part, site_id, person_id) on persons to waystitch_worker;
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
);
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
grant insert, select (part) on rejected_events to waystitch_collector;
grant select (part, site_id, reason, trusted, received_at, is_cut) on rejected_events to waystitch_analyst;

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
alter table sessions enable row level security;
create policy analysts on sessions for select to waystitch_analyst using ((site_id = ANY (( SELECT visible_sites() AS visible_sites)::text[])));
create policy services on sessions to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant delete, insert, select (part, site_id, person_id) on sessions to waystitch_worker;
grant select on sessions to waystitch_analyst;
grant select on sessions to waystitch_dashboard;

create table sign_in_links (
  token_hash text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint sign_in_links_pkey PRIMARY KEY (token_hash)
);
comment on table sign_in_links is 'One-time links that open the dashboard.';
comment on column sign_in_links.token_hash is 'SHA-256 of the token in the link, in hexadecimal.';
comment on column sign_in_links.created_at is 'When the link was made.';
comment on column sign_in_links.expires_at is 'After this time the link no longer works.';
comment on column sign_in_links.used_at is 'When the link was used; a used link no longer works.';
grant select (token_hash, expires_at, used_at), update (used_at) on sign_in_links to waystitch_dashboard;

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
alter table sites enable row level security;
create policy analysts on sites for select to waystitch_analyst using ((EXISTS ( SELECT
   FROM analyst_sites a
  WHERE ((a.role_name = CURRENT_USER) AND (a.site_id = ANY (ARRAY[sites.site_id, '*'::text]))))));
create policy services on sites to waystitch_collector, waystitch_dashboard, waystitch_worker using (true);
grant select (site_id, currency, domains) on sites to waystitch_worker;
grant select (site_id, keeps_contacts, last_erased_at) on sites to waystitch_collector;
grant select (site_id, name, time_zone, currency, domains, created_at) on sites to waystitch_dashboard;
grant select on sites to waystitch_analyst;

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
grant select (site_id, model_id, definition) on stage_models to waystitch_worker;
grant select on stage_models to waystitch_analyst;

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
grant insert, select, update (events, rests_until) on stitch_hot to waystitch_worker;

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
grant insert, select (part, site_id, visitor_id), update (error) on stitch_parked to waystitch_worker;

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
) with (fillfactor=80);
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
);
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
grant delete, insert, select (part, site_id, person_id) on touchpoints to waystitch_worker;
grant select on touchpoints to waystitch_analyst;
grant select on touchpoints to waystitch_dashboard;

CREATE OR REPLACE FUNCTION public.visible_sites()
 RETURNS text[]
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT COALESCE(array_agg(sites.site_id), '{}'::text[]) AS "coalesce"
    FROM sites;
END
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
