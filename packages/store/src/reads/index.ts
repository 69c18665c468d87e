export { type Activity, type ActivityEvent, type ActivityMove, loadActivity } from "./activity.js";
export { type Arrival, type Arrivals, type FreshRejection, loadArrivals } from "./arrivals.js";
export type { EvidenceEvent } from "./evidence.js";
export { loadExplainable } from "./explainable.js";
export type { JourneyLine } from "./journey-line.js";
export {
  isJourneyCursor,
  JOURNEY_ORDERS,
  type JourneyFilters,
  type JourneyOrder,
  type JourneyPage,
  type JourneyPageOptions,
  loadLatestJourneys,
} from "./latest-journeys.js";
export {
  type CartStory,
  type IdentifierStory,
  type JourneyStory,
  type JourneySummary,
  loadJourney,
  type MilestoneStory,
  type OrderStory,
  type SessionStory,
  type StageStory,
  type TouchpointStory,
  type VisitorStory,
} from "./one-journey.js";
export { type FoundPerson, loadPeopleNamed, loadPersonLine } from "./people-named.js";
export { loadPersonKey, type PersonKey } from "./person-key.js";
export { loadVisitors } from "./person-rows.js";
export type { SeenPage } from "./session-pages.js";
export { loadSiteProfile, loadSiteProfiles, type SiteProfile } from "./site-profiles.js";
export { loadSiteSettings, type SiteSettings } from "./site-settings.js";
export { loadStandings, type MovesBack, type StageEntries, type Standing, type Standings, type StandingsOptions } from "./standings.js";
