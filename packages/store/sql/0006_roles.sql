-- Who may do what. Services and analysts connect as roles of their own that are members of these; the role that migrates owns the tables.
-- A role belongs to the whole server, so that another database on it may have made them before, or be making them now.

do $$
declare
  names constant text[] := array['waystitch_collector', 'waystitch_worker', 'waystitch_dashboard', 'waystitch_analyst'];
  name text;
begin
  foreach name in array names loop
    continue when exists (select from pg_roles where rolname = name);
    begin
      execute format('create role %I nologin', name);
    exception
      when duplicate_object or unique_violation then
        null;
      when insufficient_privilege then
        raise exception using errcode = 'insufficient_privilege', message = format(
          E'%s may not create roles, and the role %s is not there. Have an administrator of the server run this once, then try again:\n%s%s',
          quote_ident(current_user), name,
          (select string_agg(format(E'  create role %s nologin;\n', missing), '') from unnest(names) as missing
           where not exists (select from pg_roles where rolname = missing)),
          format('  grant %s to %I with admin option;', array_to_string(names, ', '), current_user));
    end;
  end loop;
end
$$;

-- Up to version 14, PostgreSQL let everybody make tables here.
revoke create on schema public from public;
grant usage on schema public to waystitch_collector, waystitch_worker, waystitch_dashboard, waystitch_analyst;

create table analyst_sites (
  role_name text not null,
  site_id text not null,
  primary key (role_name, site_id)
);
comment on table analyst_sites is 'Which sites each analyst sees. An analyst without a row sees nothing.';
comment on column analyst_sites.role_name is 'The role that the analyst connects as, a member of waystitch_analyst.';
comment on column analyst_sites.site_id is 'The site; * for all sites, later ones too.';

create function visible_sites() returns text[] stable language sql begin atomic
  select coalesce(array_agg(site_id), '{}') from sites;
end;
comment on function visible_sites() is 'The sites of which the current role sees rows: those whose row in sites it sees.';

-- One call for every relation, so that every role gets a decision: verbs as grant writes them, '' for none.
create procedure set_access(relation regclass, collector text, worker text, dashboard text, analyst text) language plpgsql as $$
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
$$;
comment on procedure set_access(regclass, text, text, text, text) is
  'States what each role may do with a relation, and builds the wall between sites around it. For migrations; said again, it replaces.';
revoke all on procedure set_access(regclass, text, text, text, text) from public;

-- Reference tables.
call set_access('sites',
  collector => 'select (site_id, keeps_contacts)',
  worker => 'select (site_id, currency, domains)',
  dashboard => 'select (site_id, name, time_zone, currency, domains, created_at)',
  analyst => 'select');
call set_access('analyst_sites', collector => '', worker => '', dashboard => '', analyst => 'select');
call set_access('stage_models', collector => '', worker => 'select (site_id, model_id, definition)', dashboard => '', analyst => 'select');
call set_access('keys',
  collector => 'select (key_hash, site_id, kind, revoked_at, origins, events_per_second, last_used_on), update (last_used_on)',
  worker => '', dashboard => '', analyst => '');
call set_access('sign_in_links',
  collector => '', worker => '', dashboard => 'select (token_hash, expires_at, used_at), update (used_at)', analyst => '');
call set_access('dashboard_sessions',
  collector => '', worker => '', dashboard => 'select (token_hash, expires_at), insert (token_hash, expires_at)', analyst => '');

-- Facts. The collector reads of what it stored no more than the key: which rows were new.
call set_access('events',
  collector => 'insert, select (part, site_id, visitor_id, event_id)',
  worker => 'select',
  dashboard => 'select (part, site_id, visitor_id, event_id, type, name, occurred_at, trusted, user_id, page_url, page_title)',
  analyst => 'select');
call set_access('rejected_events',
  collector => 'insert, select (part)', worker => '', dashboard => '',
  analyst => 'select (part, site_id, reason, trusted, received_at, is_cut)');
call set_access('contacts', collector => 'insert', worker => '', dashboard => '', analyst => '');

-- Work. To lock a row is to be allowed to change a column of it.
call set_access('stitch_queue',
  collector => 'insert (part, site_id, visitor_id, queue_id)',
  worker => 'select, insert (part, site_id, visitor_id), update (queue_id), delete', dashboard => '', analyst => '');
call set_access('stitch_timers', collector => '', worker => 'select, insert, update (due_at), delete', dashboard => '', analyst => '');
call set_access('stitch_parked',
  collector => '', worker => 'select (part, site_id, visitor_id), insert, update (error)', dashboard => '', analyst => '');
call set_access('identity_nodes', collector => '', worker => 'select, insert, update (person_ids), delete', dashboard => '', analyst => '');
call set_access('identity_edges', collector => '', worker => 'select, insert, delete', dashboard => '', analyst => '');

-- What is derived of a person: replaced by the worker, read by people.
call set_access('persons',
  collector => '', worker => 'select (part, site_id, person_id), insert, delete', dashboard => '', analyst => 'select');
call set_access('person_visitors',
  collector => '', worker => 'select (part, site_id, person_id), insert, delete', dashboard => 'select', analyst => 'select');
call set_access('person_identifiers',
  collector => '', worker => 'select (part, site_id, person_id), insert, delete', dashboard => 'select', analyst => 'select');
call set_access('person_aliases',
  collector => '', worker => 'select (part, site_id, old_person_id), insert, delete', dashboard => 'select', analyst => 'select');
call set_access('sessions',
  collector => '', worker => 'select (part, site_id, person_id), insert, delete', dashboard => 'select', analyst => 'select');
call set_access('touchpoints',
  collector => '', worker => 'select (part, site_id, person_id), insert, delete', dashboard => 'select', analyst => 'select');
call set_access('milestones',
  collector => '', worker => 'select (part, site_id, person_id), insert, delete', dashboard => 'select', analyst => 'select');
call set_access('orders',
  collector => '', worker => 'select (part, site_id, person_id), insert, delete', dashboard => 'select', analyst => 'select');
call set_access('carts',
  collector => '', worker => 'select (part, site_id, person_id), insert, delete', dashboard => 'select', analyst => 'select');
call set_access('journeys',
  collector => '', worker => 'select (part, site_id, person_id), insert, delete', dashboard => 'select', analyst => 'select');
call set_access('journey_stages',
  collector => '', worker => 'select (part, site_id, person_id), insert, delete', dashboard => 'select', analyst => 'select');

-- Where the rule of who sees which site stands; all other tables follow what it lets an analyst see. It names the role, though an analyst
-- reads no other rows of analyst_sites: whoever opens that table one day must not open all others with it.
drop policy analysts on sites;
create policy analysts on sites for select to waystitch_analyst
  using (exists (select from analyst_sites a where a.role_name = current_user and a.site_id in (sites.site_id, '*')));
drop policy analysts on analyst_sites;
create policy analysts on analyst_sites for select to waystitch_analyst using (role_name = current_user);
