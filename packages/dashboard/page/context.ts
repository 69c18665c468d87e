import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { MeAnswer } from "./answers.js";
import { createFormat, type Format } from "./format.js";
import { formatRoute, parseRoute, type Route } from "./route.js";
import { type Language, type Words, wordsOf } from "./words/words.js";

/** What every part of the page may need. */
export interface PageContext {
  readonly words: Words;
  readonly language: Language;
  readonly format: Format;
  readonly route: Route;
  /** Who is signed in; `null` until that is known. */
  readonly me: MeAnswer | null;
  /** Goes to another place of the page. */
  go(route: Route): void;
  /** Corrects the address, leaving nothing to go back to. */
  replace(route: Route): void;
}

const Context = createContext<PageContext>({
  words: wordsOf("en"),
  language: "en",
  format: createFormat("en", "UTC"),
  route: parseRoute("/", ""),
  me: null,
  go: () => undefined,
  replace: () => undefined,
});

export const PageProvider = Context.Provider;
export const usePage = (): PageContext => useContext(Context);

const read = (): Route => parseRoute(location.pathname, location.search);

/** The route in the address bar, and how to change it. `replace` leaves no entry to go back to. */
export function useRoute(): readonly [Route, (route: Route, replace?: boolean) => void] {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const onPop = (): void => setRoute(read());
    addEventListener("popstate", onPop);
    return () => removeEventListener("popstate", onPop);
  }, []);
  const go = (next: Route, replace = false): void => {
    history[replace ? "replaceState" : "pushState"](null, "", formatRoute(next));
    if (!replace && next.person !== route.person) scrollTo(0, 0);
    setRoute(next);
  };
  return [route, go];
}

/** The time in milliseconds, told anew every few seconds, so that "2 minutes ago" stays true. */
export function useNow(everyMs = 5_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
