import type { JourneyPage, JourneyStory } from "@waystitch/store";

/** The same list for a viewer, who does not learn which users of the site they are. */
export function withoutUserIds(page: JourneyPage): JourneyPage {
  return { ...page, journeys: page.journeys.map((line) => ({ ...line, userId: null })) };
}

/** The same story for a viewer: what happened and why, and neither the user's id nor any other identifier. */
export function withoutIdentifiers(story: JourneyStory): JourneyStory {
  return { ...story, journey: { ...story.journey, userId: null }, identifiers: [] };
}
