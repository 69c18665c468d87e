-- Reference tables: few rows, read by every service.

create table sites (
  site_id text primary key check (site_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  time_zone text not null default 'Asia/Ho_Chi_Minh',
  currency text not null default 'VND' check (currency ~ '^[A-Z]{3}$'),
  domains text[] not null default '{}',
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);
comment on table sites is 'One website or shop. Every row of every other table belongs to one.';
comment on column sites.site_id is 'Short name of the site: lower-case letters, digits and hyphens.';
comment on column sites.name is 'The name people read.';
comment on column sites.time_zone is 'IANA time zone in which the site''s days begin.';
comment on column sites.currency is 'ISO 4217 code of the currency the site sells in.';
comment on column sites.domains is 'The site''s own domains. A visit that comes from one of them has no referrer.';
comment on column sites.settings is 'Settings of the stitching rules that differ from their defaults.';
comment on column sites.created_at is 'When the site was added.';

create table stage_models (
  site_id text not null references sites,
  model_id text not null,
  version integer not null,
  definition jsonb not null,
  changed_at timestamptz not null default now(),
  primary key (site_id, model_id)
);
comment on table stage_models is 'A site''s own stage models, computed beside the built-in ones. docs/models.md says what a model is.';
comment on column stage_models.site_id is 'The site.';
comment on column stage_models.model_id is 'Name of the model, as in journey_stages.model.';
comment on column stage_models.version is 'Goes up with every change of the model.';
comment on column stage_models.definition is 'The model: its stages, steps, what enters them, and what leads back.';
comment on column stage_models.changed_at is 'When this version was put here.';

create table keys (
  key_hash text primary key,
  site_id text not null references sites,
  kind text not null check (kind in ('write', 'secret')),
  write_key text check ((kind = 'write') = (write_key is not null)),
  label text not null default '',
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
comment on table keys is 'The keys with which events may be sent to a site.';
comment on column keys.key_hash is 'SHA-256 of the key in hexadecimal; the key itself is not kept, unless it is public.';
comment on column keys.site_id is 'The site the key sends to.';
comment on column keys.kind is 'write: public, stands in the script tag, sends browser events. secret: for servers.';
comment on column keys.write_key is 'The key itself when it is a write key, which is public.';
comment on column keys.label is 'What the key is for, in the owner''s words.';
comment on column keys.created_at is 'When the key was made.';
comment on column keys.revoked_at is 'When the key stopped being accepted; empty while it is.';

create table sign_in_links (
  token_hash text primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table sign_in_links is 'One-time links that open the dashboard.';
comment on column sign_in_links.token_hash is 'SHA-256 of the token in the link, in hexadecimal.';
comment on column sign_in_links.created_at is 'When the link was made.';
comment on column sign_in_links.expires_at is 'After this time the link no longer works.';
comment on column sign_in_links.used_at is 'When the link was used; a used link no longer works.';

create table dashboard_sessions (
  token_hash text primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table dashboard_sessions is 'Browsers that are signed in to the dashboard.';
comment on column dashboard_sessions.token_hash is 'SHA-256 of the token in the browser''s cookie, in hexadecimal.';
comment on column dashboard_sessions.created_at is 'When the browser signed in.';
comment on column dashboard_sessions.expires_at is 'When it has to sign in again.';

-- Facts: append-only. Rows of a visitor carry part = hash of (site, visitor); see docs/decisions/0001-parts.md.

create table events (
  part smallint not null check (part between 0 and 1023),
  site_id text not null,
  visitor_id text not null,
  event_id text not null,
  type text not null check (type in ('page', 'screen', 'track', 'identify', 'group', 'alias')),
  name text,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  trusted boolean not null,
  user_id text,
  previous_id text,
  group_id text,
  identifiers text[] not null default '{}',
  page_url text,
  page_title text,
  referrer text,
  campaign jsonb,
  properties jsonb not null default '{}',
  context jsonb not null default '{}',
  device text,
  browser text,
  os text,
  language text,
  ip_prefix text,
  bot_reason text,
  primary key (part, site_id, visitor_id, event_id)
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

create table rejected_events (
  part smallint not null check (part between 0 and 1023),
  site_id text not null,
  rejected_id text not null,
  reason text not null,
  detail text not null,
  message_id text,
  payload text not null,
  trusted boolean not null,
  received_at timestamptz not null,
  primary key (part, site_id, rejected_id)
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

create table stitch_queue (
  part smallint not null,
  site_id text not null,
  visitor_id text not null,
  queue_id uuid not null default gen_random_uuid(),
  queued_at timestamptz not null default now(),
  primary key (part, site_id, visitor_id, queue_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
comment on table stitch_queue is 'Visitors with events that are not stitched yet. Written in the transaction that stores the events.';
comment on column stitch_queue.part is 'Hash of site and visitor, 0 to 1023: where the row lives.';
comment on column stitch_queue.site_id is 'The site.';
comment on column stitch_queue.visitor_id is 'The visitor to stitch.';
comment on column stitch_queue.queue_id is 'Tells the rows of one visitor apart.';
comment on column stitch_queue.queued_at is 'When the row was written.';
