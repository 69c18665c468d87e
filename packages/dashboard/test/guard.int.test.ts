import { readFile } from "node:fs/promises";
import { AUDIT_ACTIONS, recordSession, recordSite, recordUserRole, replacePassword } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import Fastify from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeclaredRoute, declareNeeds, listRoutes, type Need, requireNeeds } from "../src/access/needs.js";
import { type DashboardUnderTest, ownHeaders, startDashboardUnderTest } from "./dashboard-under-test.js";

let database: TestDatabase;
let dashboard: DashboardUnderTest;

/** Who asks about site a: with which role for which site. */
const PEOPLE = {
  "a viewer of the site": { site: "a", role: "viewer", may: ["signed_in", "viewer"] },
  "an analyst of the site": { site: "a", role: "analyst", may: ["signed_in", "viewer", "analyst"] },
  "an owner of the site": { site: "a", role: "owner", may: ["signed_in", "viewer", "analyst", "owner"] },
  "an owner of another site": { site: "b", role: "owner", may: ["signed_in"] },
  "an owner of the installation": { site: "*", role: "owner", may: ["signed_in", "viewer", "analyst", "owner", "installation_owner"] },
  "an analyst of the installation": { site: "*", role: "analyst", may: ["signed_in", "viewer", "analyst"] },
} as const satisfies Record<string, { site: string; role: string; may: readonly Need[] }>;
type Person = keyof typeof PEOPLE;
const NAMES = Object.keys(PEOPLE) as Person[];

const users = new Map<Person, string>();

beforeAll(async () => {
  database = await createTestDatabase();
  for (const site of ["a", "b"]) await recordSite(database.db, site, { name: site });
  for (const [index, name] of NAMES.entries()) {
    const { userId } = await recordUserRole(database.db, PEOPLE[name].site, `u${index}@x.example`, PEOPLE[name].role);
    await replacePassword(database.db, userId, "no password has this hash");
    users.set(name, userId);
  }
  dashboard = await startDashboardUnderTest(database);
});
afterAll(async () => {
  await dashboard.close();
  await database.drop();
});

const pathOf = (url: string): string => url.replace(":site", "a").replace(/:\w+/g, "x").replace("*", "none.js");

/** Every request in a browser of its own, since some routes sign out. */
async function ask({ method, url }: DeclaredRoute, person: Person | null): Promise<{ status: number; error: string | null }> {
  const token = person === null ? null : await recordSession(database.db, users.get(person) ?? "");
  const abort = new AbortController();
  const response = await fetch(`${dashboard.url}${pathOf(url)}`, {
    method,
    redirect: "manual",
    signal: abort.signal,
    headers: { ...ownHeaders(dashboard.url), ...(token === null ? {} : { cookie: `waystitch=${token}` }) },
  });
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true && method !== "HEAD";
  const error = isJson ? ((await response.json()) as { error?: string }).error : undefined;
  abort.abort();
  return { status: response.status, error: error ?? null };
}

const ofSite = (needs: Need): boolean => ["viewer", "analyst", "owner"].includes(needs);

/** What the guard has to answer, or `null` where it has to let the request through. */
function refusalOf(needs: Need, person: Person | null): { status: number; error: string } | null {
  if (needs === "anybody") return null;
  if (person === null) return { status: 401, error: "not_signed_in" };
  if ((PEOPLE[person].may as readonly Need[]).includes(needs)) return null;
  return ofSite(needs) && PEOPLE[person].site === "b" ? { status: 404, error: "unknown_site" } : { status: 403, error: "not_allowed" };
}

const DOCUMENT = new URL("../../../docs/access.md", import.meta.url);

