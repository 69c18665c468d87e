-- en: Which carts lie abandoned now, and whose are they?
-- vi: Giỏ hàng nào đang bị bỏ quên, và của ai?
select abandoned_at, value, currency, products, user_id, identifiers, person_id
from abandoned_carts
where site_id = 'my-shop' and status = 'open' and abandoned_at is not null and not recovered
order by value desc
