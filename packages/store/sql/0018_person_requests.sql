-- What people ask for in the dashboard and the worker carries out: a person's export, and their erasure. The dashboard may ask, and neither
-- read all that is kept of a person nor delete any of it. Rows come with people's clicks, not with traffic, so that none carries a part.

create table person_requests (
  request_id uuid primary key default gen_random_uuid(),
  site_id text not null,
  kind text not null check (kind in ('erasure', 'export')),
  person_id text,
  is_whole boolean not null default true,
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  problem text check (problem in ('no_secret', 'rebuild_under_way', 'busy', 'nobody', 'error')),
  tries integer not null default 0,
  tries_at timestamptz not null default '-infinity',
  ended_at timestamptz,
  check ((state = 'waiting') = (person_id is not null)),
  check ((state = 'waiting') = (ended_at is null))
);
-- Asked for twice, it is done once; a file is for whoever asked.
create unique index person_requests_erasure on person_requests (site_id, person_id) where kind = 'erasure' and state = 'waiting';
create unique index person_requests_export on person_requests (site_id, person_id, asked_by, is_whole)
  where kind = 'export' and state = 'waiting';
create index person_requests_due on person_requests (kind, tries_at) where state = 'waiting';
create index person_requests_of_site on person_requests (site_id, asked_at);
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

create table person_exports (
  site_id text not null,
  request_id uuid not null,
  sequence integer not null,
  piece text not null,
  primary key (site_id, request_id, sequence)
);
comment on table person_exports is 'Files of exports in pieces, for an hour, or until somebody of the site is erased.';
comment on column person_exports.site_id is 'The site.';
comment on column person_exports.request_id is 'The request that it answers.';
comment on column person_exports.sequence is 'Which piece of the file it is, from 0.';
comment on column person_exports.piece is 'The text: put together, the pieces are one JSON document.';

call set_access('person_requests',
  collector => '', worker => 'select, update (person_id, state, problem, tries, tries_at, ended_at)',
  dashboard => 'select, insert (site_id, kind, person_id, is_whole, asked_by)', analyst => '');
call set_access('person_exports',
  collector => '', worker => 'select (site_id, request_id), insert, delete', dashboard => 'select', analyst => '');

-- What the worker needs to erase a person.
grant delete on events, rejected_events, contacts, stitch_parked, stitch_hot to waystitch_worker;
grant select, insert, update (erased_at) on erasures to waystitch_worker;
grant select (last_erased_at), update (last_erased_at) on sites to waystitch_worker;
grant insert (site_id, actor, action, detail, address_prefix) on audit_log to waystitch_worker;
-- And to hand over everything that is kept of one.
grant select on rejected_events, contacts, persons, person_visitors, person_identifiers, person_aliases, sessions, touchpoints, milestones,
  orders, carts, journeys, journey_stages, conversion_touches to waystitch_worker;
