-- en: Who came into the stage Close in two weeks of March, where from, and because of what?
-- vi: Ai đã vào giai đoạn Chốt đơn hàng trong hai tuần tháng Ba, từ đâu đến và vì sự kiện nào?
select entered_on, person_id, from_stage, milestone, channel, days_in_stage, to_stage, reason
from stage_entries
where site_id = 'my-shop' and model = 'inbound' and stage = 'Close'
  and entered_at >= timestamptz '2026-03-01 00:00+07' and entered_at < timestamptz '2026-03-15 00:00+07'
order by entered_at, person_id
