import type { AnalystSites, AuditLog, KnownBrowsers, SignInThrottles, UserSites, Users } from "./tables/access.js";
import type { CampaignAttribution, ChannelAttribution, ChannelCosts, ConversionTouches } from "./tables/attribution.js";
import type {
  DailyLandings,
  DailyMilestones,
  DailyStayLengths,
  DailyStays,
  DailyTouchpoints,
  DailyWays,
  IngestDays,
  IngestGaps,
  StandingCounts,
} from "./tables/counts.js";
import type {
  Carts,
  IdentityEdges,
  IdentityNodes,
  JourneyStages,
  Journeys,
  Milestones,
  Orders,
  PersonAliases,
  PersonIdentifiers,
  Persons,
  PersonVisitors,
  Rebuilds,
  Sessions,
  StitchHot,
  StitchParked,
  StitchTimers,
  Touchpoints,
} from "./tables/derived.js";
import type { Contacts, Erasures, Events, RejectedEvents, StitchQueue } from "./tables/facts.js";
import type { DashboardSessions, Keys, SignInLinks, Sites, StageModels } from "./tables/reference.js";
import type { Views } from "./tables/reports.js";
import type { PersonExports, PersonRequests, ReplayRequests } from "./tables/requests.js";

/** Every table and view, as kysely sees it. The SQL in `sql/` is the source; a test compares the two. */
export interface Tables extends Views {
  sites: Sites;
  analyst_sites: AnalystSites;
  stage_models: StageModels;
  keys: Keys;
  sign_in_links: SignInLinks;
  dashboard_sessions: DashboardSessions;
  users: Users;
  user_sites: UserSites;
  known_browsers: KnownBrowsers;
  sign_in_throttles: SignInThrottles;
  audit_log: AuditLog;
  events: Events;
  rejected_events: RejectedEvents;
  contacts: Contacts;
  erasures: Erasures;
  person_requests: PersonRequests;
  person_exports: PersonExports;
  replay_requests: ReplayRequests;
  stitch_queue: StitchQueue;
  stitch_hot: StitchHot;
  stitch_parked: StitchParked;
  rebuilds: Rebuilds;
  identity_nodes: IdentityNodes;
  identity_edges: IdentityEdges;
  stitch_timers: StitchTimers;
  persons: Persons;
  person_visitors: PersonVisitors;
  person_identifiers: PersonIdentifiers;
  person_aliases: PersonAliases;
  sessions: Sessions;
  touchpoints: Touchpoints;
  milestones: Milestones;
  orders: Orders;
  carts: Carts;
  journeys: Journeys;
  journey_stages: JourneyStages;
  conversion_touches: ConversionTouches;
  channel_attribution: ChannelAttribution;
  campaign_attribution: CampaignAttribution;
  channel_costs: ChannelCosts;
  daily_stays: DailyStays;
  daily_stay_lengths: DailyStayLengths;
  daily_ways: DailyWays;
  daily_touchpoints: DailyTouchpoints;
  daily_landings: DailyLandings;
  daily_milestones: DailyMilestones;
  standing_counts: StandingCounts;
  ingest_days: IngestDays;
  ingest_gaps: IngestGaps;
}
