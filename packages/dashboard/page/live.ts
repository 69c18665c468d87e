import { useEffect, useRef, useState } from "preact/hooks";

const RETRY_MS = 2_000;

/**
 * Follows a site's changes by server-sent events. A browser gives up on a stream that is refused; this tries again.
 * Every new connection counts as a change, because some may have been missed.
 * @returns whether the page follows at the moment
 */
export function useLive(site: string | null, onChange: () => void): boolean {
  const [isConnected, setConnected] = useState(false);
  const told = useRef(onChange);
  told.current = onChange;
  useEffect(() => {
    if (site === null) return;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = (): void => {
      setConnected(true);
      told.current();
    };
    const connect = (): void => {
      source = new EventSource(`/api/sites/${encodeURIComponent(site)}/live`);
      source.addEventListener("open", changed);
      source.addEventListener("journeys", changed);
      source.addEventListener("error", () => {
        setConnected(false);
        if (source?.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(connect, RETRY_MS);
      });
    };
    connect();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [site]);
  return isConnected;
}
