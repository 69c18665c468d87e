-- en: From where do people move back, and why?
-- vi: Mọi người lùi lại từ giai đoạn nào, và vì sao?
select from_stage, to_stage, milestone, moves, people, latest_at, reason
from moves_back
where site_id = 'my-shop' and model = 'inbound'
order by moves desc, from_stage, milestone
