import {
  type AuditEntry,
  endSession,
  endSessionsOf,
  forgiveSignInTry,
  loadAudit,
  loadCredentials,
  loadSignedIn,
  loadSignInLink,
  loadUser,
  loadUsersOfSite,
  parseUserEmail,
  recordAudit,
  recordKnownBrowser,
  recordPasswordLink,
  recordSession,
  recordSignInLink,
  recordUserRole,
  redeemFirstOwner,
  redeemPasswordLink,
  redeemSignInLink,
  removeUserRole,
  replacePassword,
  roleFor,
  takeSignInTry,
} from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

let test: TestDatabase;
/** Everything here is what a dashboard does, with a dashboard's rights. */
let db: TestDatabase["db"];

beforeAll(async () => {
  test = await createTestDatabase();
  db = test.dbOf("dashboard");
});
afterAll(() => test.drop());
beforeEach(async () => {
  for (const table of ["users", "user_sites", "known_browsers", "sign_in_throttles", "sign_in_links"])
    await test.query(`delete from ${table}`);
});

describe("an owner's link", () => {
  it("signs one browser in, once, with every right", async () => {
    const token = await recordSignInLink(db);
    const [session, second] = await Promise.all([redeemSignInLink(db, token), redeemSignInLink(db, token)]);
    const sessions = [session, second].filter((value) => value !== null);
    expect(sessions).toHaveLength(1);
    expect(await loadSignedIn(db, sessions[0] ?? "")).toMatchObject({ user: null, roles: { "*": "owner" } });
    expect([await loadSignedIn(db, token), await redeemSignInLink(db, "made-up")]).toEqual([null, null]);
  });

  it("works no longer after its day, nor the sign-in after its month, or a week in which it was not used", async () => {
    const late = await recordSignInLink(db);
    await test.query("update sign_in_links set expires_at = now() - interval '1 second'");
    expect([await redeemSignInLink(db, late), await loadSignInLink(db, late)]).toEqual([null, null]);
    for (const change of ["expires_at = now() - interval '1 second'", "used_at = now() - interval '8 days'"]) {
      const session = await recordSession(db, null);
      expect(await loadSignedIn(db, session)).not.toBeNull();
      await test.query(`update dashboard_sessions set ${change}`);
      expect(await loadSignedIn(db, session)).toBeNull();
    }
  });

  it("keeps a browser that asks now and then signed in", async () => {
    const session = await recordSession(db, null);
    await test.query("update dashboard_sessions set used_at = now() - interval '6 days'");
    await loadSignedIn(db, session);
    expect(await test.query("select 1 from dashboard_sessions where used_at > now() - interval '1 minute'")).toHaveLength(1);
  });

  it("makes the first owner of the installation, and none when there is one", async () => {
    const [first, second] = [await recordSignInLink(db), await recordSignInLink(db)];
    expect(await loadSignInLink(db, first)).toEqual({ kind: "owner", offersPassword: true });
    const owner = await redeemFirstOwner(db, first, "an@shop.example", "hash");
    expect(await loadSignedIn(db, owner?.session ?? "")).toMatchObject({ user: { email: "an@shop.example" }, roles: { "*": "owner" } });
    expect(await redeemFirstOwner(db, first, "bo@shop.example", "hash")).toBeNull();
    expect(await redeemFirstOwner(db, second, "bo@shop.example", "hash")).toBeNull();
    expect(await loadSignInLink(db, second)).toEqual({ kind: "owner", offersPassword: false });
    expect(await redeemSignInLink(db, second)).not.toBeNull();
  });
});

describe("an invitation", () => {
  it("sets a password once, and signs the user out elsewhere", async () => {
    const { userId } = await recordUserRole(db, "a", "an@shop.example", "analyst");
    const [older, token] = [await recordPasswordLink(db, userId), await recordPasswordLink(db, userId)];
    expect(await redeemPasswordLink(db, older, "hash")).toBeNull();
    expect(await redeemSignInLink(db, token)).toBeNull();
    expect(await loadSignInLink(db, token)).toEqual({ kind: "password", email: "an@shop.example" });
    const before = await recordSession(db, userId);
    const [one, two] = await Promise.all([redeemPasswordLink(db, token, "hash"), redeemPasswordLink(db, token, "hash")]);
    const user = one ?? two;
    expect([one, two].filter((outcome) => outcome !== null)).toHaveLength(1);
    expect(await loadSignedIn(db, user?.session ?? "")).toMatchObject({ user: { userId }, roles: { a: "analyst" } });
    expect(await loadSignedIn(db, before)).toBeNull();
    expect(await loadCredentials(db, "an@shop.example")).toEqual({ userId, passwordHash: "hash" });
  });

  it("of a user who was removed works no longer", async () => {
    const { userId } = await recordUserRole(db, "a", "an@shop.example", "viewer");
    const token = await recordPasswordLink(db, userId);
    await removeUserRole(db, "a", userId);
    expect([await loadSignInLink(db, token), await redeemPasswordLink(db, token, "hash")]).toEqual([null, null]);
  });
});

