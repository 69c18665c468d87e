-- en: How much of what was abandoned came back as an order?
-- vi: Bao nhiêu giỏ hàng bị bỏ quên sau đó đã thành đơn?
select date_trunc('month', c.left_at at time zone s.time_zone)::date as month, c.currency, count(*) as carts, sum(c.value) as value,
  count(*) filter (where c.came_back) as came_back, count(*) filter (where c.recovered) as recovered, round(avg(c.recovered::int), 4) as share_recovered
from abandoned_carts c join sites s using (site_id)
where c.site_id = 'my-shop'
group by month, c.currency
order by month, c.currency
