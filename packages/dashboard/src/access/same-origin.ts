import type { FastifyRequest } from "fastify";

/** Every request below `/api/` that changes something carries it; a page of another site cannot add it without being asked first. */
export const PAGE_HEADER = "x-waystitch";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

export const isSafe = (method: string): boolean => SAFE.has(method);

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

/**
 * Why a request that changes something is not one of the dashboard's own pages, or `null` when it is. Browsers say where a request
 * comes from in Sec-Fetch-Site, but only to https and to this machine, and in Origin.
 * @param publicHost host of the address by which people reach the dashboard, where a proxy in front of it asks by another
 */
export function findForeign(request: FastifyRequest, publicHost: string | null): string | null {
  const site = request.headers["sec-fetch-site"];
  const { origin, host } = request.headers;
  if (site !== undefined && site !== "same-origin") return "It comes from another site.";
  if (site === undefined) {
    const from = origin === undefined ? null : hostOf(origin);
    if (from === null) return "It does not say which site it comes from: send Origin, or Sec-Fetch-Site.";
    if (from !== host && from !== publicHost) return "It comes from another site.";
  }
  if (request.url.startsWith("/api/") && request.headers[PAGE_HEADER] === undefined) return `It lacks the header ${PAGE_HEADER}: 1.`;
  return null;
}
