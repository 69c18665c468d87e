import { useEffect, useRef, useState } from "preact/hooks";
import type { ActivityAnswer, ActivityEvent, Site } from "../answers.js";
import { loadAnswer } from "../resource.js";

/** What is known of now. */
export interface KnownActivity {
  readonly answer: ActivityAnswer;
  /** The newest first. */
  readonly events: readonly ActivityEvent[];
}

const KEPT = 100;
const RESTS_MS = 2_000;
/** Half a minute without a change, and the count of who is here may be wrong. */
const OLDEST_MS = 30_000;
/** Events may arrive a little later than they occurred: so much is asked again. */
const OVERLAP_MS = 120_000;

const keyOf = ({ visitorId, eventId }: ActivityEvent): string => `${visitorId} ${eventId}`;

/** Joins what is known with what was asked anew: nothing stands in it twice, and the newer answer counts. */
export function mergeEvents(known: readonly ActivityEvent[], fresh: readonly ActivityEvent[]): readonly ActivityEvent[] {
  const byKey = new Map([...known, ...fresh].map((event) => [keyOf(event), event]));
  return [...byKey.values()]
    .sort((a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt) || (keyOf(a) < keyOf(b) ? 1 : -1))
    .slice(0, KEPT);
}

function urlOf(site: string, known: KnownActivity | null): string {
  const base = `/api/sites/${encodeURIComponent(site)}/activity`;
  const newest = known?.events[0];
  return newest === undefined ? base : `${base}?after=${encodeURIComponent(new Date(Date.parse(newest.occurredAt) - OVERLAP_MS).toJSON())}`;
}

/** Follows what happens on a site: asks when journeys changed, every two seconds at most, and every half minute at least. */
export function useActivity(site: Site, version: number): KnownActivity | null {
  const [known, setKnown] = useState<KnownActivity | null>(null);
  const kept = useRef<KnownActivity | null>(null);
  const askedAt = useRef(0);
  const stop = useRef(new AbortController());
  const [tick, setTick] = useState(0);
  useEffect(() => () => stop.current.abort(), []);
  useEffect(() => {
    // A change does not end a question that is under way: where changes come faster than answers, none would ever come.
    const ask = async (): Promise<void> => {
      askedAt.current = Date.now();
      const outcome = await loadAnswer<ActivityAnswer>(urlOf(site.siteId, kept.current), stop.current.signal);
      if (stop.current.signal.aborted || !("data" in outcome)) return;
      const next = { answer: outcome.data, events: mergeEvents(kept.current?.events ?? [], outcome.data.events) };
      kept.current = next;
      setKnown(next);
    };
    const first = setTimeout(() => void ask(), Math.max(0, askedAt.current + RESTS_MS - Date.now()));
    const again = setTimeout(() => setTick((count) => count + 1), OLDEST_MS);
    return () => {
      clearTimeout(first);
      clearTimeout(again);
    };
  }, [site.siteId, version, tick]);
  return known;
}
