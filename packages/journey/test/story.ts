import type { JsonObject } from "@waystitch/protocol";
import { BLANK, MINUTE, START } from "@waystitch/testbed/facts";
import { type Fact, type Journey, journeysOf, type SiteSettings } from "../src/index.js";

export { BLANK, DAY, HOUR, MINUTE, START } from "@waystitch/testbed/facts";

export const SHOP: SiteSettings = { siteId: "shop", currency: "VND", domains: ["shop.example"], models: [] };

/** Tells facts one after the other, so that a test reads like what a person did. */
export interface Story {
  readonly facts: readonly Fact[];
  on(visitorId: string): Story;
  after(ms: number): Story;
  page(path?: string, more?: Partial<Fact>): Story;
  track(name: string, properties?: JsonObject, more?: Partial<Fact>): Story;
  /** As `track`, from a server with the secret key that knows no browser. */
  server(name: string, properties: JsonObject): Story;
  identify(identifiers: readonly string[], userId?: string): Story;
  fact(more: Partial<Fact>): Story;
}

function storyFrom(facts: readonly Fact[], visitorId: string, at: number): Story {
  const add = (more: Partial<Fact>): Story => {
    const eventId = `e${String(facts.length + 1).padStart(3, "0")}`;
    return storyFrom([...facts, { ...BLANK, visitorId, at, eventId, ...more }], visitorId, at);
  };
  return {
    facts,
    on: (next) => storyFrom(facts, next, at),
    after: (ms) => storyFrom(facts, visitorId, at + ms),
    page: (path = "/", more = {}) => add({ type: "page", pageUrl: `https://shop.example${path}`, ...more }),
    track: (name, properties = {}, more = {}) => add({ name, properties, ...more }),
    server: (name, properties) =>
      add({ name, properties, trusted: true, device: null, visitorId: `@order:${String(properties["order_id"])}` }),
    identify: (identifiers, userId) => add({ type: "identify", identifiers, userId: userId ?? null }),
    fact: add,
  };
}

export const story = (): Story => storyFrom([], "v1", START);

/** Everyone's journeys a minute after the last fact, or later. */
export function journeysAfter(told: Story, ms = MINUTE): Journey[] {
  const last = Math.max(...told.facts.map((fact) => fact.at));
  return journeysOf(told.facts, SHOP, last + ms);
}

/** The journey of a story that is about one person. */
export function journeyAfter(told: Story, ms = MINUTE): Journey {
  const [journey, other] = journeysAfter(told, ms);
  if (journey === undefined || other !== undefined) throw new Error("the story is not about exactly one person");
  return journey;
}

/** The way through a model's stages as short text: `Attract/aware > Convert/lead > < Attract/aware` (`<` marks a move back). */
export function wayOf(journey: Journey, model = "inbound"): string {
  const standing = journey.standings.find((candidate) => candidate.model.id === model);
  if (standing === undefined) throw new Error(`nobody stands in a model ${model}`);
  return standing.entries.map(({ direction, stage, step }) => `${direction === "back" ? "< " : ""}${stage}/${step}`).join(" > ");
}
