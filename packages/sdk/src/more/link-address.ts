/** The parameter by which a link takes the visitor to another domain of the site. */
export const LINK = "ws_link";

/** Switches the debug mode on, and with `off` off. */
export const DEBUG = "ws_debug";

/** Names of domains in a list with commas: lower case, without `https://`, `www.` or a path, which people paste. */
export const domainsIn = (list: string): string[] =>
  list
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((domain) => domain.replace(/^\w+:\/\/|\/.*$/g, "").replace(/^www\./, ""))
    .filter((domain) => domain);

/** Which of the domains a host belongs to: the domain itself or a name under it. */
export const domainOf = (host: string, domains: readonly string[]): string | undefined =>
  domains.find((domain) => `.${host}`.endsWith(`.${domain}`));

/**
 * Whether an address is on another of the site's domains. Hosts of the same domain share their cookies and need no
 * link, and nothing about the visitor goes from https to plain http.
 */
export function isOtherDomain({ protocol, hostname }: URL | Location, here: Location, domains: readonly string[]): boolean {
  const there = domainOf(hostname, domains);
  return !!there && there !== domainOf(here.hostname, domains) && (protocol === "https:" || protocol === here.protocol);
}

/** An address, or the JSON of an event with addresses in it, without a parameter; the rest stays as it was spelt. */
export const withoutParameter = (text: string, name: string): string =>
  text.replace(new RegExp(`([?&])${name}(?:=[^&#"]*)?(?:(&)|(?=[#"])|$)`, "g"), (_, before, more) => (more ? before : ""));

/** An address with the parameter as its last, before the fragment; the rest stays as it was spelt. */
export function withParameter(address: string, name: string, value: string): string {
  const [before = "", ...fragment] = withoutParameter(address, name).split("#");
  const glue = /[?&]$/.test(before) ? "" : before.includes("?") ? "&" : "?";
  return [`${before}${glue}${name}=${value}`, ...fragment].join("#");
}
