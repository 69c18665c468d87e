-- Owners ask in the dashboard for rejected events to be sent through the rules again; a collector carries it out, which has the rules and may
-- write events. It may still read no rejected event but those of a request that waits: docs/decisions/0008-replay.md says why.

create table replay_requests (
  request_id uuid primary key default gen_random_uuid(),
  site_id text not null,
  reason text,
  is_trial boolean not null,
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  problem text check (problem in ('busy', 'error')),
  accepted integer not null default 0,
  duplicate integer not null default 0,
  rejected jsonb not null default '{}' check (octet_length(rejected::text) <= 4096),
  after_id text not null default '',
  carried_at timestamptz,
  tries integer not null default 0,
  tries_at timestamptz not null default '-infinity',
  ended_at timestamptz,
  check ((state = 'waiting') = (ended_at is null))
);
-- One of a site at a time: two would take each other's events.
create unique index replay_requests_waiting on replay_requests (site_id) where state = 'waiting';
create index replay_requests_of_site on replay_requests (site_id, asked_at);
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

call set_access('replay_requests',
  collector => 'select, update (problem, accepted, duplicate, rejected, after_id, carried_at, tries, tries_at)', worker => '',
  dashboard => 'select, insert (site_id, reason, is_trial, asked_by)', analyst => '');

-- Pages of a site's rejected events, in the order of their ids.
create index rejected_events_of_site on rejected_events (site_id, rejected_id collate "C");

create function rejected_to_replay(request uuid, after text, most integer)
returns table (rejected_id text, reason text, detail text, message_id text, payload text, is_cut boolean, trusted boolean,
  received_at timestamptz, identifiers text[], circumstances jsonb)
stable security definer language sql begin atomic
  select e.rejected_id, e.reason, e.detail, e.message_id, e.payload, e.is_cut, e.trusted, e.received_at, e.identifiers, e.circumstances
  from replay_requests r join rejected_events e on e.site_id = r.site_id
  where r.request_id = request and r.state = 'waiting' and (r.reason is null or e.reason = r.reason) and e.rejected_id collate "C" > after
  order by e.rejected_id collate "C"
  limit least(most, 500);
end;
comment on function rejected_to_replay(uuid, text, integer) is 'A page of the rejected events that a request which waits is about.';

create function remove_replayed(request uuid, rejected_ids text[]) returns void volatile security definer language sql begin atomic
  delete from rejected_events e using replay_requests r
  where r.request_id = request and r.state = 'waiting' and not r.is_trial and e.site_id = r.site_id
    and (r.reason is null or e.reason = r.reason) and e.rejected_id collate "C" = any (rejected_ids);
end;
comment on function remove_replayed(uuid, text[]) is 'Removes rejected events that a request which waits has made events of.';

-- Ended, it opens nothing any more: the collector may not change the state by itself.
create function end_replay(request uuid, failure text) returns void volatile security definer language sql begin atomic
  with ended as (
    update replay_requests r
    set state = case when failure is null then 'done' else 'failed' end, problem = failure, ended_at = clock_timestamp()
    where r.request_id = request and r.state = 'waiting'
    returning r.request_id, r.site_id, r.asked_by, r.is_trial, r.accepted
  )
  insert into audit_log (site_id, actor, action, detail)
  select site_id, asked_by, 'rejected_replayed', jsonb_build_object('accepted', accepted, 'request', request_id) from ended where not is_trial;
end;
comment on function end_replay(uuid, text) is 'Ends a request that waits, and tells the audit log of it unless it was a trial.';

revoke all on function rejected_to_replay(uuid, text, integer), remove_replayed(uuid, text[]), end_replay(uuid, text) from public;
grant execute on function rejected_to_replay(uuid, text, integer), remove_replayed(uuid, text[]), end_replay(uuid, text) to waystitch_collector;