describe("Every route lets in whom it says, for", () => {
  it.each([null, ...NAMES])("%s", async (person) => {
    const routes = listRoutes(dashboard.app);
    expect(routes.length).toBeGreaterThan(10);
    for (const route of routes) {
      const name = `${route.method} ${route.url}`;
      const refusal = refusalOf(route.needs, person);
      const { status, error } = await ask(route, person);
      if (refusal === null) {
        expect(["not_signed_in", "not_allowed", "unknown_site", "foreign"], name).not.toContain(error);
        if (error === null && route.needs !== "anybody") expect([401, 403], name).not.toContain(status);
      } else {
        expect(status, name).toBe(refusal.status);
        if (error !== null) expect(error, name).toBe(refusal.error);
      }
    }
  });

  it("everybody as docs/access.md says, route by route", async () => {
    const text = await readFile(DOCUMENT, "utf8");
    const documented = [...text.matchAll(/^\| `([A-Z]+ \/[^`]*)` \| (\w+) \|/gm)].map(([, route, needs]) => `${route} ${needs}`);
    const declared = listRoutes(dashboard.app).filter(({ method }) => method !== "HEAD");
    expect([...documented].sort()).toEqual(declared.map(({ method, url, needs }) => `${method} ${url} ${needs}`).sort());
  });
});

describe("The audit log", () => {
  it("knows the actions that docs/access.md lists, and no others", async () => {
    const text = await readFile(DOCUMENT, "utf8");
    const table = /\| action \|[\s\S]*?\n\n/.exec(text)?.[0] ?? "";
    const documented = [...table.matchAll(/`(\w+)`(?=[^|\n]* \|[^|\n]* \|$)/gm)].map(([, action]) => action);
    expect(documented).toEqual([...AUDIT_ACTIONS]);
  });
});

describe("A dashboard does not start", () => {
  const start = async (add: (app: ReturnType<typeof Fastify>) => void): Promise<void> => {
    const app = Fastify();
    requireNeeds(app);
    add(app);
    await app.ready();
  };

  it("with a route that does not say what it needs", async () => {
    await expect(start((app) => app.get("/x", async () => ""))).rejects.toThrow("GET /x does not say what it needs");
    await expect(start((app) => app.post("/x", { config: {} }, async () => ""))).rejects.toThrow("POST /x");
  });

  it("with a role for a site where no site is named, nor with less than a role where one is", async () => {
    await expect(start((app) => app.get("/api/x", { config: { needs: "owner" } }, async () => ""))).rejects.toThrow(":site");
    await expect(start((app) => app.get("/api/sites/:site/x", { config: { needs: "signed_in" } }, async () => ""))).rejects.toThrow(
      ":site",
    );
    await expect(start((app) => app.get("/api/sites/:site/x", { config: { needs: "viewer" } }, async () => ""))).resolves.toBeUndefined();
  });

  it("with a plugin that adds routes, unless it is said what they need", async () => {
    const plugin = async (scope: ReturnType<typeof Fastify>): Promise<void> => void scope.get("/x", async () => "");
    await expect(start((app) => app.register(plugin))).rejects.toThrow("GET /x");
    const scoped = (app: ReturnType<typeof Fastify>): void =>
      void app.register(async (scope: ReturnType<typeof Fastify>) => {
        declareNeeds(scope, "anybody");
        await scope.register(plugin);
      });
    await expect(start(scoped)).resolves.toBeUndefined();
  });
});

describe("A site is a wall:", () => {
  it("whoever has a role for one site is told of no other", async () => {
    const sitesFor = async (person: Person): Promise<string[]> => {
      const cookie = `waystitch=${await recordSession(database.db, users.get(person) ?? "")}`;
      const { sites } = (await (await fetch(`${dashboard.url}/api/sites`, { headers: { cookie } })).json()) as {
        sites: { siteId: string }[];
      };
      return sites.map(({ siteId }) => siteId);
    };
    expect(await sitesFor("a viewer of the site")).toEqual(["a"]);
    expect(await sitesFor("an owner of another site")).toEqual(["b"]);
    expect(await sitesFor("an analyst of the installation")).toEqual(["a", "b"]);
  });

  it("a role that is taken away counts at once, also in a browser that is signed in", async () => {
    const { userId } = await recordUserRole(database.db, "a", "gone@x.example", "viewer");
    await replacePassword(database.db, userId, "hash");
    const cookie = `waystitch=${await recordSession(database.db, userId)}`;
    const status = async (): Promise<number> => (await fetch(`${dashboard.url}/api/sites/a/overview`, { headers: { cookie } })).status;
    expect(await status()).toBe(200);
    await database.db.deleteFrom("user_sites").where("user_id", "=", userId).execute();
    expect(await status()).toBe(404);
    await database.db.deleteFrom("users").where("user_id", "=", userId).execute();
    expect(await status()).toBe(401);
  });
});

describe("What changes something is refused", () => {
  const post = async (path: string, headers: Record<string, string>): Promise<number> =>
    (await fetch(`${dashboard.url}${path}`, { method: "POST", body: new URLSearchParams({ token: "x" }), headers })).status;

  it.each([
    ["a form of another site", { origin: "https://evil.example" }],
    ["a page that hides where it is", { origin: "null" }],
    ["another port of the same host", { origin: "http://127.0.0.1:1" }],
    ["another site, as the browser says", { "sec-fetch-site": "cross-site" }],
    ["a site that shares the domain", { "sec-fetch-site": "same-site" }],
    ["somebody who does not say where it is from", {}],
  ])("when it comes from %s", async (_, headers: Record<string, string>) => {
    expect(await post("/sign-in", headers)).toBe(403);
    expect(await post("/sign-in/password", headers)).toBe(403);
    expect(await post("/api/sign-out", { ...headers, "x-waystitch": "1" })).toBe(403);
  });

  it("below /api/ without the header that no other site can add, also where the browser says it is the dashboard's own", async () => {
    for (const own of [{ origin: dashboard.url }, { "sec-fetch-site": "same-origin" }]) {
      expect(await post("/api/sign-out", own)).toBe(403);
      expect(await post("/api/sign-out", { ...own, "x-waystitch": "1" })).toBe(401);
      expect(await post("/sign-in", own)).toBe(401);
    }
  });
});
