import { type RawBuilder, sql } from "kysely";
import type { Question } from "./report.js";
import { begin, end, ofChannel } from "./within.js";

/** A cart is won back by an order within so many days after it was left, as the view `cart_lives` says. */
const WON_BACK_WITHIN = sql.lit("30 days");

/**
 * The carts that a period may be about, one a row, with when each was first left and won back. `carts.abandoned_at` alone would not do: it
 * is empty again once the person comes back, and whoever comes back is who was won.
 */
export const cartLives = (question: Question): RawBuilder<unknown> => sql`select part, site_id, person_id, sequence, status,
    opened_at, checkout_started_at, closed_at, abandoned_at, value, currency, products, user_id,
    coalesce(first_channel, 'Unattributed') as channel, left_at, came_back, recovered_at
  from cart_lives
  where site_id = ${question.siteId} and ${ofChannel("first_channel", question)}
    and opened_at < ${end(question)}
    and (closed_at is null or closed_at >= ${begin(question)} - ${WON_BACK_WITHIN}::interval)`;

/** Which identifiers of a person are known by which they can be reached. */
export const KNOWN_BY: RawBuilder<readonly string[]> = sql`array(select distinct i.kind from person_identifiers i
    where i.part = who.part and i.site_id = who.site_id and i.person_id = who.person_id and i.kind in ('email', 'phone')
      and i.refused_because is null order by i.kind)`;
