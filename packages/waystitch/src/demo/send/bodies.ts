import { LIMITS } from "@waystitch/protocol";
import type { Story } from "../story/story.js";

/** One request, frozen: sent again it is the same, byte for byte. */
export interface Body {
  readonly text: string;
  readonly events: number;
  /** How many people's stories end in it. */
  readonly people: number;
}

/** A few hundred events are as quick as more, and are judged without holding up others for long. */
const MOST_EVENTS = 400;
const MOST_BYTES = LIMITS.batchBytes - 32 * 1024;

const bodyOf = (events: readonly string[], people: number): Body => ({
  text: `{"batch":[${events.join(",")}]}`,
  events: events.length,
  people,
});

/** Packs stories into requests within the protocol's limits, one person after the other, so that a worker stitches each of them about once. */
export function* packStories(stories: Iterable<Story>): Generator<Body> {
  let events: string[] = [];
  let bytes = 0;
  let people = 0;
  for (const story of stories) {
    for (const { event } of story.events) {
      const text = JSON.stringify(event);
      const size = Buffer.byteLength(text) + 1;
      if (events.length === MOST_EVENTS || bytes + size > MOST_BYTES) {
        yield bodyOf(events, people);
        [events, bytes, people] = [[], 0, 0];
      }
      events.push(text);
      bytes += size;
    }
    people++;
  }
  if (events.length > 0 || people > 0) yield bodyOf(events, people);
}
