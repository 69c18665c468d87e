import { attempt } from "./attempt.js";

/** The longest a browser keeps a cookie: https://developer.chrome.com/blog/cookie-max-age-expires */
const MAX_AGE_S = 400 * 86_400;

/**
 * Sets a first-party cookie to a value that no other cookie has, for 400 days, on the widest domain that takes it, so that all
 * subdomains of the site share it; or removes it from all, with an empty value. Which domains are public suffixes only the browser
 * knows, so it is asked by trying: https://publicsuffix.org/
 */
export const setCookie = (name: string, value: string): void => {
  const labels = location.hostname.split(".");
  attempt(() => {
    for (let at = labels.length; at-- && !(value && document.cookie.includes(value)); )
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and not everywhere.
      document.cookie = `${name}=${value};path=/;max-age=${value ? MAX_AGE_S : 0};samesite=lax;domain=${labels.slice(at).join(".")}${
        isSecureContext ? ";secure" : ""
      }`;
  });
};
