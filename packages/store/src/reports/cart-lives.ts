import { type RawBuilder, sql } from "kysely";
import type { Question } from "./report.js";
import { begin, end, ofChannel } from "./within.js";

/** A cart is won back by an order within so many days after it was left. */
const WON_BACK_WITHIN = sql.lit("30 days");

/**
 * The carts that a period may be about, one a row, with `left_at`: when an hour had passed without the person for the first time, and
 * `recovered_at`: when they ordered after that, before they began another cart. `carts.abandoned_at` alone would not do: it is empty again
 * once the person comes back, and whoever comes back is who was won.
 */
export const cartLives = (question: Question): RawBuilder<unknown> => sql`select c.part, c.site_id, c.person_id, c.sequence, c.status,
    c.opened_at, c.checkout_started_at, c.closed_at, c.abandoned_at, c.value, c.currency, c.products, j.user_id,
    coalesce(j.first_channel, 'Unattributed') as channel, pause.left_at, won.recovered_at
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
      and o.placed_at >= pause.left_at and o.placed_at < pause.left_at + ${WON_BACK_WITHIN}::interval
      and not exists (
        select from carts n
        where n.part = c.part and n.site_id = c.site_id and n.person_id = c.person_id
          and n.sequence = c.sequence + 1 and n.opened_at <= o.placed_at)
  ) as won
  where c.site_id = ${question.siteId} and not j.is_bot and ${ofChannel("j.first_channel", question)}
    and c.opened_at < ${end(question)}
    and (c.closed_at is null or c.closed_at >= ${begin(question)} - ${WON_BACK_WITHIN}::interval)`;

/** Which identifiers of a person are known by which they can be reached. */
export const KNOWN_BY: RawBuilder<readonly string[]> = sql`array(select distinct i.kind from person_identifiers i
    where i.part = who.part and i.site_id = who.site_id and i.person_id = who.person_id and i.kind in ('email', 'phone')
      and i.refused_because is null order by i.kind)`;
