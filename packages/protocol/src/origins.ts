const ORIGIN = /^(https?):\/\/(\*\.)?([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?$/;

/** True for what a key's list may have: an origin, or `https://*.shop.example` for all subdomains of a host. */
export const isOriginPattern = (text: string): boolean => ORIGIN.test(text);

function matches(pattern: string, origin: string): boolean {
  const [before, after] = pattern.split("*.");
  return after === undefined ? pattern === origin : origin.startsWith(before ?? "") && origin.endsWith(`.${after}`);
}

/**
 * Whether a page may send with a key. The header is the browser's word, which its page cannot change; a client that is no browser
 * can say what it likes, so a list keeps other people's pages out and not who wants to get in.
 *
 * @param allowed the key's list; an empty one allows every page
 * @param origin the request's header `Origin`; a browser leaves it out of no `POST`
 */
export function isAllowedOrigin(allowed: readonly string[], origin: string | undefined): boolean {
  return allowed.length === 0 || (origin !== undefined && allowed.some((pattern) => matches(pattern, origin)));
}
