-- en: Which channels bring people who come to the last stages?
-- vi: Kênh nào mang đến những người đi được tới các giai đoạn cuối?
select channel, stage, sum(people) as people, sum(reached) as reached, round(sum(reached)::numeric / sum(people), 4) as conversion
from stage_funnel_by_cohort
where site_id = 'my-shop' and model = 'inbound' and cohort >= date '2026-01-01'
group by channel, position, stage
order by channel, position
