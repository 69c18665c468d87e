import { keepCookie, readCookie, removeCookie } from "./cookie.js";
import type { SafeStorage } from "./safe-storage.js";

/** Cookie and storage item of the visitor id; other tabs hear when it changes. */
export const VISITOR = "ws_vid";
const USER = "ws_uid";

/** Who is in front of the browser, as far as the site knows. */
export interface Identity {
  visitorId(): string;
  userId(): string | undefined;
  /** Takes up the visitor and user the browser remembers, if any, and makes it remember them from now on. */
  remember(): void;
  signIn(userId: string): void;
  /** The next visitor, signed out. */
  reset(): void;
  /** As if nobody had ever been here; ids live in memory only, until `remember`. */
  forget(): void;
}

/**
 * The visitor id stands in a first-party cookie, which subdomains share, with a copy in localStorage for browsers that
 * refuse cookies. Nothing is read or written before `remember` is called.
 */
export function createIdentity(storage: SafeStorage, newId: () => string): Identity {
  let visitorId = newId();
  let userId: string | undefined;
  let remembered = false;

  const keep = (): void => {
    if (!remembered) return;
    keepCookie(VISITOR, visitorId);
    storage.set(VISITOR, visitorId);
    // Kept together with the visitor, so that a reset on another subdomain signs out here, too.
    if (userId) storage.set(USER, `${visitorId} ${userId}`);
    else storage.remove(USER);
  };
  const reset = (): void => {
    visitorId = newId();
    userId = undefined;
    keep();
  };
  return {
    visitorId: () => visitorId,
    userId: () => userId,
    remember() {
      visitorId = [readCookie(VISITOR), storage.get(VISITOR)].find((id) => id && /^[\w-]{8,100}$/.test(id)) || visitorId;
      const known = storage.get(USER) || "";
      const user = known.startsWith(`${visitorId} `) ? known.slice(visitorId.length + 1) : undefined;
      userId = remembered ? user : userId || user;
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
      removeCookie(VISITOR);
      storage.remove(VISITOR);
      storage.remove(USER);
    },
  };
}
