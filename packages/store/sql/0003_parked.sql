create table stitch_parked (
  part smallint not null,
  site_id text not null,
  visitor_id text not null,
  error text not null,
  parked_at timestamptz not null default now(),
  primary key (part, site_id, visitor_id)
);
comment on table stitch_parked is 'Visitors whose events could not be stitched, set aside so that they hold up nobody else. Their next event tries again.';
comment on column stitch_parked.part is 'Hash of site and visitor, 0 to 1023: where the row lives.';
comment on column stitch_parked.site_id is 'The site.';
comment on column stitch_parked.visitor_id is 'The visitor.';
comment on column stitch_parked.error is 'What went wrong.';
comment on column stitch_parked.parked_at is 'When.';
