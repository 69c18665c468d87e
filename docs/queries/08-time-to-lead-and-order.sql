-- en: How many days pass before people leave their contact, and before they order?
-- vi: Mất bao nhiêu ngày để khách để lại liên hệ, và để khách đặt đơn đầu tiên?
select cohort, channel, people, leads, median_days_to_lead, customers, median_days_to_first_order, p90_days_to_first_order
from time_to_lead_and_order
where site_id = 'my-shop'
order by cohort, channel
