create table rebuilds (
  only_row boolean primary key default true check (only_row),
  rebuild_id uuid,
  site_id text,
  as_of timestamptz,
  started_at timestamptz,
  visitors integer,
  closed_until timestamptz
);
insert into rebuilds default values;
comment on table rebuilds is 'One row: the rebuild that is under way beside the live tables, in the schema waystitch_rebuild. Workers hold the row while they stitch, and whoever puts the new rows in place holds it alone.';
comment on column rebuilds.only_row is 'True: there is one row.';
comment on column rebuilds.rebuild_id is 'The rebuild; empty while none is under way.';
comment on column rebuilds.site_id is 'The site that is rebuilt; empty for all.';
comment on column rebuilds.as_of is 'The time as at which everything is derived.';
comment on column rebuilds.started_at is 'When the rebuild began.';
comment on column rebuilds.visitors is 'How many visitors there were to stitch; empty until they are queued.';
comment on column rebuilds.closed_until is 'Until then workers begin nothing, so that the row can be held alone.';

create table stitch_hot (
  part smallint not null,
  site_id text not null,
  visitor_id text not null,
  events integer not null,
  rests_until timestamptz not null,
  primary key (part, site_id, visitor_id)
);
comment on table stitch_hot is 'Visitors with very many events, such as robots and kiosks: stitched alone and rarely, so that nobody waits for them.';
comment on column stitch_hot.part is 'Hash of site and visitor, 0 to 1023: where the row lives.';
comment on column stitch_hot.site_id is 'The site.';
comment on column stitch_hot.visitor_id is 'The visitor.';
comment on column stitch_hot.events is 'How many events it had when it was stitched last.';
comment on column stitch_hot.rests_until is 'When it may be stitched again.';

-- A worker holds the row of rebuilds, which is to be allowed to change a column of it.
call set_access('rebuilds', collector => '', worker => 'select, update (only_row)', dashboard => '', analyst => '');
call set_access('stitch_hot', collector => '', worker => 'select, insert, update (events, rests_until)', dashboard => '', analyst => '');
