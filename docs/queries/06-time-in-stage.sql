-- en: How long do people stay in each stage before they leave it?
-- vi: Mọi người ở lại mỗi giai đoạn bao lâu trước khi rời đi?
select stage, stays, ongoing, median_days, p90_days
from time_in_stage
where site_id = 'my-shop' and model = 'inbound'
order by position
