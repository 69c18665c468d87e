import type { FastifyInstance, RouteOptions } from "fastify";

/**
 * What a route needs of whoever asks. `viewer`, `analyst` and `owner` are roles for the site that `:site` in its address names;
 * `installation_owner` is the role owner for all sites.
 */
export const NEEDS = ["anybody", "signed_in", "viewer", "analyst", "owner", "installation_owner"] as const;

export type Need = (typeof NEEDS)[number];

declare module "fastify" {
  interface FastifyContextConfig {
    /** Every route says it, or the dashboard does not start: `app.get(path, { config: { needs: "viewer" } }, handler)`. */
    needs?: Need;
  }
}

const isOfSite = (need: Need): boolean => need === "viewer" || need === "analyst" || need === "owner";

/** Below the API, whose answers are about the site that their address names. */
const namesSite = (url: string): boolean => url.startsWith("/api/") && url.split("/").includes(":site");

function faultOf({ method, url, config }: RouteOptions): string | null {
  const needs = config?.needs;
  const name = `${String(method)} ${url}`;
  if (needs === undefined) return `${name} does not say what it needs: config: { needs: one of ${NEEDS.join(", ")} }.`;
  if (namesSite(url) === isOfSite(needs)) return null;
  return isOfSite(needs)
    ? `${name} needs a role for a site, and its address is not one below /api/ with :site in it.`
    : `${name} is about a site: it needs viewer, analyst or owner, not ${needs}.`;
}

/** A route as it was declared. */
export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly needs: Need;
}

const routesOf = new WeakMap<FastifyInstance, readonly RouteOptions[]>();

/** Every route that was added since `requireNeeds`. */
export function listRoutes(app: FastifyInstance): readonly DeclaredRoute[] {
  return (routesOf.get(app) ?? []).flatMap(({ method, url, config }) =>
    [method].flat().map((verb) => ({ method: verb, url, needs: config?.needs ?? "installation_owner" })),
  );
}

/** Keeps the server from starting while a route does not say what it needs, or says what cannot be. Before any route is added. */
export function requireNeeds(app: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  routesOf.set(app, routes);
  app.addHook("onRoute", (route) => void routes.push(route));
  app.addHook("onReady", async () => {
    const faults = routes.map(faultOf).filter((fault) => fault !== null);
    if (faults.length > 0) throw new Error(faults.join("\n"));
  });
}

/** Says what the routes of a plugin need that does not let each be told. */
export function declareNeeds(scope: FastifyInstance, needs: Need): void {
  scope.addHook("onRoute", (route) => {
    route.config = { ...route.config, needs };
  });
}
