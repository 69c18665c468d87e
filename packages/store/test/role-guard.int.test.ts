import { randomBytes } from "node:crypto";
import { createDatabase, groupOf, guardRole, loadObjection, SERVICES, type Service, urlOfLogin } from "@waystitch/store";
import { createTestDatabase, type TestDatabase } from "@waystitch/testbed";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let test: TestDatabase;
const made: string[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(async () => {
  for (const name of made.reverse())
    await test.query(`reassign owned by ${name} to current_user`).then(() => test.query(`drop role ${name}`));
  await test.drop();
});

/** A role of this test's own that may sign in. @param rights as `create role` takes them */
async function createRole(rights = ""): Promise<string> {
  const name = `guard_${randomBytes(6).toString("hex")}`;
  await test.query(`create role ${name} login password 'pw' ${rights}`);
  made.push(name);
  return name;
}

async function objectionTo(name: string, service: Service = "collector"): Promise<string | null> {
  const db = createDatabase({ url: urlOfLogin(test.url, { name, password: "pw" }), applicationName: "test" });
  return await loadObjection(db, service).finally(() => db.destroy());
}

describe("a service works as", () => {
  it.each(SERVICES)("the %s's own login, and as no other service's", async (service) => {
    expect(await loadObjection(test.dbOf(service), service)).toBeNull();
    for (const other of SERVICES.filter((one) => one !== service))
      expect(await loadObjection(test.dbOf(other), service)).toContain(`grant ${groupOf(service)} to`);
  });
});

describe("a service does not work as", () => {
  it("a superuser, or a role that may become one", async () => {
    expect(await loadObjection(test.db, "worker")).toMatch(/The worker signs in .* as \S+, which is a superuser: .*ALLOW_SUPERUSER=1/);
    const superuser = await createRole("superuser");
    expect(await objectionTo(superuser)).toContain("is a superuser");
    expect(await objectionTo(await createRole(`noinherit in role ${superuser}, waystitch_collector`))).toContain("is a superuser");
  });

  it("a role that may pass the walls", async () => {
    expect(await objectionTo(await createRole("bypassrls in role waystitch_collector"))).toContain("may pass the walls between sites");
  });

  it("the owner of the tables, or a role that may become it", async () => {
    const owner = await createRole();
    await test.query(`alter table orders owner to ${owner}`);
    expect(await objectionTo(owner)).toContain("owns the tables");
    expect(await objectionTo(await createRole(`in role ${owner}, waystitch_collector`))).toContain("owns the tables");
  });
});

describe("guarding a role", () => {
  const never = (error: Error): void => expect.unreachable(String(error));

  it("lets a login of the service's own pass, and any role where that is allowed", async () => {
    await guardRole({ db: test.dbOf("worker"), service: "worker", isAllowed: false, onRefused: never });
    await guardRole({ db: test.db, service: "worker", isAllowed: true, onRefused: never });
    await expect(guardRole({ db: test.db, service: "worker", isAllowed: false, onRefused: never })).rejects.toThrow("is a superuser");
  });

  it("asks a database that is away until it answers", async () => {
    const name = `guard_${randomBytes(6).toString("hex")}`;
    const db = createDatabase({ url: urlOfLogin(test.url, { name, password: "pw" }), applicationName: "test" });
    const refused = new Promise<Error>((resolve) => {
      void guardRole({ db, service: "worker", isAllowed: false, onRefused: resolve }).then(() =>
        test.query(`create role ${name} login superuser password 'pw'`),
      );
    });
    expect((await refused).message).toContain("is a superuser");
    made.push(name);
    await db.destroy();
  });
});
