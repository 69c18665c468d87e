import { useEffect, useRef, useState } from "preact/hooks";

const RETRY_MS = 2_000;

interface Listeners {
  onChange(): void;
  onBreak(): void;
  /** The server answered, and not with a stream: perhaps nobody is signed in any more. */
  onRefused(): void;
}

/** A stream that is opened anew after the browser has given up on it, and rests while nobody looks at the page. */
function followSite(site: string, { onChange, onBreak, onRefused }: Listeners): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = (): void => {
    clearTimeout(timer);
    source?.close();
  };
  const connect = (): void => {
    rest();
    const mine = new EventSource(`/api/sites/${encodeURIComponent(site)}/live`);
    source = mine;
    mine.addEventListener("open", onChange);
    mine.addEventListener("journeys", onChange);
    mine.addEventListener("error", () => {
      onBreak();
      if (mine.readyState !== EventSource.CLOSED) return;
      onRefused();
      timer = setTimeout(connect, RETRY_MS);
    });
  };
  // Browsers allow six connections to a host: pages in the background must not hold them.
  const onVisibility = (): void => (document.hidden ? rest() : connect());
  document.addEventListener("visibilitychange", onVisibility);
  connect();
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    rest();
  };
}

/**
 * Follows a site's changes by server-sent events. Every new connection counts as a change, because some may have been missed.
 * @returns whether the page follows at the moment
 */
export function useLive(site: string | null, listeners: Omit<Listeners, "onBreak">): boolean {
  const [isConnected, setConnected] = useState(false);
  const told = useRef(listeners);
  told.current = listeners;
  useEffect(() => {
    if (site === null) return;
    const changed = (): void => {
      setConnected(true);
      told.current.onChange();
    };
    return followSite(site, { onChange: changed, onBreak: () => setConnected(false), onRefused: () => told.current.onRefused() });
  }, [site]);
  return isConnected;
}
