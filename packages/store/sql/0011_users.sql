-- People who sign in to the dashboard, what each may do with which site, and what they did.
-- Nothing here grows with traffic, so that no row carries a part. A user is removed in one transaction; no key points from one table to another.

create table users (
  user_id text primary key,
  email text not null unique,
  password_hash text,
  created_at timestamptz not null default now(),
  password_set_at timestamptz
);
comment on table users is 'People who sign in to the dashboard with an e-mail address and a password.';
comment on column users.user_id is 'Names the user in addresses and commands.';
comment on column users.email is 'The address they sign in with, in small letters.';
comment on column users.password_hash is 'Argon2id hash of the password; null until the invitation was accepted.';
comment on column users.created_at is 'When the user was invited.';
comment on column users.password_set_at is 'When the password was last set.';

create table user_sites (
  user_id text not null,
  site_id text not null,
  role text not null check (role in ('owner', 'analyst', 'viewer')),
  primary key (user_id, site_id)
);
create index user_sites_of_site on user_sites (site_id);
comment on table user_sites is 'What each user may do with which site. A user without a row sees nothing.';
comment on column user_sites.user_id is 'The user.';
comment on column user_sites.site_id is 'The site; * for all sites, later ones too.';
comment on column user_sites.role is 'owner, analyst or viewer: docs/access.md says what each may do.';

alter table sign_in_links add column user_id text;
comment on column sign_in_links.user_id is
  'The user who sets a password with it; null for a link that signs in as an owner of the installation.';

-- Who is signed in already came by such a link, and stays signed in until their month is over.
alter table dashboard_sessions
  add column user_id text,
  add column used_at timestamptz not null default now();
create index dashboard_sessions_of_user on dashboard_sessions (user_id);
comment on column dashboard_sessions.user_id is 'The user; null for whoever came by a link as an owner of the installation.';
comment on column dashboard_sessions.used_at is 'When the browser last asked for something, to about ten minutes.';

create table known_browsers (
  token_hash text primary key,
  user_id text not null,
  seen_at timestamptz not null default now()
);
create index known_browsers_of_user on known_browsers (user_id);
comment on table known_browsers is
  'Browsers in which a user has signed in before. They are throttled by themselves, so that a stranger who guesses cannot lock the user out.';
comment on column known_browsers.token_hash is 'SHA-256 of the token in the browser''s cookie, in hexadecimal.';
comment on column known_browsers.user_id is 'The user who signed in.';
comment on column known_browsers.seen_at is 'When they last did.';

create table sign_in_throttles (
  subject text primary key,
  tries integer not null,
  tried_at timestamptz not null,
  waits_until timestamptz not null
);
create index sign_in_throttles_by_age on sign_in_throttles (tried_at);
comment on table sign_in_throttles is 'Tries to sign in since the last that succeeded, by account, address and known browser.';
comment on column sign_in_throttles.subject is 'What is counted: account:, address: or browser: and a hash.';
comment on column sign_in_throttles.tries is 'Tries since the last success; begins anew after a day without any.';
comment on column sign_in_throttles.tried_at is 'When the last try was let through.';
comment on column sign_in_throttles.waits_until is 'Before this time no further try is let through.';

create table audit_log (
  audit_id uuid primary key default gen_random_uuid(),
  at timestamptz not null default clock_timestamp(),
  site_id text not null,
  actor text not null,
  action text not null,
  detail jsonb not null default '{}' check (octet_length(detail::text) <= 4096),
  address_prefix text
);
create index audit_log_of_site on audit_log (site_id, at desc, audit_id desc);
comment on table audit_log is 'Who signed in, and who changed or took along what. The dashboard adds rows and changes none.';
comment on column audit_log.audit_id is 'Tells the row from every other.';
comment on column audit_log.at is 'When it was done.';
comment on column audit_log.site_id is 'The site; * for what concerns the installation.';
comment on column audit_log.actor is 'E-mail address of the user; link for an owner who came by a link, command for the command line, nobody for a stranger.';
comment on column audit_log.action is 'What was done: docs/access.md lists it.';
comment on column audit_log.detail is 'To whom or what.';
comment on column audit_log.address_prefix is 'The network it came from: of an IPv4 address the first three numbers, of an IPv6 address the first 48 bits.';

call set_access('users',
  collector => '', worker => '',
  dashboard => 'select, insert (user_id, email), update (password_hash, password_set_at), delete', analyst => '');
call set_access('user_sites', collector => '', worker => '', dashboard => 'select, insert, update (role), delete', analyst => '');
call set_access('sign_in_links',
  collector => '', worker => '',
  dashboard => 'select (token_hash, expires_at, used_at, user_id), insert (token_hash, expires_at, user_id), update (used_at)', analyst => '');
call set_access('dashboard_sessions',
  collector => '', worker => '',
  dashboard => 'select, insert (token_hash, expires_at, user_id), update (used_at), delete', analyst => '');
call set_access('known_browsers',
  collector => '', worker => '', dashboard => 'select, insert (token_hash, user_id), update (seen_at), delete', analyst => '');
call set_access('sign_in_throttles', collector => '', worker => '', dashboard => 'select, insert, update, delete', analyst => '');
call set_access('audit_log',
  collector => '', worker => '',
  dashboard => 'select, insert (site_id, actor, action, detail, address_prefix)', analyst => '');
