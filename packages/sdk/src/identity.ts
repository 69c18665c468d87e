import { attempt } from "./attempt.js";
import { setCookie } from "./cookie.js";
import { EXTENDS } from "./extends.js";
import { getItem, setItem } from "./storage.js";
import { newId } from "./uuid.js";

/** Cookie with the visitor id, and storage item with it and the user; other tabs hear when the latter changes. */
export const VISITOR = "ws_vid";

// Who is in front of the browser, as far as the site knows: one for all trackers on the page.
let visitorId = "";
let userId: string | undefined;
let remembered = false;
let adopted = "";

export const visitor = (): string => {
  visitorId = visitorId || newId(0);
  return visitorId;
};
export const user = (): string | undefined => userId;

/** In a first-party cookie, which subdomains share, with a copy in the storage for browsers that refuse cookies or end them early. */
const keep = (): void => {
  if (!remembered) return;
  setCookie(VISITOR, visitor());
  // The user stands beside the visitor, so that a reset on another subdomain signs out here, too.
  setItem(VISITOR, `${visitorId} ${userId || ""}`);
};

/** Takes up the visitor and user the browser remembers, if any, and makes it remember them from now on. Before, nothing is read or written. */
export const remember = (): void => {
  const [owner, ...rest] = getItem(VISITOR).split(" ");
  // The cookie before its copy. In a sandboxed frame reading it throws: https://html.spec.whatwg.org/multipage/dom.html#dom-document-cookie
  const known = attempt(() => /\bws_vid=([\w-]{8,100})/.exec(`${document.cookie};${VISITOR}=${owner}`));
  if (known) visitorId = known[1] as string;
  const signedIn = (owner === visitorId && rest.join(" ")) || undefined;
  userId = remembered ? signedIn : userId || signedIn;
  if (EXTENDS) visitorId = adopted || visitorId;
  if (EXTENDS) adopted = "";
  remembered = true;
  keep();
};

/** Takes up the visitor of another domain instead of the one that is remembered here; whoever has signed in here stays so. */
export const adopt = (id: string): void => {
  adopted = id;
  if (remembered) remember();
};

export const signIn = (id: string): void => {
  userId = id;
  keep();
};

/** The next visitor, signed out. */
export const reset = (): void => {
  visitorId = "";
  userId = undefined;
  keep();
};

/** Forgets them; ids live in memory only, until `remember`. */
export const forget = (): void => {
  remembered = false;
  reset();
  setCookie(VISITOR, "");
};
