import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { JourneyLine, JourneysAnswer } from "../answers.js";
import { loadAnswer, type Trouble, useResource } from "../resource.js";
import { type ListOrder, mergeJourneys } from "./merge.js";

/** The list as it is shown. */
export interface JourneyList {
  readonly lines: readonly JourneyLine[] | null;
  readonly trouble: Trouble | null;
  /** Loads what comes next; `null` at the end. */
  readonly more: (() => void) | null;
  readonly isLoadingMore: boolean;
}

interface Older {
  readonly url: string;
  readonly lines: readonly JourneyLine[];
  readonly next: string | null;
}

/** Follows the head of the list and keeps what was loaded below it. */
export function useJourneys(url: string, version: number, order: ListOrder = "seen"): JourneyList {
  const { data, trouble } = useResource<JourneysAnswer>(url, version);
  const [older, setOlder] = useState<Older | null>(null);
  const [isLoadingMore, setLoadingMore] = useState(false);
  const kept = useRef<{ url: string; lines: readonly JourneyLine[] }>({ url, lines: [] });
  const below = older?.url === url ? older : null;
  const lines = useMemo(() => {
    if (data === null) return null;
    const known = kept.current.url === url ? kept.current.lines : [];
    return below === null ? data.journeys : mergeJourneys([...known, ...below.lines], data.journeys, data.next === null, order);
  }, [data, below, url, order]);
  useEffect(() => {
    kept.current = { url, lines: lines ?? [] };
  }, [url, lines]);
  const next = below === null ? (data?.next ?? null) : data?.next === null ? null : below.next;
  const more = async (): Promise<void> => {
    if (next === null || isLoadingMore) return;
    setLoadingMore(true);
    const outcome = await loadAnswer<JourneysAnswer>(`${url}&before=${encodeURIComponent(next)}`, new AbortController().signal);
    setLoadingMore(false);
    if ("data" in outcome) setOlder({ url, lines: [...(below?.lines ?? []), ...outcome.data.journeys], next: outcome.data.next });
  };
  return { lines, trouble, more: next === null ? null : () => void more(), isLoadingMore };
}
