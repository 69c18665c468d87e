-- en: What arrived in the last week, what was rejected, and why?
-- vi: Tuần qua có gì đến, gì bị từ chối, và vì sao?
select day, accepted, from_servers, from_robots, late, duplicate, rejected, rejected_because, missing
from data_quality_by_day
where site_id = 'my-shop' and day > current_date - 8
order by day
