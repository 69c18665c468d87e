-- en: How satisfied are the people in each stage?
-- vi: Khách ở từng giai đoạn hài lòng đến đâu?
select stage, people, answered, mean_satisfaction
from satisfaction_by_stage
where site_id = 'my-shop' and model = 'inbound'
order by position
