/** The longest a browser keeps a cookie: https://developer.chrome.com/blog/cookie-max-age-expires */
const MAX_AGE_S = 400 * 86_400;

/** The value of a cookie, or `undefined`; also where the page may have no cookies at all. */
export function readCookie(name: string): string | undefined {
  try {
    for (const pair of document.cookie.split("; ")) if (pair.startsWith(`${name}=`)) return pair.slice(name.length + 1);
  } catch {
    // A sandboxed frame throws: https://html.spec.whatwg.org/multipage/dom.html#dom-document-cookie
  }
  return undefined;
}

function write(name: string, value: string, maxAge: number, domain: string): void {
  try {
    const secure = location.protocol === "https:" ? ";secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and not everywhere.
    document.cookie = `${name}=${value};path=/;max-age=${maxAge};samesite=lax${secure}${domain && `;domain=${domain}`}`;
  } catch {
    // As in readCookie.
  }
}

/** Domains a page may try to set cookies for, from the widest to its own; last the host alone. */
function domains(): string[] {
  const labels = location.hostname.split(".");
  return [...labels.map((_, index) => labels.slice(-index - 1).join(".")), ""];
}

/** Which domains are public suffixes only the browser knows, so it is asked by trying: https://publicsuffix.org/ */
function widestDomain(): string {
  const probe = "ws_probe";
  for (const domain of domains()) {
    write(probe, "1", 9, domain);
    const taken = readCookie(probe);
    write(probe, "", 0, domain);
    if (taken) return domain;
  }
  return "";
}

/** Sets a first-party cookie for 400 days on the widest domain that takes it, for all subdomains of the site to share. */
export function keepCookie(name: string, value: string): void {
  // One that stands on a narrower domain would hide it.
  if (readCookie(name) !== value) removeCookie(name);
  write(name, value, MAX_AGE_S, widestDomain());
}

/** Removes the cookie wherever it was set. */
export function removeCookie(name: string): void {
  for (const domain of domains()) write(name, "", 0, domain);
}