describe("a user", () => {
  it("has a role for a site, which is taken away for that site only; with the last one the user goes, and is signed out", async () => {
    const { userId, isNew } = await recordUserRole(db, "a", "an@shop.example", "viewer");
    expect([isNew, (await recordUserRole(db, "b", "an@shop.example", "owner")).isNew]).toEqual([true, false]);
    await recordUserRole(db, "a", "an@shop.example", "analyst");
    await replacePassword(db, userId, "hash");
    const session = await recordSession(db, userId);
    expect((await loadUser(db, "an@shop.example"))?.roles).toEqual({ a: "analyst", b: "owner" });
    expect(await loadUsersOfSite(db, "a")).toMatchObject([{ userId, role: "analyst", hasPassword: true }]);
    expect(await loadUsersOfSite(db, "c")).toEqual([]);
    expect(await removeUserRole(db, "c", userId)).toEqual({ kind: "unknown" });
    expect(await removeUserRole(db, "a", userId)).toEqual({ kind: "removed", email: "an@shop.example" });
    expect((await loadSignedIn(db, session))?.roles).toEqual({ b: "owner" });
    expect(await removeUserRole(db, "b", userId)).toMatchObject({ kind: "removed" });
    expect([await loadUser(db, "an@shop.example"), await loadSignedIn(db, session)]).toEqual([null, null]);
  });

  it("is signed out in one browser, in all, or in all but one", async () => {
    const { userId } = await recordUserRole(db, "a", "an@shop.example", "viewer");
    const sessions = [await recordSession(db, userId), await recordSession(db, userId), await recordSession(db, userId)];
    const byLink = await recordSession(db, null);
    const signedIn = async (): Promise<boolean[]> =>
      await Promise.all([...sessions, byLink].map(async (token) => (await loadSignedIn(db, token)) !== null));
    await endSession(db, (await loadSignedIn(db, sessions[0] ?? ""))?.sessionHash ?? "");
    expect(await signedIn()).toEqual([false, true, true, true]);
    await replacePassword(db, userId, "hash", (await loadSignedIn(db, sessions[1] ?? ""))?.sessionHash);
    expect(await signedIn()).toEqual([false, true, false, true]);
    await endSessionsOf(db, userId);
    expect(await signedIn()).toEqual([false, false, false, true]);
    await endSessionsOf(db, null);
    expect(await signedIn()).toEqual([false, false, false, false]);
  });

  it("is found by the address in small letters, and what is no address is none", () => {
    expect(parseUserEmail(" An@Shop.Example ")).toBe("an@shop.example");
    for (const text of ["", "an", "an@", "@shop", "a b@shop", "a@b@c", "a\u0000@b", `${"a".repeat(251)}@b.c`])
      expect(parseUserEmail(text)).toBeNull();
  });

  it("has the greater of the roles for the site and for all", () => {
    expect(roleFor("a", { a: "viewer", "*": "analyst" })).toBe("analyst");
    expect(roleFor("a", { a: "owner", "*": "viewer" })).toBe("owner");
    expect(roleFor("a", { b: "owner" })).toBeNull();
  });
});

