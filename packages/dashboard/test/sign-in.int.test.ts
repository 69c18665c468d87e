import { recordSignInLink } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DashboardUnderTest, ownHeaders, startDashboardUnderTest } from "./dashboard-under-test.js";

let database: TestDatabase;
let dashboard: DashboardUnderTest;

beforeAll(async () => {
  database = await createTestDatabase();
  dashboard = await startDashboardUnderTest(database);
});
afterAll(async () => {
  await dashboard.close();
  await database.drop();
});

const post = async (body: BodyInit | null, headers: Record<string, string> = {}, url = dashboard.url): Promise<Response> =>
  await fetch(`${url}/sign-in`, { method: "POST", body, redirect: "manual", headers: { ...ownHeaders(url), ...headers } });

const press = async (token: string): Promise<Response> => await post(new URLSearchParams({ token }));

describe("A browser that is not signed in", () => {
  const apiPaths = [
    "/api/sites",
    "/api/sites/a/overview",
    "/api/sites/a/journeys",
    "/api/sites/a/journeys/x",
    "/api/sites/a/live",
    "/api/nothing",
  ];

  it.each(apiPaths)("is refused by %s in JSON that says what to do", async (path) => {
    for (const cookie of ["", "waystitch=", "waystitch=made-up", "waystitch=%00", "other=1"]) {
      const response = await fetch(`${dashboard.url}${path}`, { headers: { cookie } });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: "not_signed_in", message: expect.stringContaining("npx waystitch link") });
    }
  });

  it.each(["/", "/sites/a", "/sites/a/people/x", "/assets/page.js", "/nothing", "/%2fapi/sites", "/gate/../index.html"])(
    "sees at %s only the page that tells how to get a link",
    async (path) => {
      const response = await fetch(`${dashboard.url}${path}`);
      expect([response.status, response.headers.get("content-type")]).toEqual([401, "text/html; charset=utf-8"]);
      expect(await response.text()).toContain("npx waystitch link");
    },
  );

  it("gets the style of that page and the state of health, and no other file", async () => {
    expect((await fetch(`${dashboard.url}/gate/gate.css`)).status).toBe(200);
    expect((await fetch(`${dashboard.url}/health`)).status).toBe(200);
    expect((await fetch(`${dashboard.url}/gate/%2e%2e/index.html`)).status).not.toBe(200);
  });

  it("is refused when its sign-in has run out", async () => {
    const cookie = (await press(await recordSignInLink(database.db))).headers.get("set-cookie")?.split(";", 1)[0] ?? "";
    const status = async (): Promise<number> => (await fetch(`${dashboard.url}/api/sites`, { headers: { cookie } })).status;
    expect(await status()).toBe(200);
    await database.db
      .updateTable("dashboard_sessions")
      .set({ expires_at: new Date(0) })
      .execute();
    expect(await status()).toBe(401);
  });
});

describe("A one-time link", () => {
  it("survives being visited by whoever previews it, and opens the dashboard once by its button", async () => {
    const token = await recordSignInLink(database.db);
    for (const method of ["GET", "HEAD", "GET"]) {
      const visit = await fetch(`${dashboard.url}/sign-in?token=${token}`, { method });
      expect(visit.status).toBe(200);
      expect(visit.headers.get("set-cookie")).toBeNull();
    }
    const first = await press(token);
    expect([first.status, first.headers.get("location")]).toEqual([303, "/"]);
    expect(first.headers.get("set-cookie")).toMatch(/^waystitch=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    const second = await press(token);
    expect([second.status, second.headers.get("set-cookie")]).toEqual([401, null]);
    expect(await second.text()).toContain("no longer works");
  });

  it("is refused after its day", async () => {
    const token = await recordSignInLink(database.db);
    await database.db
      .updateTable("sign_in_links")
      .set({ expires_at: new Date(0) })
      .execute();
    expect((await press(token)).status).toBe(401);
  });

  it("is refused when nobody made it, whatever it looks like", async () => {
    for (const token of ["", "x", "a".repeat(101), "\u0000", "' or 1=1 --", "<script>"]) expect((await press(token)).status).toBe(401);
    const strange = await post("{", { "content-type": "application/json" });
    expect(strange.status).toBe(400);
    expect((await post(null)).status).toBe(401);
    expect((await fetch(`${dashboard.url}/sign-in`)).status).toBe(401);
  });

  it("cannot bring markup into its page", async () => {
    const page = await fetch(`${dashboard.url}/sign-in?token=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(await page.text()).not.toContain("<script>");
  });

  it("gives a cookie that travels by https only, bound to the host, where people come by https", async () => {
    const secure = await startDashboardUnderTest(database, { secure: true });
    const token = await recordSignInLink(database.db);
    const response = await post(new URLSearchParams({ token }), {}, secure.url);
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^__Host-waystitch=[\w-]{43}; .*Secure/);
    const status = async (name: string): Promise<number> =>
      (await fetch(`${secure.url}/api/sites`, { headers: { cookie: cookie.replace(/^[^=]+/, name) } })).status;
    expect([await status("__Host-waystitch"), await status("waystitch")]).toEqual([200, 401]);
    await secure.close();
  });
});

describe("Every answer", () => {
  it.each(["/", "/sites/a", "/assets/page.js", "/assets/none.js", "/api/sites", "/api/nothing", "/sign-in", "/health"])(
    "of %s forbids what is inline or from elsewhere, framing, sniffing and telling where one was",
    async (path) => {
      for (const response of [await dashboard.ask(path), await fetch(`${dashboard.url}${path}`)]) {
        const policy = response.headers.get("content-security-policy") ?? "";
        expect(policy).toContain("default-src 'self'");
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).not.toMatch(/unsafe|https?:|\*/);
        expect(response.headers.get("x-content-type-options")).toBe("nosniff");
        expect(response.headers.get("referrer-policy")).toMatch(/^(?:no-referrer|same-origin)$/);
      }
    },
  );

  it("is kept by nobody, except the page's own files", async () => {
    const kept = async (path: string): Promise<string | null> => (await dashboard.ask(path)).headers.get("cache-control");
    expect(await Promise.all(["/", "/sites/a", "/api/sites", "/health"].map(kept))).toEqual(Array(4).fill("no-store"));
    expect(await kept("/assets/page.js")).toContain("immutable");
  });
});
