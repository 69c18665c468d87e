-- en: Of the people first seen in a month, how many have come to each stage?
-- vi: Trong số những người ghé lần đầu trong một tháng, bao nhiêu người đã đến được từng giai đoạn?
select cohort, stage, sum(people) as people, sum(reached) as reached, round(sum(reached)::numeric / sum(people), 4) as conversion
from stage_funnel_by_cohort
where site_id = 'my-shop' and model = 'inbound'
group by cohort, position, stage
order by cohort, position
