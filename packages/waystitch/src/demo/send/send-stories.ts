import type { BatchAnswer } from "@waystitch/protocol";
import type { Story } from "../story/story.js";
import { type Body, packStories } from "./bodies.js";
import { post, type Target } from "./post.js";

/** What the collector made of it all. */
export interface Sent {
  readonly people: number;
  readonly events: number;
  readonly accepted: number;
  readonly duplicate: number;
  /** How many by reason. */
  readonly rejected: ReadonlyMap<string, number>;
}

const IN_FLIGHT = 4;

/** Counts while answers come in. */
function createTally() {
  const rejected = new Map<string, number>();
  const counts = { people: 0, events: 0, accepted: 0, duplicate: 0 };
  return {
    add({ people, events }: Body, answer: BatchAnswer): void {
      counts.people += people;
      counts.events += events;
      counts.accepted += answer.accepted;
      counts.duplicate += answer.duplicate;
      for (const { reason } of answer.rejected) rejected.set(reason, (rejected.get(reason) ?? 0) + 1);
    },
    now: (): Sent => ({ ...counts, rejected }),
  };
}

/**
 * Sends stories to a collector as they are told, a few requests at a time; no more than those are in memory.
 * @param onSent hears how many people were sent, after each request
 * @throws as `post` does
 */
export async function sendStories(target: Target, stories: Iterable<Story>, onSent: (people: number) => void = () => {}): Promise<Sent> {
  const bodies = packStories(stories);
  const tally = createTally();
  const pause = { until: 0 };
  let isOver = false;
  const lane = async (): Promise<void> => {
    for (let next = bodies.next(); !isOver && !next.done; next = bodies.next()) {
      tally.add(next.value, await post(target, next.value, pause));
      onSent(tally.now().people);
    }
  };
  const lanes = Array.from({ length: IN_FLIGHT }, lane);
  // The first that fails ends all, and nothing is under way any more when this throws.
  await Promise.allSettled(lanes.map((one) => one.catch(() => (isOver = true))));
  await Promise.all(lanes);
  return tally.now();
}
