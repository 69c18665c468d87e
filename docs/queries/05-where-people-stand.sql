-- en: Where do people stand now, and for how long?
-- vi: Hiện giờ mọi người đang ở giai đoạn nào, và đã bao lâu?
select m.stage, m.stage_vi, count(n.person_id) as people, round(percentile_cont(0.5) within group (order by n.days::float8)::numeric, 1) as median_days
from model_stages m
left join stage_now n on n.site_id = m.site_id and n.model = m.model and n.stage = m.stage
where m.site_id = 'my-shop' and m.model = 'inbound'
group by m.position, m.stage, m.stage_vi
order by m.position
