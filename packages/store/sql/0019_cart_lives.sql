-- A cart whose person came back counts as open again, and carts.abandoned_at is empty: whoever counts what was left and won back by it leaves
-- out everybody who was won. When a cart was first left is told by the person's sessions, here once for all reports.

create view cart_lives with (security_invoker = true) as
select c.part, c.site_id, c.person_id, c.sequence, c.status, c.opened_at, c.checkout_started_at, c.closed_at, c.abandoned_at, c.value, c.currency,
  c.products, pause.left_at, pause.left_at is not null and (c.abandoned_at is null or won.recovered_at is not null) as came_back,
  won.recovered_at, j.user_id, j.first_channel, j.stage, j.lead_magnet, j.last_seen_at
from carts c
join journeys j on j.part = c.part and j.site_id = c.site_id and j.person_id = c.person_id
cross join lateral (
  select least(c.abandoned_at, min(s.ended_at) + interval '1 hour') as left_at
  from (
    select ended_at, lead(started_at) over (order by sequence) as next_at from sessions
    where part = c.part and site_id = c.site_id and person_id = c.person_id
  ) as s
  where s.ended_at >= coalesce(c.reopened_at, c.opened_at)
    and s.ended_at + interval '1 hour' <= least(s.next_at, c.closed_at, now())
) as pause
cross join lateral (
  select min(o.placed_at) as recovered_at from orders o
  where o.part = c.part and o.site_id = c.site_id and o.person_id = c.person_id and o.status not in ('cancelled', 'refunded')
    and o.placed_at >= pause.left_at and o.placed_at < pause.left_at + interval '30 days'
    and not exists (
      select from carts n
      where n.part = c.part and n.site_id = c.site_id and n.person_id = c.person_id
        and n.sequence = c.sequence + 1 and n.opened_at <= o.placed_at)
) as won
where not j.is_bot;
comment on view cart_lives is 'Every cart of a person with when it was first left and when it was won back.';
comment on column cart_lives.part is 'Part of the person.';
comment on column cart_lives.site_id is 'The site.';
comment on column cart_lives.person_id is 'Whose cart it is.';
comment on column cart_lives.sequence is 'Which of the person''s carts: first 1, second 2, and so on.';
comment on column cart_lives.status is 'open, ordered, emptied or expired.';
comment on column cart_lives.opened_at is 'When the first product was added.';
comment on column cart_lives.checkout_started_at is 'When checkout was started.';
comment on column cart_lives.closed_at is 'When it was ordered, emptied or expired.';
comment on column cart_lives.abandoned_at is 'Since when it lies there: an hour after its last change. Empty when it was touched again.';
comment on column cart_lives.value is 'Value of what is in it, in its currency.';
comment on column cart_lives.currency is 'ISO 4217 code.';
comment on column cart_lives.products is 'What is in it.';
comment on column cart_lives.left_at is 'When an hour had passed without the person for the first time, whether or not they came back later. Empty when that never was.';
comment on column cart_lives.came_back is 'True when the person came back to it after that: changed it, began checkout or ordered.';
comment on column cart_lives.recovered_at is 'When the person ordered after that: within 30 days, and before they began another cart. Orders that were cancelled or wholly refunded do not count.';
comment on column cart_lives.user_id is 'The site''s own id of the user.';
comment on column cart_lives.first_channel is 'The channel of the person''s first touchpoint.';
comment on column cart_lives.stage is 'Where the person stands in the default model.';
comment on column cart_lives.lead_magnet is 'What the person first left their contact for.';
comment on column cart_lives.last_seen_at is 'Time of the person''s last event.';
call set_access('cart_lives', collector => '', worker => '', dashboard => 'select', analyst => 'select');

create or replace view abandoned_carts with (security_invoker = true) as
select c.site_id, c.person_id, c.sequence, c.status, c.opened_at, c.checkout_started_at, c.abandoned_at,
  round(greatest(extract(epoch from coalesce(c.closed_at, now()) - c.left_at), 0) / 86400, 4) as days_abandoned,
  c.value, c.currency,
  (select string_agg(coalesce(line ->> 'name', line ->> 'product_id') || coalesce(' (' || (line ->> 'variant') || ')', '')
       || ' × ' || coalesce(line ->> 'quantity', '1'), ', ' order by place)
   from jsonb_array_elements(c.products) with ordinality as lines (line, place)) as products,
  c.recovered_at is not null as recovered, c.recovered_at,
  c.user_id, known.identifiers,
  c.stage, coalesce(c.first_channel, 'Unattributed') as channel, c.lead_magnet, c.last_seen_at,
  c.left_at, c.came_back
from cart_lives c
cross join lateral (
  select array(select i.identifier from person_identifiers i
               where i.part = c.part and i.site_id = c.site_id and i.person_id = c.person_id and i.kind in ('email', 'phone')
                 and i.refused_because is null order by i.identifier) as identifiers
) as known
where c.left_at is not null;
comment on view abandoned_carts is 'Carts that were left alone for an hour: those that lie there still, those that expired after a week, those whose person came back, and those that were ordered after all. Contacts themselves are in the table contacts, for who may read it: join identifiers with contacts.identifier.';
comment on column abandoned_carts.status is 'open, expired, ordered, or emptied by the person.';
comment on column abandoned_carts.abandoned_at is 'Since when it lies there: an hour after its last change. Empty when it was touched again.';
comment on column abandoned_carts.days_abandoned is 'How many days went by since it was first left, until it was closed, or up to now.';
comment on column abandoned_carts.recovered is 'True when the person placed an order after they had left it: within 30 days, before they began another cart, and neither cancelled nor wholly refunded.';
comment on column abandoned_carts.left_at is 'When an hour had passed without the person for the first time.';
comment on column abandoned_carts.came_back is 'True when the person came back to it after that: changed it, began checkout or ordered.';
