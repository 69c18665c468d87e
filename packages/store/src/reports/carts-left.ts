import { sql } from "kysely";
import { cartLives, KNOWN_BY } from "./cart-lives.js";
import { defineReport } from "./report.js";
import { within } from "./within.js";

/** The most carts that are listed: whoever calls calls the dearest first. */
const MOST = 100;

/** A cart that somebody left and has not ordered. */
export interface CartLeft {
  readonly person_id: string;
  /** The site's own id of the user, when it is known. */
  readonly user_id: string | null;
  readonly value: string;
  readonly currency: string;
  readonly products: string;
  readonly abandoned_at: Date;
  /** True when checkout had been started. */
  readonly checkout: boolean;
  /** open, or expired after a week. */
  readonly cart_status: string;
  /** Which kinds of identifier are known of the person. */
  readonly known_by: readonly string[];
  readonly channel: string;
}

/** Carts abandoned in the period that were not ordered since, the dearest first. */
export const CARTS_LEFT = defineReport<CartLeft>({
  name: "carts-left",
  columns: {
    person_id: "text",
    user_id: "text",
    value: "money",
    currency: "text",
    products: "text",
    abandoned_at: "time",
    checkout: "flag",
    cart_status: "text",
    known_by: "list",
    channel: "text",
  },
  select: (question) => sql`select who.person_id, who.user_id, who.value::text as value, who.currency,
  (select string_agg(coalesce(line ->> 'name', line ->> 'product_id') || coalesce(' (' || (line ->> 'variant') || ')', '')
     || ' × ' || coalesce(line ->> 'quantity', '1'), ', ' order by place)
   from jsonb_array_elements(who.products) with ordinality as lines (line, place)) as products,
  who.abandoned_at, who.checkout_started_at is not null as checkout, who.status as cart_status,
  ${KNOWN_BY} as known_by,
  who.channel
from (
  ${cartLives(question)}
) as who
join sites on sites.site_id = who.site_id
where who.recovered_at is null and who.status in ('open', 'expired') and ${within("who.abandoned_at", question)}
order by who.currency = sites.currency desc, who.currency, who.value desc, who.abandoned_at desc, who.person_id
limit ${sql.lit(MOST)}`,
});

/** What lay in carts that were left. */
export interface ProductLeft {
  readonly product: string;
  readonly carts: number;
  readonly people: number;
  readonly quantity: number;
  /** Price times quantity. */
  readonly value: string;
  readonly currency: string;
}

/** Products that lay in carts abandoned in the period and not ordered since. */
export const PRODUCTS_LEFT = defineReport<ProductLeft>({
  name: "products-left",
  columns: { product: "text", carts: "count", people: "count", quantity: "count", value: "money", currency: "text" },
  select: (question) => sql`select coalesce(line ->> 'name', line ->> 'product_id') as product,
  count(distinct (lives.person_id, lives.sequence))::int as carts, count(distinct lives.person_id)::int as people,
  sum(coalesce((line ->> 'quantity')::numeric, 1))::float8 as quantity,
  coalesce(sum((line ->> 'price')::numeric * coalesce((line ->> 'quantity')::numeric, 1)), 0)::text as value, lives.currency
from (
  ${cartLives(question)}
) as lives
cross join lateral jsonb_array_elements(lives.products) as lines (line)
where lives.recovered_at is null and lives.status in ('open', 'expired') and ${within("lives.abandoned_at", question)}
group by product, lives.currency
order by carts desc, quantity desc, product, lives.currency
limit 20`,
});
