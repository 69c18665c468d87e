import { attempt } from "./attempt.js";

/** The longest a browser keeps a cookie: https://developer.chrome.com/blog/cookie-max-age-expires */
const MAX_AGE_S = 400 * 86_400;

/** The value of a cookie; none in a sandboxed frame, either, which throws: https://html.spec.whatwg.org/multipage/dom.html#dom-document-cookie */
export const readCookie = (name: string): string | undefined =>
  attempt(() => (`; ${document.cookie}`.split(`; ${name}=`)[1] || "").split(";")[0]);

/**
 * Sets a first-party cookie for 400 days, on the widest domain that takes it, so that all subdomains of the site share
 * it; or removes it from all, with an empty value. Which domains are public suffixes only the browser knows, so it is asked
 * by trying: https://publicsuffix.org/
 */
export function setCookie(name: string, value: string): void {
  const labels = location.hostname.split(".");
  const domains = ["", ...labels.map((_, index) => `;domain=${labels.slice(index).join(".")}`)];
  const write = (text: string, maxAge: number, domain: string): void => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and not everywhere.
    document.cookie = `${name}=${text};path=/;max-age=${maxAge};samesite=lax${location.protocol === "https:" ? ";secure" : ""}${domain}`;
  };
  attempt(() => {
    for (const domain of domains) write("", 0, domain);
    while (value && domains.length > 0 && !readCookie(name)) write(value, MAX_AGE_S, domains.pop() as string);
  });
}
