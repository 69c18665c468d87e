-- en: Which customers are the best, and whom are we about to lose?
-- vi: Khách hàng nào tốt nhất, và ai sắp rời bỏ mình?
select segment_en, segment_vi, count(*) as customers, sum(revenue) as revenue, currency, round(avg(recency_days)) as mean_days_since_order
from rfm_segments
where site_id = 'my-shop'
group by segment_en, segment_vi, currency
order by customers desc, segment_en
