import { useEffect, useRef, useState } from "preact/hooks";

/** Why there is nothing to show. */
export type Trouble = "signed_out" | "not_found" | "unreachable";

/** What an address answered last. What was there stays while newer data is on its way, or cannot be had. */
export interface Resource<T> {
  readonly data: T | null;
  readonly trouble: Trouble | null;
}

type Outcome<T> = { readonly data: T } | { readonly trouble: Trouble };

/** Answers that were shown already: going back shows them at once, at the same scroll position. */
const cache = new Map<string, unknown>();
const CACHED = 60;

function remember(url: string, data: unknown): void {
  cache.delete(url);
  cache.set(url, data);
  const oldest = cache.keys().next();
  if (cache.size > CACHED && !oldest.done) cache.delete(oldest.value);
}

/** Asks the API. Never throws. */
export async function loadAnswer<T>(url: string, signal: AbortSignal): Promise<Outcome<T>> {
  try {
    const response = await fetch(url, { signal, headers: { accept: "application/json" } });
    if (response.status === 401) return { trouble: "signed_out" };
    if (response.status === 404) return { trouble: "not_found" };
    if (!response.ok) return { trouble: "unreachable" };
    // The API and this page are built together; their types say what comes.
    const data = (await response.json()) as T;
    remember(url, data);
    return { data };
  } catch {
    return { trouble: "unreachable" };
  }
}

const RETRY_MS = 3_000;

/** Asks an address one request at a time: asked again while under way, it asks once more afterwards. */
function createAsker<T>(url: string, show: (outcome: Outcome<T>) => void) {
  const stop = new AbortController();
  let isAsking = false;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    again = isAsking;
    if (isAsking) return;
    isAsking = true;
    const outcome = await loadAnswer<T>(url, stop.signal);
    isAsking = false;
    if (stop.signal.aborted) return;
    show(outcome);
    if (again) void ask();
    else if ("trouble" in outcome && outcome.trouble === "unreachable") timer = setTimeout(() => void ask(), RETRY_MS);
  };
  const end = (): void => {
    clearTimeout(timer);
    stop.abort();
  };
  return { ask, end };
}

// The same type under the same address: only `loadAnswer` writes the cache.
const recall = <T>(url: string | null): T | null => (url === null ? null : ((cache.get(url) as T | undefined) ?? null));

/**
 * Shows what `url` answers, asked anew whenever `version` changes, and every few seconds while it cannot be had.
 * A `null` address is not asked.
 */
export function useResource<T>(url: string | null, version: number): Resource<T> {
  const [state, setState] = useState<Resource<T> & { readonly url: string | null }>({ url: null, data: null, trouble: null });
  const asker = useRef<{ ask(): Promise<void> } | null>(null);
  const asked = useRef(version);
  useEffect(() => {
    if (url === null) return;
    asked.current = version;
    const mine = createAsker<T>(url, (outcome) =>
      setState("data" in outcome ? { url, data: outcome.data, trouble: null } : { url, data: recall<T>(url), trouble: outcome.trouble }),
    );
    asker.current = mine;
    void mine.ask();
    return () => {
      asker.current = null;
      mine.end();
    };
  }, [url]);
  useEffect(() => {
    if (asked.current === version) return;
    asked.current = version;
    void asker.current?.ask();
  }, [version]);
  return state.url === url ? state : { data: recall<T>(url), trouble: null };
}
