import { readCookie, setCookie } from "./cookie.js";
import type { SafeStorage } from "./safe-storage.js";

/** Cookie and storage item of the visitor id; other tabs hear when it changes. */
export const VISITOR = "ws_vid";
const USER = "ws_uid";

/** Who is in front of the browser, as far as the site knows. */
export interface Identity {
  visitor(): string;
  user(): string | undefined;
  /** Takes up the visitor and user the browser remembers, if any, and makes it remember them from now on. */
  remember(): void;
  signIn(userId: string): void;
  /** The next visitor, signed out. */
  reset(): void;
  /** Forgets them, but for the storage items; ids live in memory only, until `remember`. */
  forget(): void;
}

/**
 * The visitor id stands in a first-party cookie, which subdomains share, with a copy in localStorage for browsers that
 * refuse cookies or end them early. Nothing is read or written before `remember` is called.
 */
export function createIdentity(storage: SafeStorage, newId: () => string): Identity {
  let visitorId = newId();
  let userId: string | undefined;
  let remembered = false;

  const keep = (): void => {
    if (!remembered) return;
    // Each access waits for another process; the copy in localStorage brings an expired cookie back.
    if (readCookie(VISITOR) !== visitorId) setCookie(VISITOR, visitorId);
    storage.set(VISITOR, visitorId);
    // Kept together with the visitor, so that a reset on another subdomain signs out here, too.
    storage.set(USER, `${visitorId} ${userId || ""}`);
  };
  const reset = (): void => {
    visitorId = newId();
    userId = undefined;
    keep();
  };
  return {
    visitor: () => visitorId,
    user: () => userId,
    remember() {
      const known = readCookie(VISITOR) || storage.get(VISITOR) || "";
      if (/^[\w-]{8,100}$/.test(known)) visitorId = known;
      const [owner, ...rest] = (storage.get(USER) || "").split(" ");
      const signedIn = (owner === visitorId && rest.join(" ")) || undefined;
      userId = remembered ? signedIn : userId || signedIn;
      remembered = true;
      keep();
    },
    signIn(id) {
      userId = id;
      keep();
    },
    reset,
    forget() {
      remembered = false;
      reset();
      setCookie(VISITOR, "");
    },
  };
}
