-- en: On which ways do people come to an order?
-- vi: Khách đi qua những kênh nào trước khi đặt hàng?
select rank, path, orders, people, revenue, currency, median_days
from order_paths
where site_id = 'my-shop'
order by rank, path
limit 20
