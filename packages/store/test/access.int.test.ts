import { createKey, loadKey, loadKeys, noteKeyUse, recordKey, recordSite, replaceSiteDomains, revokeKey } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await recordSite(test.db, "one", { name: "One" });
  await recordSite(test.db, "two", { name: "Two", currency: "USD", timeZone: "UTC", domains: ["two.example"] });
});
afterAll(() => test.drop());

describe("a key", () => {
  it("leads to its site and kind, and an unknown one to none", async () => {
    const [write, secret] = [createKey("write"), createKey("secret")];
    await recordKey(test.db, "one", "write", write, "shop");
    await recordKey(test.db, "two", "secret", secret, "server");
    expect(await loadKey(test.db, write)).toMatchObject({ siteId: "one", kind: "write", origins: [], eventsPerSecond: null });
    expect(await loadKey(test.db, secret)).toMatchObject({ siteId: "two", kind: "secret", keepsContacts: false });
    expect(await loadKey(test.db, `${write}x`)).toBeNull();
  });

  it("is no longer accepted once it is revoked", async () => {
    const key = createKey("write");
    await recordKey(test.db, "one", "write", key, "old");
    await test.query("update keys set revoked_at = now() where write_key = $1", [key]);
    expect(await loadKey(test.db, key)).toBeNull();
  });

  it("is revoked by itself or its id, by its own site only", async () => {
    const [first, second] = [createKey("write"), createKey("secret")];
    await recordKey(test.db, "two", "write", first, "first", { origins: ["https://a.example"], eventsPerSecond: 7 });
    await recordKey(test.db, "two", "secret", second, "second");
    const keyId = (await loadKeys(test.db, "two")).find(({ label }) => label === "second")?.keyId ?? "";
    expect(await revokeKey(test.db, "one", first)).toBe(false);
    expect(await revokeKey(test.db, "one", keyId)).toBe(false);
    expect(await revokeKey(test.db, "two", "")).toBe(false);
    expect(await revokeKey(test.db, "two", "%")).toBe(false);
    expect(await loadKey(test.db, first)).toMatchObject({ origins: ["https://a.example"], eventsPerSecond: 7 });
    expect([await revokeKey(test.db, "two", first), await revokeKey(test.db, "two", keyId)]).toEqual([true, true]);
    expect([await loadKey(test.db, first), await loadKey(test.db, second)]).toEqual([null, null]);
    expect((await loadKeys(test.db, "two")).filter(({ revokedAt }) => revokedAt !== null)).toHaveLength(2);
    expect((await loadKeys(test.db, "one")).filter(({ label }) => label === "first")).toEqual([]);
  });

  it("keeps the last day of its use, of its own site only", async () => {
    const key = createKey("write");
    await recordKey(test.db, "one", "write", key, "used");
    const { keyHash } = (await loadKey(test.db, key)) ?? { keyHash: "" };
    const lastUse = async () => (await loadKeys(test.db, "one")).find(({ label }) => label === "used")?.lastUsedOn;
    await noteKeyUse(test.db, "two", keyHash, "2026-11-24");
    expect(await lastUse()).toBeNull();
    for (const day of ["2026-11-22", "2026-11-23", "2026-11-21"]) await noteKeyUse(test.db, "one", keyHash, day);
    expect(await lastUse()).toBe("2026-11-23");
  });

  it("that is secret is in no table", async () => {
    const key = createKey("secret");
    await recordKey(test.db, "one", "secret", key, "server");
    expect(await test.query("select 1 from keys k where k::text like '%' || $1 || '%'", [key])).toEqual([]);
  });
});

describe("a site", () => {
  it("stays as it is when it is added again, and another one's domains stay too", async () => {
    await recordSite(test.db, "two", { name: "Other", currency: "EUR" });
    await replaceSiteDomains(test.db, "one", ["one.example", "www.one.example"]);
    expect(await test.query("select site_id, name, currency, domains from sites order by 1")).toEqual([
      { site_id: "one", name: "One", currency: "VND", domains: ["one.example", "www.one.example"] },
      { site_id: "two", name: "Two", currency: "USD", domains: ["two.example"] },
    ]);
  });
});
