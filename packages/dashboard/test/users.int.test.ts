import { hash } from "@node-rs/argon2";
import { inviteUser, loadUser, recordSession, recordSignInLink, recordSite, recordUserRole, replacePassword } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPasswords, findPasswordFault, NOBODY, PasswordsBusyError } from "../src/access/passwords.js";
import { type DashboardUnderTest, ownHeaders, startDashboardUnderTest } from "./dashboard-under-test.js";
import { seedPerson } from "./seed.js";

const PASSWORD = "mấy con cá vàng bơi";
let database: TestDatabase;
let dashboard: DashboardUnderTest;

beforeAll(async () => {
  database = await createTestDatabase();
  for (const site of ["a", "b"]) await recordSite(database.db, site, { name: site });
  dashboard = await startDashboardUnderTest(database);
});
afterAll(async () => {
  await dashboard.close();
  await database.drop();
});
beforeEach(async () => {
  for (const table of ["users", "user_sites", "sign_in_throttles", "audit_log"]) await database.query(`delete from ${table}`);
});

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");

const submit = async (path: string, fields: Record<string, string>, cookie = ""): Promise<Response> =>
  await fetch(`${dashboard.url}${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
    headers: { ...ownHeaders(dashboard.url), cookie },
  });

/** A user with a role, who has a password, in a browser that is signed in. */
async function signedInAs(email: string, site: string, role: "owner" | "analyst" | "viewer"): Promise<string> {
  const { userId } = await recordUserRole(database.db, site, email, role);
  await replacePassword(database.db, userId, NOBODY);
  return `waystitch=${await recordSession(database.db, userId)}`;
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function ask(cookie: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${dashboard.url}${path}`, {
    method,
    headers: { ...ownHeaders(dashboard.url), cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

/** Follows an invitation. @returns the browser's cookies */
async function setPassword(link: unknown, password = PASSWORD): Promise<string> {
  const token = new URL(String(link), dashboard.url).searchParams.get("token") ?? "";
  return cookiesOf(await submit("/sign-in/new-password", { token, password, again: password }));
}

const actions = async (): Promise<unknown[]> =>
  (await database.query<{ action: string }>("select action from audit_log order by at")).map(({ action }) => action);

describe("The first owner", () => {
  it("sets an e-mail address and password on the way in, and later nobody does that again", async () => {
    const [token, later] = [await recordSignInLink(database.db), await recordSignInLink(database.db)];
    const page = async (which: string): Promise<string> => await (await fetch(`${dashboard.url}/sign-in?token=${which}`)).text();
    expect(await page(token)).toContain("/sign-in/first-owner");
    for (const [email, password, again] of [
      ["no address", PASSWORD, PASSWORD],
      ["an@shop.example", "short", "short"],
      ["an@shop.example", PASSWORD, "another one than that"],
      ["an@shop.example", "Password123", "Password123"],
    ] as const)
      expect((await submit("/sign-in/first-owner", { token, email, password, again })).status).toBe(400);
    const done = await submit("/sign-in/first-owner", { token, email: "An@Shop.example", password: PASSWORD, again: PASSWORD });
    expect([done.status, done.headers.get("location")]).toEqual([303, "/"]);
    const me = await ask(cookiesOf(done), "GET", "/api/me");
    expect(me.body).toMatchObject({
      user: { email: "an@shop.example" },
      isInstallationOwner: true,
      sites: [{ siteId: "a", role: "owner" }, { siteId: "b" }],
    });
    expect(await page(later)).not.toContain("/sign-in/first-owner");
    expect((await submit("/sign-in/first-owner", { token: later, email: "x@y.z", password: PASSWORD, again: PASSWORD })).status).toBe(401);
    expect((await submit("/sign-in", { token: later })).status).toBe(303);
  });
});

describe("Somebody who is invited", () => {
  it("sets a password by the link, signs in with it, changes it, and is signed out elsewhere by that", async () => {
    const owner = await signedInAs("owner@shop.example", "a", "owner");
    const invited = await ask(owner, "POST", "/api/sites/a/users", { email: "An@shop.example", role: "viewer" });
    expect(invited).toMatchObject({ status: 201, body: { email: "an@shop.example", role: "viewer" } });
    const elsewhere = await setPassword(invited.body["link"]);
    expect((await ask(elsewhere, "GET", "/api/me")).body).toMatchObject({
      roles: { a: "viewer" },
      sites: [{ siteId: "a", role: "viewer" }],
    });
    expect(await setPassword(invited.body["link"])).toBe("");
    // Typed on a keyboard that puts letters and their marks together otherwise.
    const here = cookiesOf(await submit("/sign-in/password", { email: " an@SHOP.example", password: PASSWORD.normalize("NFD") }));
    expect(here).toMatch(/waystitch=.*waystitch-known=/);
    const change = async (current: string, next: string): Promise<Answer> => await ask(here, "POST", "/api/me/password", { current, next });
    expect(await change("wrong wrong wrong", "a new one, and longer")).toMatchObject({ status: 403, body: { error: "wrong_password" } });
    expect(await change(PASSWORD, "an@shop.example")).toMatchObject({ status: 400 });
    expect(await change(PASSWORD, "a new one, and longer")).toMatchObject({ status: 204 });
    expect([(await ask(here, "GET", "/api/me")).status, (await ask(elsewhere, "GET", "/api/me")).status]).toEqual([200, 401]);
    expect((await submit("/sign-in/password", { email: "an@shop.example", password: PASSWORD })).status).toBe(401);
    expect(await ask(here, "POST", "/api/sign-out")).toMatchObject({ status: 204 });
    expect((await ask(here, "GET", "/api/me")).status).toBe(401);
    expect(await actions()).toEqual(["user_role_set", "password_set", "signed_in", "password_set", "sign_in_failed", "signed_out"]);
  });

  it("is one of those whom the site's owners see, and loses the role by them", async () => {
    const owner = await signedInAs("owner@shop.example", "a", "owner");
    const { body } = await ask(owner, "POST", "/api/sites/a/users", { email: "an@shop.example", role: "viewer" });
    const { users } = (await ask(owner, "GET", "/api/sites/a/users")).body as { users: Record<string, unknown>[] };
    expect(users).toMatchObject([
      { email: "an@shop.example", role: "viewer", hasPassword: false },
      { email: "owner@shop.example", role: "owner", hasPassword: true },
    ]);
    expect(JSON.stringify(users)).not.toContain("hash");
    const user = await setPassword(body["link"]);
    const seen = (await ask(owner, "GET", "/api/sites/a/users")).body as { users: { lastSignedInAt: string | null }[] };
    expect(seen.users.map(({ lastSignedInAt }) => lastSignedInAt)).toEqual([expect.stringContaining("T"), null]);
    expect((await ask(user, "GET", "/api/sites")).body).toMatchObject({ sites: [{ siteId: "a", role: "viewer" }] });
    expect((await ask(owner, "DELETE", `/api/sites/a/users/${String(body["userId"])}`)).status).toBe(204);
    expect((await ask(owner, "DELETE", `/api/sites/a/users/${String(body["userId"])}`)).status).toBe(404);
    expect((await ask(user, "GET", "/api/me")).status).toBe(401);
  });

  it.each([
    { email: "x", role: "viewer" },
    { email: "x@y.z", role: "admin" },
    { email: "x@y.z", role: "viewer", site: "b" },
    { email: 1 },
    [],
    null,
    "x",
  ])("is not made of %j", async (body) => {
    const owner = await signedInAs("owner@shop.example", "a", "owner");
    expect(await ask(owner, "POST", "/api/sites/a/users", body)).toMatchObject({ status: 400, body: { error: "bad_request" } });
  });
});

describe("The last owner", () => {
  const refused = { status: 409, body: { error: "last_owner" } };
  const idOf = async (email: string): Promise<string> => (await loadUser(database.db, email))?.userId ?? "";

  it.each([
    ["a", "/api/sites/a/users"],
    ["*", "/api/users"],
  ])("of %s is not taken away, nor made less, until somebody else can sign in as one", async (site, url) => {
    const own = await signedInAs("an@shop.example", site, "owner");
    const [lower, remove] = [{ email: "an@shop.example", role: "analyst" }, `${url}/${await idOf("an@shop.example")}`];
    expect(await ask(own, "POST", url, lower)).toMatchObject(refused);
    expect(await ask(own, "DELETE", remove)).toMatchObject(refused);
    await ask(own, "POST", url, { email: "bo@shop.example", role: "owner" });
    expect(await ask(own, "DELETE", remove), "who was invited may never come").toMatchObject(refused);
    expect((await ask(own, "POST", url, { email: "bo@shop.example", role: "viewer" })).status).toBe(201);
    await signedInAs("cy@shop.example", site, "owner");
    expect((await ask(own, "POST", url, lower)).status).toBe(201);
  });

  it("of a site may go while somebody owns all sites; of two who remove each other at once, one stays", async () => {
    const [an, bo] = [await signedInAs("an@shop.example", "a", "owner"), await signedInAs("bo@shop.example", "a", "owner")];
    const [ofAn, ofBo] = await Promise.all(["an", "bo"].map(async (name) => `/api/sites/a/users/${await idOf(`${name}@shop.example`)}`));
    await Promise.all([ask(an, "DELETE", String(ofBo)), ask(bo, "DELETE", String(ofAn))]);
    const left = await database.query<{ user_id: string }>("select user_id from user_sites where role = 'owner'");
    expect(left).toHaveLength(1);
    const all = await signedInAs("all@shop.example", "*", "owner");
    expect((await ask(all, "DELETE", `/api/sites/a/users/${left[0]?.user_id}`)).status).toBe(204);
  });
});

describe("An owner of one site gets no link to what is not theirs:", () => {
  const invite = async (cookie: string, site: string, email: string): Promise<Answer> =>
    await ask(cookie, "POST", `/api/sites/${site}/users`, { email, role: "viewer" });

  it("who has a password gets a role and no link, and a link made before works no longer", async () => {
    const [ofA, ofB] = [await signedInAs("a@shop.example", "a", "owner"), await signedInAs("b@shop.example", "b", "owner")];
    await signedInAs("an@shop.example", "a", "viewer");
    const { userId } = (await loadUser(database.db, "an@shop.example")) ?? { userId: "" };
    const before = await ask(ofA, "POST", `/api/sites/a/users/${userId}/link`);
    expect(before.status).toBe(201);
    expect(await invite(ofB, "b", "an@shop.example")).toMatchObject({ status: 201, body: { link: null } });
    expect(await setPassword(before.body["link"])).toBe("");
    expect(await ask(ofA, "POST", `/api/sites/a/users/${userId}/link`)).toMatchObject({ status: 403, body: { error: "not_allowed" } });
    expect((await ask(ofB, "POST", `/api/sites/a/users/${userId}/link`)).status).toBe(404);
  });

  it("who was invited by others waits for their password; an owner of the installation takes over", async () => {
    const [ofA, ofB] = [await signedInAs("a@shop.example", "a", "owner"), await signedInAs("b@shop.example", "b", "owner")];
    const byA = await invite(ofA, "a", "an@shop.example");
    expect(await invite(ofB, "b", "an@shop.example")).toMatchObject({ status: 409 });
    expect((await loadUser(database.db, "an@shop.example"))?.roles).toEqual({ a: "viewer" });
    const byInstallation = await inviteUser(database.db, "*", { email: "an@shop.example", role: "owner" }, () => true);
    expect(await setPassword(byA.body["link"])).toBe("");
    expect(await invite(ofA, "a", "an@shop.example")).toMatchObject({ status: 409 });
    expect(byInstallation).toMatchObject({ kind: "given", link: expect.any(String) });
  });

  it("of two who invite the same person at once, only one gets a link", async () => {
    const [ofA, ofB] = [await signedInAs("a@shop.example", "a", "owner"), await signedInAs("b@shop.example", "b", "owner")];
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all([invite(ofA, "a", `n${round}@x.example`), invite(ofB, "b", `n${round}@x.example`)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    }
  });
});

describe("Whoever guesses a password", () => {
  it("learns nothing about who has an account, and is made to wait", async () => {
    await signedInAs("an@shop.example", "a", "viewer");
    const guess = async (email: string): Promise<string> => {
      const response = await submit("/sign-in/password", { email, password: "guess guess guess" });
      return `${response.status} ${(await response.text()).replaceAll(email, "")} ${String(response.headers.get("set-cookie"))}`;
    };
    const [known, unknown] = [await guess("an@shop.example"), await guess("bo@shop.example")];
    expect(known).toBe(unknown);
    expect(known).toMatch(/^401 /);
    for (let round = 0; round < 5; round++) await guess("an@shop.example");
    const blocked = await submit("/sign-in/password", { email: "an@shop.example", password: PASSWORD });
    expect([blocked.status, Number(blocked.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect(new Set(await actions())).toEqual(new Set(["sign_in_failed"]));
    const rows = await database.query("select detail->>'user' as user from audit_log where detail ? 'user'");
    expect(new Set(rows.map(({ user }) => user))).toEqual(new Set(["an@shop.example"]));
  });

  it("makes the same work with and without an account, and only so much at once", async () => {
    const passwords = createPasswords();
    const made = await passwords.hash(PASSWORD);
    expect(NOBODY.split("$").slice(0, 4)).toEqual(made.split("$").slice(0, 4));
    expect(NOBODY).toHaveLength(made.length);
    expect([await passwords.verify(made, PASSWORD), await passwords.verify(made, "x"), await passwords.verify(null, PASSWORD)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await passwords.verify(await hash(PASSWORD.normalize("NFC")), PASSWORD.normalize("NFD"))).toBe(true);
    const many = await Promise.allSettled(Array.from({ length: 25 }, () => passwords.verify(null, "x")));
    const refused = many.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(7);
    expect(refused.every(({ reason }) => reason instanceof PasswordsBusyError)).toBe(true);
    expect(await passwords.verify(made, PASSWORD)).toBe(true);
  });

  it("cannot expect a password that anybody would try first", () => {
    for (const password of [
      "",
      "too short",
      "password123",
      "PASSWORD123",
      "aaaaaaaaaaaa",
      "an@shop.example",
      "x".repeat(129),
      "1234567890",
    ])
      expect(findPasswordFault(password, "an@shop.example"), password).not.toBeNull();
    for (const password of [PASSWORD, "x y z x y z", "đàn bò gặm cỏ", "😀😃😄😁😆😅😂🤣😊😇"])
      expect(findPasswordFault(password, "an@shop.example"), password).toBeNull();
  });
});

describe("A viewer", () => {
  it("reads people without what names them; an analyst reads that, too", async () => {
    const move = { ago: 9, event: "page", milestone: "first_touch", stage: "Attract", step: "aware", page: "/" };
    const person = await seedPerson(
      database.db,
      "a",
      { visitor: "v1", userId: "linh", arrivals: [{ ago: 9, channel: "Direct" }], moves: [move] },
      new Date("2026-11-22T05:00:00Z"),
    );
    await database.db
      .insertInto("person_identifiers")
      .values({
        part: 1,
        site_id: "a",
        person_id: person,
        identifier: "email:0f1e2d",
        kind: "email",
        evidence_visitor_id: "v1",
        evidence_event_id: "e",
      })
      .execute();
    const seen = async (role: "viewer" | "analyst"): Promise<string> => {
      const cookie = await signedInAs(`${role}@shop.example`, "a", role);
      const answers = [await ask(cookie, "GET", "/api/sites/a/journeys"), await ask(cookie, "GET", `/api/sites/a/journeys/${person}`)];
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      return JSON.stringify(answers);
    };
    expect(await seen("analyst")).toContain("linh");
    expect(await seen("viewer")).not.toMatch(/linh|0f1e2d/);
  });
});

describe("The audit log", () => {
  it("is read by owners: of a site what concerns it, of the installation everything, page by page", async () => {
    const [ofA, all] = [await signedInAs("a@shop.example", "a", "owner"), await signedInAs("all@shop.example", "*", "owner")];
    for (const name of ["x", "y", "z"]) await ask(ofA, "POST", "/api/sites/a/users", { email: `${name}@x.example`, role: "viewer" });
    await ask(all, "POST", "/api/users", { email: "w@x.example", role: "viewer" });
    const read = async (
      cookie: string,
      query = "",
    ): Promise<{ entries: { actor: string; detail: { user: string } }[]; next: string | null }> =>
      (await ask(cookie, "GET", `/api/sites/a/audit${query}`)).body as never;
    const users = async (cookie: string): Promise<string[]> => (await read(cookie)).entries.map(({ detail }) => detail.user[0] ?? "");
    expect([await users(ofA), await users(all)]).toEqual([
      ["z", "y", "x"],
      ["w", "z", "y", "x"],
    ]);
    const first = await read(ofA, "?limit=2");
    const second = await read(ofA, `?limit=2&before=${String(first.next)}`);
    expect([...first.entries, ...second.entries].map(({ actor, detail }) => `${actor} ${detail.user}`)).toEqual(
      ["z", "y", "x"].map((name) => `a@shop.example ${name}@x.example`),
    );
    expect(second.next).toBeNull();
    for (const query of ["?limit=0", "?limit=x", "?before=x", "?before="])
      expect((await ask(ofA, "GET", `/api/sites/a/audit${query}`)).status).toBe(400);
  });
});
