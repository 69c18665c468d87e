/** Hosts that an entry of a list means: with and without a subdomain, in countries of one and of two labels. */
export function hostsLike(pattern: string): string[] {
  const hosts = pattern.endsWith(".*") ? ["com", "vn", "com.vn"].map((country) => pattern.replace(/\*$/, country)) : [pattern];
  return hosts.flatMap((host) => (host.startsWith("*.") ? [host.slice(2), `x1.${host.slice(2)}`, `www.${host.slice(2)}`] : [host]));
}
