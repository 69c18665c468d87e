/** True for a host that is one of a site's domains, or below one. */
export const isOwnHost = (domains: readonly string[], host: string): boolean =>
  domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
