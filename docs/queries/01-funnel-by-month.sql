-- en: How many come into each stage in a month, and how many of them go on?
-- vi: Mỗi tháng có bao nhiêu lượt vào từng giai đoạn, và bao nhiêu lượt đi tiếp?
select period_start as month, stage, sum(entered) as entered, sum(left_forward) as went_on, sum(left_back) as went_back,
  sum(still_there) as still_there, round(sum(left_forward)::numeric / sum(entered), 4) as conversion
from stage_funnel_by_period
where site_id = 'my-shop' and model = 'inbound' and period = 'month'
group by month, position, stage
order by month, position
