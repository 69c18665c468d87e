-- en: Do orders arrive when they were promised?
-- vi: Đơn hàng có đến đúng hẹn không?
select month, orders, delivered, on_time, late, overdue, share_on_time, median_days_to_deliver, mean_days_late
from deliveries_by_month
where site_id = 'my-shop'
order by month
