-- en: Which lead magnets bring customers?
-- vi: Quà tặng nào đổi lấy liên hệ mang lại khách hàng?
select rank, lead_magnet, leads, customers, conversion, orders, revenue, currency, median_days_to_first_order
from lead_magnets
where site_id = 'my-shop'
order by rank, lead_magnet
