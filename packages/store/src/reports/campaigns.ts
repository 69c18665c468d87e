import { RULE_IDS } from "@waystitch/journey";
import { sql } from "kysely";
import { takesPart } from "./paths.js";
import { defineReport } from "./report.js";
import { within } from "./within.js";

/** What a campaign is credited with by one of the six rules, beside what it cost. */
export interface CampaignCredit {
  /** `null` for everything that no campaign is known of. */
  readonly campaign: string | null;
  readonly channel: string | null;
  readonly visits: number;
  /** Who met the campaign in the period; the same person counts in every campaign they met. */
  readonly people: number;
  /** Id of the rule. */
  readonly attribution: string;
  readonly leads: number;
  readonly orders: number;
  /** In the site's currency, as is the cost. */
  readonly revenue: string;
  /** `null` when nothing was entered as paid for this campaign. */
  readonly cost: string | null;
  readonly cost_per_lead: string | null;
  readonly cost_per_order: string | null;
  readonly currency: string;
}

/** A row for each rule of a row with a column for each rule. */
const BY_RULE = sql.join(RULE_IDS.map((rule, place) => sql.raw(`(${place + 1}, '${rule}', t.${rule}_share, t.${rule}_value)`)));
const RULE_LIST = sql.join(RULE_IDS.map((rule, place) => sql.raw(`(${place + 1}, '${rule}')`)));

/** Campaigns of the period with leads, orders, revenue and costs by rule; docs/attribution.md says what the rules are. */
export const CAMPAIGN_CREDITS = defineReport<CampaignCredit>({
  name: "campaign-credits",
  columns: {
    campaign: "text",
    channel: "text",
    visits: "count",
    people: "count",
    attribution: "text",
    leads: "count",
    orders: "count",
    revenue: "money",
    cost: "money",
    cost_per_lead: "money",
    cost_per_order: "money",
    currency: "text",
  },
  select: (question) => sql`with won as (
  select coalesce(t.campaign, '') as campaign, case when t.campaign is null then '' else t.channel end as channel, by_rule.place,
    sum(by_rule.share) filter (where t.kind = 'lead') as leads, sum(by_rule.share) filter (where t.kind = 'order') as orders,
    sum(by_rule.value) filter (where t.currency = sites.currency) as revenue
  from conversion_touches t
  join sites on sites.site_id = t.site_id
  cross join lateral (values ${BY_RULE}) as by_rule (place, rule, share, value)
  where t.site_id = ${question.siteId} and ${within("t.converted_at", question)}
  group by 1, 2, 3
), met as (
  select campaign, channel, sum(visits)::int as visits, count(*)::int as people
  from (
    select coalesce(t.campaign, '') as campaign, case when t.campaign is null then '' else t.channel end as channel,
      count(*) filter (where t.kind = 'session') as visits
    from touchpoints t
    join journeys j on j.part = t.part and j.site_id = t.site_id and j.person_id = t.person_id and not j.is_bot
    where t.site_id = ${question.siteId} and ${within("t.occurred_at", question)} and ${takesPart()}
    group by 1, 2, t.part, t.person_id
  ) as each_person
  group by campaign, channel
), paid as (
  select c.campaign, c.channel, sum(c.amount * (least(c.last_day, ${question.period.to}::date) - greatest(c.first_day, ${question.period.from}::date) + 1)
    / (c.last_day - c.first_day + 1)) as cost
  from channel_costs c
  join sites on sites.site_id = c.site_id and sites.currency = c.currency
  where c.site_id = ${question.siteId} and c.campaign is not null
    and c.last_day >= ${question.period.from}::date and c.first_day <= ${question.period.to}::date
  group by c.campaign, c.channel
), named as (
  select campaign, channel from won union select campaign, channel from met union select campaign, channel from paid
)
select nullif(named.campaign, '') as campaign, nullif(named.channel, '') as channel, coalesce(met.visits, 0) as visits,
  coalesce(met.people, 0) as people, rule.attribution, coalesce(won.leads, 0)::float8 as leads, coalesce(won.orders, 0)::float8 as orders,
  trim_scale(coalesce(won.revenue, 0))::text as revenue, trim_scale(round(paid.cost, 2))::text as cost,
  trim_scale(round(paid.cost / nullif(won.leads, 0), 2))::text as cost_per_lead,
  trim_scale(round(paid.cost / nullif(won.orders, 0), 2))::text as cost_per_order, sites.currency
from named
join sites on sites.site_id = ${question.siteId}
cross join (values ${RULE_LIST}) as rule (place, attribution)
left join won on won.campaign = named.campaign and won.channel = named.channel and won.place = rule.place
left join met on met.campaign = named.campaign and met.channel = named.channel
left join paid on paid.campaign = named.campaign and paid.channel = named.channel
-- A campaign's lines stay together, whichever rule credits it with the most.
window line as (partition by named.campaign, named.channel)
order by named.campaign = '', max(coalesce(won.orders, 0)) over line desc, max(coalesce(won.leads, 0)) over line desc, met.visits desc nulls last,
  named.campaign, named.channel, rule.place`,
});