describe("tries to sign in", () => {
  const attempt = (email: string, addressPrefix: string, browser?: string) =>
    takeSignInTry(db, { email, addressPrefix, ...(browser === undefined ? {} : { browser }) });
  /** Whether so many tries at once are let through. */
  const many = async (count: number, email: string, address: (index: number) => string, browser?: string): Promise<boolean[]> =>
    (await Promise.all(Array.from({ length: count }, (_, index) => attempt(email, address(index), browser)))).map(
      (outcome) => "letThrough" in outcome,
    );
  const letThrough = (outcomes: readonly boolean[]): number => outcomes.filter(Boolean).length;

  it("wait twice as long each time, for an account that exists or not, however many come at once and from wherever", async () => {
    expect(letThrough(await many(30, "an@shop.example", (index) => `10.0.${index}.0/24`))).toBe(5);
    const waits: number[] = [];
    for (let round = 0; round < 4; round++) {
      const outcome = await attempt("an@shop.example", `10.1.${round}.0/24`);
      waits.push("waitSeconds" in outcome ? outcome.waitSeconds : 0);
      await test.query("update sign_in_throttles set waits_until = now() - interval '1 second' where subject like 'account:%'");
      await attempt("an@shop.example", `10.2.${round}.0/24`);
    }
    expect(waits).toEqual([1, 2, 4, 8]);
    for (let round = 0; round < 12; round++) {
      await test.query("update sign_in_throttles set waits_until = now() - interval '1 second' where subject like 'account:%'");
      await attempt("an@shop.example", `10.3.${round}.0/24`);
    }
    expect(await attempt("an@shop.example", "10.9.0.0/24")).toEqual({ waitSeconds: 900 });
    expect(await attempt("bo@shop.example", "10.9.0.0/24")).toHaveProperty("letThrough");
  });

  it("of one address are bounded over all accounts, and a success there gives back one try, not all", async () => {
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, index) => attempt(`u${index}@x.example`, "10.0.0.0/24")));
    expect(outcomes.filter((outcome) => "letThrough" in outcome)).toHaveLength(20);
    const last = outcomes.find((outcome) => "letThrough" in outcome);
    if (last === undefined || !("letThrough" in last)) throw new Error("none was let through");
    await forgiveSignInTry(db, last.letThrough);
    const later = await Promise.all(["v", "w", "x"].map((name) => attempt(`${name}@x.example`, "10.0.0.0/24")));
    expect(later.filter((outcome) => "letThrough" in outcome)).toHaveLength(1);
  });

  it("by strangers do not keep out a user in a browser in which they have signed in before", async () => {
    const { userId } = await recordUserRole(db, "a", "an@shop.example", "viewer");
    const browser = await recordKnownBrowser(db, userId, undefined);
    expect(await recordKnownBrowser(db, userId, browser)).toBe(browser);
    await many(30, "an@shop.example", () => "10.0.0.0/24");
    expect(await attempt("an@shop.example", "10.0.0.0/24")).toHaveProperty("waitSeconds");
    expect(await attempt("an@shop.example", "10.0.0.0/24", browser)).toHaveProperty("letThrough");
    expect(await attempt("an@shop.example", "10.0.0.0/24", "made-up")).toHaveProperty("waitSeconds");
    expect(await attempt("bo@shop.example", "10.0.0.0/24", browser)).toHaveProperty("waitSeconds");
    expect(letThrough(await many(30, "an@shop.example", () => "10.0.0.0/24", browser))).toBe(4);
  });

  it("are forgotten after a success, and in time", async () => {
    for (let round = 0; round < 12; round++) {
      const outcome = await attempt("an@shop.example", `10.0.${round}.0/24`);
      if (!("letThrough" in outcome)) throw new Error(`kept out in round ${round}`);
      await forgiveSignInTry(db, outcome.letThrough);
    }
    await test.query("update sign_in_throttles set tried_at = now() - interval '3 days'");
    await attempt("bo@shop.example", "10.0.0.0/24");
    await attempt("bo@shop.example", "10.0.0.0/24");
    expect(await test.query("select subject from sign_in_throttles where tried_at < now() - interval '1 day'")).toEqual([]);
  });
});

describe("the audit log", () => {
  const entry = (siteId: string, detail: AuditEntry["detail"]): AuditEntry => ({
    siteId,
    actor: "an@shop.example",
    action: "exported",
    detail: detail ?? {},
    addressPrefix: "10.0.0.0/24",
  });

  it("is read page by page by the site it is about, with the installation's for who asks for that", async () => {
    for (const [site, count] of [
      ["log-a", 5],
      ["log-b", 1],
      ["*", 1],
    ] as const)
      for (let index = 0; index < count; index++) await recordAudit(db, entry(site, { index }));
    const whole = await loadAudit(db, "log-a", { limit: 10, withInstallation: false });
    expect(whole.map(({ detail }) => detail["index"])).toEqual([4, 3, 2, 1, 0]);
    expect(whole[0]).toMatchObject({ siteId: "log-a", actor: "an@shop.example", action: "exported", addressPrefix: "10.0.0.0/24" });
    const first = await loadAudit(db, "log-a", { limit: 3, withInstallation: false });
    const last = first.at(-1);
    const rest = await loadAudit(db, "log-a", { limit: 3, withInstallation: false, ...(last === undefined ? {} : { before: last }) });
    expect([...first, ...rest]).toEqual(whole);
    expect(await loadAudit(db, "log-a", { limit: 10, withInstallation: true })).toHaveLength(6);
  });

  it("takes whatever it is told, within bounds", async () => {
    const hostile = { "\u0000": "\ud800\u0000", long: "\u{1f600}".repeat(5_000), number: Number.NaN };
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}${"\u0001".repeat(99)}`, "\u0001".repeat(1_000)]));
    await recordAudit(db, entry("log-c", hostile));
    await recordAudit(db, entry("log-c", many));
    expect(await loadAudit(db, "log-c", { limit: 10, withInstallation: false })).toHaveLength(2);
  });

  it("is added to by the dashboard, and changed by it never", async () => {
    await expect(db.deleteFrom("audit_log").execute()).rejects.toThrow("permission denied");
    await expect(db.updateTable("audit_log").set({ actor: "x" }).execute()).rejects.toThrow("permission denied");
    await expect(
      db
        .insertInto("audit_log")
        .values({ site_id: "a", actor: "x", action: "x", at: new Date(0) })
        .execute(),
    ).rejects.toThrow("permission denied");
  });
});
