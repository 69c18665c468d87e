-- en: Which orders are late or overdue, and what do their customers say?
-- vi: Đơn nào giao trễ hoặc quá hạn, và khách của đơn đó hài lòng đến đâu?
select order_id, outcome, promised_at, delivered_at, days_late, satisfaction
from delivery_performance
where site_id = 'my-shop' and outcome in ('late', 'overdue')
order by order_id
