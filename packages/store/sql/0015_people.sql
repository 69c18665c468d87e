-- Looking for people in the dashboard: lists in three orders, and a person by what names them.

create index journeys_since on journeys (site_id, stage_since desc);
create index journeys_revenue on journeys (site_id, revenue desc) where revenue > 0;
create index journeys_late on journeys (site_id, last_seen_at desc) where late_deliveries > 0;

-- From an identifier to its visitors, and from a visitor to its persons: no index of the persons' own rows leads there.
grant select (part, site_id, node, person_ids) on identity_nodes to waystitch_dashboard;
grant select (part, site_id, node, neighbour) on identity_edges to waystitch_dashboard;
-- How many events somebody has, so that nobody's thousands are read for the latest of them.
grant select (part, site_id, person_id, events) on persons to waystitch_dashboard;
