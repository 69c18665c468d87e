create table erasures (
  part smallint not null check (part between 0 and 1023),
  site_id text not null,
  erased_key text not null,
  erased_at timestamptz not null,
  primary key (part, site_id, erased_key)
);
comment on table erasures is 'Tombstones of erased persons: what they did by then is not stored again, whoever sends it.';
comment on column erasures.part is 'Hash of site and erased_key, 0 to 1023: where the row lives.';
comment on column erasures.site_id is 'The site.';
comment on column erasures.erased_key is 'Keyed hash of what named the person: a visitor, a user id, an e-mail, a phone or an order. It occurs nowhere else.';
comment on column erasures.erased_at is 'Events that occurred by then are kept out; later ones are new facts of a new person.';

alter table sites add column last_erased_at timestamptz;
comment on column sites.last_erased_at is 'The latest of the site''s erasures; empty when there is none. Events that occurred later need no look at them.';

call set_access('erasures', collector => 'select', worker => '', dashboard => '', analyst => '');
grant select (last_erased_at) on sites to waystitch_collector;
