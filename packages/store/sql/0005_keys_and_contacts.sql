alter table sites add column keeps_contacts boolean not null default false;
comment on column sites.keeps_contacts is 'True when the site keeps e-mail addresses and phone numbers themselves, in contacts, beside their keyed hashes.';

alter table keys
  add column origins text[] not null default '{}',
  add column events_per_second integer check (events_per_second > 0),
  add column last_used_on date;
comment on column keys.origins is 'Origins whose pages may send with the key, such as https://shop.example or https://*.shop.example; empty for any.';
comment on column keys.events_per_second is 'Events a second that are taken with the key; empty for the collector''s own limit.';
comment on column keys.last_used_on is 'The last day (UTC) on which events came with the key: whether an old one can be revoked.';

alter table events add column country text;
comment on column events.country is 'Country of the sender, ISO 3166-1 alpha-2 such as VN, where the proxy in front or a database of networks says so.';

alter table rejected_events
  add column identifiers text[] not null default '{}',
  add column is_cut boolean not null default false,
  add column circumstances jsonb not null default '{}';
comment on column rejected_events.identifiers is 'Keyed hashes of the e-mail addresses and phone numbers the event carried, for when it is sent through the rules again.';
comment on column rejected_events.is_cut is 'True when the payload is not all of the event, which then cannot be replayed.';
comment on column rejected_events.circumstances is 'What the request said about all its events, for when this one is sent through the rules again.';

create table contacts (
  part smallint not null check (part between 0 and 1023),
  site_id text not null,
  identifier text not null,
  value text not null,
  received_at timestamptz not null,
  primary key (part, site_id, identifier)
);
comment on table contacts is 'E-mail addresses and phone numbers themselves, of sites that keep them (sites.keeps_contacts). The only place where they are.';
comment on column contacts.part is 'Hash of site and identifier, 0 to 1023: where the row lives.';
comment on column contacts.site_id is 'The site.';
comment on column contacts.identifier is 'Its keyed hash, as in events.identifiers and person_identifiers.';
comment on column contacts.value is 'The address in small letters, or the number as +84...';
comment on column contacts.received_at is 'When it first came.';
